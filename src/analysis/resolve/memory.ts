/** What was worked out of each function: kept until its module, or one that the module depends on, changes. */
import type { Expression } from '../model/expression.js';
import type { Fact } from './facts.js';
import type { FunctionId } from './place.js';
import type { FunctionNode } from './program.js';
import type { Value } from './value.js';

export interface FunctionMemory {
  readonly values: Map<Expression, readonly Value[]>;
  /** Names, by what they are bound to. */
  readonly names: Map<readonly Fact[], readonly Value[]>;
}

export class Memory {
  readonly #modules = new Map<string, Map<FunctionId, FunctionMemory>>();

  of({ id, module }: FunctionNode): FunctionMemory {
    let functions = this.#modules.get(module.path);
    if (!functions) {
      functions = new Map();
      this.#modules.set(module.path, functions);
    }
    const known = functions.get(id);
    if (known) return known;
    const fresh = { values: new Map(), names: new Map() };
    functions.set(id, fresh);
    return fresh;
  }

  /** Forgets some functions of a module, or all. */
  forget(path: string, functions?: ReadonlySet<FunctionId>): void {
    if (!functions) this.#modules.delete(path);
    else for (const id of functions) this.#modules.get(path)?.delete(id);
  }
}
