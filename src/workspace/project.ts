/**
 * One folder that is being worked in: all its files, read once and then kept up to date by whoever tells of changes.
 * Never looks at the disk on its own; never parses a file again because another one changed.
 */
import { join } from 'node:path';
import type { Analyser, LockInfo, LockOrderEdge } from '../analysis/analyse.js';
import type { Finding } from '../analysis/finding.js';
import type { ModuleModel } from '../analysis/model/module.js';
import { pathFrom } from './checkFiles.js';
import { findFiles } from './findFiles.js';
import { IgnoreRules } from './ignoreRules.js';
import { whyPartly } from './leftOut.js';
import { type CacheOptions, ModelCache } from './modelCache.js';
import { countLines, readSource } from './readSource.js';
import type { Syntax } from './syntax.js';

export interface ProjectOptions {
  /** Absolute. */
  readonly root: string;
  readonly syntax: Syntax;
  readonly analyser: Analyser;
  readonly cache: CacheOptions;
  readonly log: (line: string) => void;
}

export interface Size {
  readonly files: number;
  readonly lines: number;
}

export class Project {
  readonly root: string;
  readonly #options: ProjectOptions;
  /** Lines of the files that were read from disk, by name. */
  readonly #lines = new Map<string, number>();
  /** Files whose text an editor has: the disk's is older. */
  readonly #open = new Set<string>();
  #exclude: readonly string[] = [];

  constructor(options: ProjectOptions) {
    this.root = options.root;
    this.#options = options;
  }

  /** Paths below the root, with `/`: the names that findings use. */
  nameOf(path: string): string {
    return pathFrom(this.root, path);
  }

  pathOf(name: string): string {
    return join(this.root, name);
  }

  /** Reads every file below the root. Other work gets its turn between two files. */
  async load(exclude: readonly string[], progress?: (done: number, of: number) => void): Promise<void> {
    const { syntax, log, cache: cacheOptions } = this.#options;
    this.#exclude = exclude;
    const files = await findFiles(this.root, {
      extensions: syntax.extensions,
      exclude,
      unreadable: (folder, why) => log(`cannot read ${folder}: ${why}`),
    });
    const cache = new ModelCache(cacheOptions, this.root);
    for (const [index, file] of files.entries()) {
      progress?.(index, files.length);
      await this.#read(this.nameOf(file), cache);
    }
    this.#forgetAllBut(new Set(files.map((file) => this.nameOf(file))));
    cache.save();
  }

  /** A file was made or changed on disk. */
  async changed(name: string): Promise<void> {
    if (!IgnoreRules.leavesOut(this.root, this.pathOf(name), this.#exclude))
      await this.#read(name, undefined);
  }

  /** A file is gone from the disk. */
  removed(name: string): void {
    if (this.#lines.delete(name) && !this.#open.has(name)) this.#options.analyser.setFile(name, undefined);
  }

  /** What an editor shows as this file, from now until `closed`. */
  shown(name: string, model: ModuleModel): void {
    this.#open.add(name);
    this.#options.analyser.setFile(name, model);
  }

  /** An editor no longer has the file: what the disk says counts again. */
  async closed(name: string): Promise<void> {
    if (!this.#open.delete(name)) return;
    if (this.#lines.has(name)) await this.#read(name, undefined);
    else this.#options.analyser.setFile(name, undefined);
  }

  get size(): Size {
    let lines = 0;
    for (const count of this.#lines.values()) lines += count;
    return { files: this.#lines.size, lines };
  }

  findings(): readonly Finding[] {
    return this.#options.analyser.findings();
  }

  locks(): readonly LockInfo[] {
    return this.#options.analyser.locks();
  }

  lockOrder(): readonly LockOrderEdge[] {
    return this.#options.analyser.lockOrder();
  }

  async #read(name: string, cache: ModelCache | undefined): Promise<void> {
    const { syntax, analyser, log } = this.#options;
    const result = await readSource(this.pathOf(name));
    if ('problem' in result) {
      log(`left out ${name}: ${result.problem}`);
      this.removed(name);
      return;
    }
    const { text, hash } = result.source;
    this.#lines.set(name, countLines(text));
    if (this.#open.has(name)) return;
    try {
      const file = { path: name, hash };
      const known = cache?.model(file);
      const model = known ?? syntax.lower(name, text);
      if (!known) cache?.keepModel(file, model);
      if (model.brokenAt !== undefined) log(`read only in part ${name}: ${whyPartly(model.brokenAt)}`);
      analyser.setFile(name, model);
    } catch (error) {
      log(`left out ${name}: ${error instanceof Error ? error.message : String(error)}`);
      this.removed(name);
    }
  }

  #forgetAllBut(names: ReadonlySet<string>): void {
    for (const name of [...this.#lines.keys()]) {
      if (!names.has(name)) this.removed(name);
    }
  }
}
