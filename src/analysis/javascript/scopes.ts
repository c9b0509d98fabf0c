/**
 * Names of JavaScript as names of the lock model. The model has one scope for each function; JavaScript has one for
 * each block. A name that a second block of the same function declares is therefore renamed: `release#2`.
 * Also tells which names a function assigns without declaring them, and what `this` is.
 */
import type { Expression } from '../model/expression.js';

/** What `this` means in a function: its receiver, that of the function around it, or an object that has a name. */
export type ThisMeaning = 'receiver' | 'outer' | 'unknown' | Expression;

interface Frame {
  readonly declared: Set<string>;
  readonly assigned: Set<string>;
  readonly blocks: string[][];
  readonly meaning: ThisMeaning;
  yields: boolean;
}

/** What a function's body showed of it. */
export interface ScopeTraits {
  readonly generator: boolean;
  readonly globals: readonly string[];
  readonly nonlocals: readonly string[];
}

const unknown: Expression = { kind: 'other' };

export class Scopes {
  readonly #frames: Frame[] = [newFrame('unknown')];
  /** By name: the model's names that it stands for in the blocks around, innermost last. */
  readonly #renamed = new Map<string, string[]>();

  /** The model's name for a use of `name`. */
  resolve(name: string): string {
    const names = this.#renamed.get(name);
    return names?.[names.length - 1] ?? name;
  }

  /** Whether the program declares `name` anywhere around; names of the platform are not declared. */
  isDeclared(name: string): boolean {
    return this.#renamed.has(name);
  }

  /** A new expression each time: what one means depends on the function that it stands in. */
  get this(): Expression {
    for (let i = this.#frames.length - 1; i >= 0; i--) {
      const { meaning } = this.#frames[i] as Frame;
      if (meaning === 'receiver') return { kind: 'name', name: 'this' };
      if (meaning === 'unknown') return unknown;
      if (meaning !== 'outer') return { ...meaning };
    }
    return unknown;
  }

  /** `let`, `const`, `class`, a parameter, a function in a block. Gives the model's name. */
  declare(name: string): string {
    const frame = this.#frame;
    const block = frame.blocks[frame.blocks.length - 1] as string[];
    if (block.includes(name)) return this.resolve(name);
    let own = name;
    for (let n = 2; frame.declared.has(own); n++) own = `${name}#${n}`;
    frame.declared.add(own);
    block.push(name);
    const names = this.#renamed.get(name);
    if (names) names.push(own);
    else this.#renamed.set(name, [own]);
    return own;
  }

  /** `var`: one variable for the whole function. */
  declareInFunction(name: string): string {
    const frame = this.#frame;
    if (frame.declared.has(name)) return this.resolve(name);
    frame.declared.add(name);
    const block = frame.blocks[0] as string[];
    block.push(name);
    const names = this.#renamed.get(name);
    if (names) names.push(name);
    else this.#renamed.set(name, [name]);
    return name;
  }

  assign(name: string): string {
    const own = this.resolve(name);
    this.#frame.assigned.add(own);
    return own;
  }

  sawYield(): void {
    this.#frame.yields = true;
  }

  /** Whether the function has yielded so far: what a generator returns is nobody's promise. */
  get yields(): boolean {
    return this.#frame.yields;
  }

  inBlock<T>(lower: () => T): T {
    const { blocks } = this.#frame;
    blocks.push([]);
    const result = lower();
    this.#forget(blocks.pop() as string[]);
    return result;
  }

  inFunction<T>(meaning: ThisMeaning, lower: () => T): { readonly result: T; readonly traits: ScopeTraits } {
    this.#frames.push(newFrame(meaning));
    const result = lower();
    const frame = this.#frames.pop() as Frame;
    for (const block of frame.blocks) this.#forget(block);
    return { result, traits: this.#traitsOf(frame) };
  }

  get #frame(): Frame {
    return this.#frames[this.#frames.length - 1] as Frame;
  }

  #forget(block: readonly string[]): void {
    for (const name of block) {
      const names = this.#renamed.get(name);
      names?.pop();
      if (names?.length === 0) this.#renamed.delete(name);
    }
  }

  #traitsOf(frame: Frame): ScopeTraits {
    const globals: string[] = [];
    const nonlocals: string[] = [];
    for (const name of frame.assigned) {
      if (frame.declared.has(name)) continue;
      const outer = this.#frames.slice(1).some((each) => each.declared.has(name));
      (outer ? nonlocals : globals).push(name);
      // The function around does not declare it either, if it is further out: it only passes the assignment on.
      this.#frame.assigned.add(name);
    }
    return { generator: frame.yields, globals, nonlocals };
  }
}

function newFrame(meaning: ThisMeaning): Frame {
  return { declared: new Set(), assigned: new Set(), blocks: [[]], meaning, yields: false };
}
