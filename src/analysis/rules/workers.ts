/** Which modules run in workers: those that say so themselves, and those that nobody but workers imports. */
import type { Program } from '../resolve/program.js';

export class Workers {
  readonly #known = new Map<string, 'yes' | 'perhaps' | undefined>();

  #importers: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(readonly program: Program) {}

  /** Whether the module's code runs in a worker, where only the worker itself waits for the event loop. */
  runs(path: string): 'yes' | 'perhaps' | undefined {
    if (this.#known.has(path)) return this.#known.get(path);
    // Modules that import each other say nothing of each other.
    this.#known.set(path, undefined);
    const own = this.program.modules.get(path)?.model.worker;
    const found = own === 'yes' ? own : (this.#ofImporters(path) ?? own);
    this.#known.set(path, found);
    return found;
  }

  #ofImporters(path: string): 'yes' | 'perhaps' | undefined {
    this.#importers ??= this.program.importers();
    const importers = (this.#importers.get(path) ?? []).map((each) => this.runs(each));
    if (importers.length === 0 || importers.includes(undefined)) return undefined;
    return importers.includes('perhaps') ? 'perhaps' : 'yes';
  }
}
