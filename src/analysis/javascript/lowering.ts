/** One JavaScript or TypeScript file on its way to the lock model: the cursor, the module under construction, scopes. */
import type { Expression, Span } from '../model/expression.js';
import type { FunctionModel, ModuleModel, Parameter } from '../model/module.js';
import type { Block, Statement } from '../model/statement.js';
import type { SyntaxCursor } from '../syntax/cursor.js';
import type { KeptDefinitions } from '../syntax/keptDefinitions.js';
import { ModuleBuilder } from '../syntax/moduleBuilder.js';
import { lowerExpression } from './expressions.js';
import { Scopes, type ThisMeaning } from './scopes.js';
import { lowerBlock } from './statements.js';
import { workerCode } from './workerCode.js';

/** Syntax that means nothing at run time. */
const erased = /^(?:type_|optional_chain|accessibility_|override_|predefined_|asserts|comment|html_)/;

export interface FunctionShape extends Span {
  readonly name: string;
  readonly async: boolean;
  readonly receiver?: 'instance' | 'class';
  readonly class?: number;
  readonly this: ThisMeaning;
}

type LowerFunction = () => { parameters: readonly Parameter[]; body: Block };

export class JavaScriptLowering {
  readonly builder = new ModuleBuilder();
  readonly scopes = new Scopes();
  /** How many `try` with a `finally` are around in the function: it does not wait for a promise that is returned. */
  tryDepth = 0;
  /** Whether the function whose body is being lowered is async. */
  async = false;
  #temporaries = 0;

  /** `kept` is what the lowering of the same file before has left. */
  constructor(
    readonly cursor: SyntaxCursor,
    readonly kept?: KeptDefinitions,
  ) {}

  module(path: string): ModuleModel {
    const { text } = this.cursor;
    this.kept?.begin();
    this.builder.module(text.length, () => lowerBlock(this));
    const model = this.builder.build(path, 'javascript', text);
    const worker = workerCode(path, text);
    return worker ? { ...model, worker } : model;
  }

  get span(): Span {
    return { start: this.cursor.start, end: this.cursor.end };
  }

  /** The expressions below the cursor, in order. */
  children(limit = Number.POSITIVE_INFINITY): Expression[] {
    const found: Expression[] = [];
    this.cursor.forEachChild((type) => {
      if (found.length < limit && !erased.test(type)) found.push(lowerExpression(this, type));
    });
    return found;
  }

  /** A name that no program can spell, and that only the function around uses. */
  temporary(): string {
    this.#temporaries++;
    return `#${this.#temporaries}`;
  }

  /**
   * Adds a function; `lower` runs in its scope and gives parameters and body. One that stands in no other function is
   * taken from the lowering before if it is as it was there.
   */
  function(shape: FunctionShape, lower: LowerFunction): Expression {
    if (!this.kept || this.builder.current !== 0) return this.#newFunction(shape, lower);
    const { start, end, ...context } = shape;
    const make = () => this.#newFunction(shape, lower);
    return this.kept.definition(this.cursor, this.builder, JSON.stringify(context), make, this.scopes);
  }

  #newFunction(shape: FunctionShape, lower: LowerFunction): Expression {
    const { this: meaning, ...head } = shape;
    let late: Partial<FunctionModel> = {};
    const index = this.builder.function(
      { ...head, parameters: [], generator: false },
      () => {
        const { tryDepth, async } = this;
        const temporaries = this.#temporaries;
        this.#temporaries = 0;
        this.tryDepth = 0;
        this.async = shape.async;
        const { result, traits } = this.scopes.inFunction(meaning, lower);
        this.#temporaries = temporaries;
        this.tryDepth = tryDepth;
        this.async = async;
        late = {
          parameters: shape.receiver ? [{ name: 'this' }, ...result.parameters] : result.parameters,
          generator: traits.generator,
          ...(traits.globals.length > 0 && { globals: traits.globals }),
          ...(traits.nonlocals.length > 0 && { nonlocals: traits.nonlocals }),
        };
        return result.body;
      },
      () => late,
    );
    return { kind: 'function', index };
  }

  /**
   * `return value`. An async function's caller waits for the promise too, unless a `try` around it ends first; that of
   * a plain function waits for it when it awaits the call.
   */
  returning(value: Expression, span: Span): Statement {
    const passedOn = this.tryDepth === 0 && !this.scopes.yields;
    return { kind: 'return', value: passedOn ? awaiting(value, !this.async) : value, ...span };
  }
}

/** An await of whatever call the value turns out to be. */
export function awaiting(value: Expression, byCaller: boolean, span?: Span): Expression {
  switch (value.kind) {
    case 'call': {
      const { start, end } = span ?? value;
      return { kind: 'await', of: value, start, end, ...(byCaller && { byCaller }) };
    }
    case 'choice':
    case 'some':
    case 'every':
      return { ...value, items: value.items.map((item) => awaiting(item, byCaller, span)) };
    default:
      return span ? { kind: 'await', of: value, ...span } : value;
  }
}
