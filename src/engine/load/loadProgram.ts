/** Loads a program: its entry file and the files of its folder that it imports, each in one pass, into plain data. */
import { createHash } from 'node:crypto';
import { basename, dirname, join, posix } from 'node:path';
import { announceSites } from './announceSites.js';
import { eraseTypes } from './erase.js';
import { linkModule, type ModuleLinks, runtimeModules } from './linkModules.js';
import { LoadError, type Problem } from './loadError.js';
import type { LoadedFile, LoadedModule, LoadedProgram, ModuleImport } from './loadedProgram.js';
import { refuseCopies } from './refuseCopies.js';
import { SiteTable } from './siteTable.js';
import { SourceModule } from './sourceModule.js';

type ReadFile = (path: string) => string;
const extensions = ['', '.ts', '.js', '.mjs'];

/**
 * @param entryPath path of the entry file, as `readFile` understands it
 * @throws LoadError with every problem found, in the order of files and lines
 */
export function loadProgram(entryPath: string, readFile: ReadFile): LoadedProgram {
  return new Loader(dirname(entryPath), readFile).load(basename(entryPath));
}

class Loader {
  readonly #modules: LoadedModule[] = [];
  readonly #files: LoadedFile[] = [];
  readonly #problems: Problem[] = [];
  readonly #sites = new SiteTable();
  /** Index of each loaded file; -1 while what it imports is being loaded. */
  readonly #indices = new Map<string, number>();

  constructor(
    readonly folder: string,
    readonly readFile: ReadFile,
  ) {}

  load(entry: string): LoadedProgram {
    const text = this.#read(entry);
    if (text === undefined) {
      throw new LoadError([{ message: `cannot read ${entry}`, file: entry, line: 0, column: 0 }]);
    }
    const index = this.#loadModule(entry, text);
    const loaded = this.#modules[index];
    if (this.#problems.length === 0 && !loaded?.exports.includes('main')) {
      this.#problems.push({
        message: '"export function main()" is what runs; this file has none',
        file: entry,
        line: 1,
        column: 1,
      });
    }
    if (this.#problems.length > 0) throw new LoadError(this.#problems);
    return { entry: index, modules: this.#modules, files: this.#files, sites: this.#sites.sites };
  }

  #read(path: string): string | undefined {
    try {
      return this.readFile(join(this.folder, path));
    } catch {
      return undefined;
    }
  }

  /** Loads what the module imports first, then the module; its index. */
  #loadModule(path: string, text: string): number {
    this.#indices.set(path, -1);
    const module = new SourceModule(path, text);
    eraseTypes(module);
    const links = linkModule(module);
    const imports = links.specifiers.map(({ specifier, node }) => this.#resolve(module, specifier, node));
    const index = this.#modules.length;
    refuseCopies(module, runtimeNames(links));
    announceSites(module, index, this.#sites);
    this.#problems.push(...module.problems.sort((a, b) => a.line - b.line || a.column - b.column));
    this.#modules.push({ path, code: module.edits.toString(), imports, exports: links.exported });
    this.#files.push({ path, hash: createHash('sha256').update(text).digest('hex'), text });
    this.#indices.set(path, index);
    return index;
  }

  #resolve(
    module: SourceModule,
    specifier: string,
    node: Parameters<SourceModule['refuse']>[0],
  ): ModuleImport {
    const none: ModuleImport = { kind: 'runtime', name: specifier };
    if (runtimeModules.includes(specifier)) return none;
    const path = posix.join(posix.dirname(module.path), specifier);
    if (!specifier.startsWith('.') || path.startsWith('..')) {
      module.refuse(node, `only "threadlanes" and files of this folder can be imported, not "${specifier}"`);
      return none;
    }
    return this.#resolveFile(module, path, node) ?? none;
  }

  #resolveFile(
    module: SourceModule,
    wanted: string,
    node: Parameters<SourceModule['refuse']>[0],
  ): ModuleImport | undefined {
    const candidates = [...extensions.map((extension) => wanted + extension), wanted.replace(/\.js$/, '.ts')];
    for (const path of candidates) {
      const known = this.#indices.get(path);
      if (known === -1) {
        module.refuse(
          node,
          `${module.path} and ${path} import each other: move what both need to a third file`,
        );
        return undefined;
      }
      if (known !== undefined) return { kind: 'module', index: known };
      const text = /\.(?:ts|js|mjs)$/.test(path) ? this.#read(path) : undefined;
      if (text !== undefined) return { kind: 'module', index: this.#loadModule(path, text) };
    }
    module.refuse(node, `there is no file ${wanted} beside ${module.path}`);
    return undefined;
  }
}

/** What a module has from the runtime: local name to name there. */
function runtimeNames(links: ModuleLinks): Map<string, string> {
  const names = new Map<string, string>();
  for (const [local, [specifier, name]] of links.imported) {
    if (runtimeModules.includes(specifier)) names.set(local, name);
  }
  return names;
}
