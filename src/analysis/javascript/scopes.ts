/**
 * Names of JavaScript as names of the lock model. The model has one scope for each function; JavaScript has one for
 * each block. A name that a second block of the same function declares is therefore renamed: `release#2`.
 * Also tells which names a function assigns without declaring them, and what `this` is.
 */
import type { Expression } from '../model/expression.js';
import type { Asked, Names } from '../syntax/keptDefinitions.js';

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

/** What a definition has asked of the scopes around it. */
interface Watch {
  readonly asked: Map<string, string | undefined>;
  /** By name: how many scopes inside the definition declare it just now. */
  readonly inside: Map<string, number>;
}

export class Scopes implements Names {
  readonly #frames: Frame[] = [newFrame('unknown')];
  /** By name: the model's names that it stands for in the blocks around, innermost last. */
  readonly #renamed = new Map<string, string[]>();
  #watch: Watch | undefined;

  /** The model's name for a use of `name`. */
  resolve(name: string): string {
    return this.#meaning(name) ?? name;
  }

  /** Whether the program declares `name` anywhere around; names of the platform are not declared. */
  isDeclared(name: string): boolean {
    return this.#meaning(name) !== undefined;
  }

  watch<Made>(lower: () => Made): { readonly made: Made; readonly asked: Asked } {
    const asked = new Map<string, string | undefined>();
    const outer = this.#watch;
    this.#watch = { asked, inside: new Map() };
    const made = lower();
    this.#watch = outer;
    return { made, asked };
  }

  mean(asked: Asked): boolean {
    for (const [name, meant] of asked) if (this.#renamed.get(name)?.at(-1) !== meant) return false;
    return true;
  }

  #meaning(name: string): string | undefined {
    const meaning = this.#renamed.get(name)?.at(-1);
    if (this.#watch && !this.#watch.inside.has(name)) this.#watch.asked.set(name, meaning);
    return meaning;
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
    this.#rename(name, own);
    return own;
  }

  /** `var`: one variable for the whole function. */
  declareInFunction(name: string): string {
    const frame = this.#frame;
    if (frame.declared.has(name)) return this.resolve(name);
    frame.declared.add(name);
    const block = frame.blocks[0] as string[];
    block.push(name);
    this.#rename(name, name);
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

  #rename(name: string, own: string): void {
    const names = this.#renamed.get(name);
    if (names) names.push(own);
    else this.#renamed.set(name, [own]);
    this.#watch?.inside.set(name, (this.#watch.inside.get(name) ?? 0) + 1);
  }

  #forget(block: readonly string[]): void {
    for (const name of block) {
      const names = this.#renamed.get(name);
      names?.pop();
      if (names?.length === 0) this.#renamed.delete(name);
      const inside = this.#watch?.inside;
      const left = (inside?.get(name) ?? 0) - 1;
      if (left > 0) inside?.set(name, left);
      else inside?.delete(name);
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
