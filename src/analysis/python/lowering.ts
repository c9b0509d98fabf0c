/** One Python file on its way to the lock model: the cursor, the module under construction and the scope's traits. */
import type { Expression } from '../model/expression.js';
import type { ModuleModel } from '../model/module.js';
import type { Block, Statement } from '../model/statement.js';
import type { Cursor } from '../syntax/cursor.js';
import type { KeptDefinitions } from '../syntax/keptDefinitions.js';
import { ModuleBuilder } from '../syntax/moduleBuilder.js';
import { lowerExpression } from './expressions.js';
import { lowerParameters } from './parameters.js';
import { simpleExpression } from './simple.js';
import { lowerBlock } from './statements.js';

/** What a function's body shows of it. */
export interface ScopeTraits {
  generator: boolean;
  readonly globals: string[];
  readonly nonlocals: string[];
}

export interface LoweringOptions {
  /** False asks the tree for everything; the result is the same. */
  readonly readsText?: boolean;
  /** What the lowering of the same file before has left. */
  readonly kept?: KeptDefinitions | undefined;
}

export class PythonLowering {
  readonly builder = new ModuleBuilder();
  /** The class whose body is being lowered, not the one of a method's body. */
  enclosingClass: number | undefined;
  #scope: ScopeTraits = newScope();

  readonly #readsText: boolean;
  readonly #kept: KeptDefinitions | undefined;

  constructor(
    readonly cursor: Cursor,
    { readsText = true, kept }: LoweringOptions = {},
  ) {
    this.#readsText = readsText;
    this.#kept = kept;
  }

  module(path: string): ModuleModel {
    const { text } = this.cursor;
    this.#kept?.begin();
    this.builder.module(text.length, () => lowerBlock(this));
    return this.builder.build(path, 'python', text);
  }

  /** The expression between two offsets, if it is simple enough to be read without the tree. */
  simple(start: number, end: number): Expression | undefined {
    return this.#readsText ? simpleExpression(this.cursor.text.slice(start, end), start) : undefined;
  }

  /** What `lower` makes of the definition under the cursor, or the same from the lowering before. */
  definition(lower: () => Statement): Statement {
    if (!this.#kept || this.builder.current !== 0) return lower();
    return this.#kept.definition(this.cursor, this.builder, `${this.enclosingClass}`, lower);
  }

  /** The expressions below the cursor, in order; at most `limit`. */
  children(limit = Number.POSITIVE_INFINITY): Expression[] {
    const found: Expression[] = [];
    this.cursor.forEachChild((type) => {
      if (found.length < limit) found.push(lowerExpression(this, type));
    });
    return found;
  }

  sawYield(): void {
    this.#scope.generator = true;
  }
  sawGlobal(names: readonly string[]): void {
    this.#scope.globals.push(...names);
  }
  sawNonlocal(names: readonly string[]): void {
    this.#scope.nonlocals.push(...names);
  }

  /** Runs `lower` in a new function's scope; gives what its body showed. */
  inScope(lower: () => Block): { readonly body: Block; readonly traits: ScopeTraits } {
    const outer = this.#scope;
    const outerClass = this.enclosingClass;
    const traits = newScope();
    this.#scope = traits;
    this.enclosingClass = undefined;
    const body = lower();
    this.#scope = outer;
    this.enclosingClass = outerClass;
    return { body, traits };
  }

  /** The `lambda` under the cursor: a function that returns its expression. */
  lambda(): Expression {
    const { cursor } = this;
    const { start, end } = cursor;
    let parameters: ReturnType<typeof lowerParameters> = [];
    const index = this.builder.function(
      { name: '<lambda>', start, end, parameters: [], async: false, generator: false },
      () =>
        this.inScope(() => {
          let value: Expression | undefined;
          cursor.forEachChild((type) => {
            if (type === 'lambda_parameters') parameters = lowerParameters(this);
            else value = lowerExpression(this, type);
          });
          return value === undefined ? [] : [{ kind: 'return', value, start, end }];
        }).body,
      () => ({ parameters }),
    );
    return { kind: 'function', index };
  }
}

function newScope(): ScopeTraits {
  return { generator: false, globals: [], nonlocals: [] };
}
