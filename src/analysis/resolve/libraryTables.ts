/** What the languages' library tables say of a name. Without a module, the tables of all languages are asked. */
import type { LibraryType, Operation } from '../model/library.js';
import type { ModuleNode, Program } from './program.js';

export class LibraryTables {
  constructor(readonly program: Program) {}

  /** The name that the tables use for it: `multiprocessing.Lock` for `multiprocessing.synchronize.Lock`. */
  canonical(name: string): string {
    for (const { library } of this.program.frontEnds.values()) {
      const alias = library.aliases[name];
      if (alias !== undefined) return alias;
    }
    return name;
  }

  type(name: string, module?: ModuleNode): LibraryType | undefined {
    for (const { library } of this.#frontEnds(module)) {
      const type = own(library.types, name);
      if (type) return type;
    }
    return undefined;
  }

  operation(name: string, module?: ModuleNode): Operation | undefined {
    for (const { library } of this.#frontEnds(module)) {
      const operation = own(library.functions, name);
      if (operation) return operation;
    }
    return undefined;
  }

  /** The type, this one or a base of it, that has a method of that name. */
  methodOwner(type: string, name: string): string | undefined {
    for (let each: string | undefined = type; each !== undefined; ) {
      const known: LibraryType | undefined = this.type(each);
      if (known && own(known.methods, name)) return each;
      each = known?.base;
    }
    return undefined;
  }

  /** Whether a method of that name tells if the type's waits would have to wait. */
  asks(type: string, name: string): boolean {
    for (let each: string | undefined = type; each !== undefined; each = this.type(each)?.base)
      if (this.type(each)?.asks?.includes(name)) return true;
    return false;
  }

  *#frontEnds(module: ModuleNode | undefined) {
    const frontEnd = module && this.program.frontEndOf(module);
    if (frontEnd) yield frontEnd;
    else yield* this.program.frontEnds.values();
  }
}

/** A table's own entry: `constructor` and the like are not entries. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
