/** Loads modules, what they import first. A file that was loaded once is never read again. */
import { createHash } from 'node:crypto';
import { announceSites } from './announceSites.js';
import { bindScope } from './bindScope.js';
import { eraseTypes } from './erase.js';
import { candidatesFor, refuseSpecifier } from './fileNames.js';
import { keepPlain } from './keepPlain.js';
import { linkModule } from './linkModules.js';
import type { Links } from './links.js';
import type { Problem } from './loadError.js';
import type { LoadedFile, LoadedModule, ModuleImport } from './loadedProgram.js';
import type { ModuleScope } from './moduleScope.js';
import { refuseChanges } from './refuseChanges.js';
import { refuseClosures } from './refuseClosures.js';
import { refuseModuleLevel } from './refuseModuleLevel.js';
import { refuseThreadFields } from './refuseThreadFields.js';
import { runtimeModules } from './runtimeModules.js';
import { SiteTable } from './siteTable.js';
import { SourceModule } from './sourceModule.js';
import { refuseUnsupported } from './unsupported.js';

/** A module but for the sites, which are announced when all are known. */
interface Part {
  readonly module: SourceModule;
  readonly imports: readonly ModuleImport[];
  readonly exports: readonly string[];
}

export class Loader {
  readonly files: LoadedFile[] = [];
  readonly problems: Problem[] = [];
  readonly sites = new SiteTable();
  readonly #parts: Part[] = [];
  readonly #scopes: ModuleScope[] = [];
  /** Whether some file makes shared arrays: any file may then be given one. */
  #hasArrays = false;
  /** Index of each loaded file. */
  readonly #indices = new Map<string, number>();
  /** The files that are being loaded, each importing the next. */
  readonly #loading: string[] = [];

  /** `read` takes a path relative to the program's folder, and throws where there is no file. */
  constructor(readonly read: (path: string) => string) {}

  /** Loads a file and what it imports; its index. */
  load(path: string, text: string): number {
    this.#loading.push(path);
    const module = new SourceModule(path, text);
    eraseTypes(module);
    const links = linkModule(module);
    const imports = links.specifiers.map(({ specifier, node }) => this.#resolve(module, specifier, node));
    const scope = bindScope(module, links, imports, this.#scopes);
    this.#check(module, scope);
    if (module.problems.length === 0) keepPlain(module, scope);
    this.#hasArrays ||= makesArrays(links, imports);
    const index = this.#parts.length;
    this.#parts.push({ module, imports, exports: [...scope.exports.keys()] });
    this.files.push({ path, hash: createHash('sha256').update(text).digest('hex'), text });
    this.#scopes.push(scope);
    this.#indices.set(path, index);
    this.#loading.pop();
    return index;
  }

  /** The modules, when all are loaded. */
  finish(): LoadedModule[] {
    return this.#parts.map(({ module, imports, exports }, index) => {
      if (module.problems.length === 0) announceSites(module, index, this.sites, this.#hasArrays);
      return { path: module.path, code: module.edits.toString(), imports, exports };
    });
  }

  #check(module: SourceModule, scope: ModuleScope): void {
    refuseUnsupported(module);
    refuseModuleLevel(module, scope);
    refuseChanges(module, scope);
    refuseClosures(module, scope);
    refuseThreadFields(module, scope);
    this.problems.push(...module.problems.sort((a, b) => a.line - b.line || a.column - b.column));
  }

  #resolve(
    module: SourceModule,
    specifier: string,
    node: Parameters<SourceModule['refuse']>[0],
  ): ModuleImport {
    const unresolved: ModuleImport = { kind: 'runtime', name: specifier };
    if (runtimeModules.includes(specifier)) return unresolved;
    const why = refuseSpecifier(module.path, specifier);
    const index = why ? undefined : this.#find(module, specifier, node);
    if (why) module.refuse(node, why);
    return index === undefined ? unresolved : { kind: 'module', index };
  }

  #find(
    module: SourceModule,
    specifier: string,
    node: Parameters<SourceModule['refuse']>[0],
  ): number | undefined {
    for (const path of candidatesFor(module.path, specifier)) {
      const known = this.#indices.get(path);
      if (known !== undefined) return known;
      if (this.#loading.includes(path)) {
        const circle = [...this.#loading.slice(this.#loading.indexOf(path)), path].join(' -> ');
        module.refuse(
          node,
          `files import each other in a circle: ${circle}. Move what they share to a file of its own`,
        );
        return undefined;
      }
      const text = this.#textOf(path);
      if (text !== undefined) return this.load(path, text);
    }
    module.refuse(node, `there is no file "${specifier}" to import`);
    return undefined;
  }

  #textOf(path: string): string | undefined {
    try {
      return this.read(path);
    } catch {
      return undefined;
    }
  }
}

const arrayMakers = new Set(['sharedArray', 'Array', '*']);

/** Whether a module imports what makes arrays whose indexed accesses are operations. */
function makesArrays(links: Links, imports: readonly ModuleImport[]): boolean {
  return links.imported.some(
    ({ name, index }) => imports[index]?.kind === 'runtime' && arrayMakers.has(name),
  );
}
