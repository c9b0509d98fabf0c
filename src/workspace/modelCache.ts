/**
 * Lowered files and the last findings, kept on disk between runs. A model is valid for the same path and the same
 * text; findings for the same set of them. A stamp names the program that wrote them, so that a changed analysis never
 * reads what an older one left. Nothing here may fail a check: what cannot be read or written is done without.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Finding } from '../analysis/finding.js';
import type { ModuleModel } from '../analysis/model/module.js';
import { PackFile } from './packFile.js';

export interface CacheOptions {
  /** Where the files lie; undefined keeps nothing. */
  readonly folder: string | undefined;
  /** Names the analysis: what another one wrote is not used. */
  readonly stamp: string;
}

export interface FileHash {
  readonly path: string;
  readonly hash: string;
}

export class ModelCache {
  readonly #folder: string | undefined;
  readonly #name: string;
  readonly #stamp: string;
  #models: PackFile | undefined;
  /** Entries for the next pack of models; one that was read from the old pack is carried over as bytes. */
  readonly #entries = new Map<string, Uint8Array>();
  #changed = false;

  /** `scope` is what is checked: each has files of its own, so that two projects do not throw each other's out. */
  constructor(options: CacheOptions, scope: string) {
    this.#folder = options.folder;
    this.#name = hashOf(scope).slice(0, 16);
    this.#stamp = options.stamp;
  }

  model({ path, hash }: FileHash): ModuleModel | undefined {
    this.#models ??= this.#read('models');
    const name = `${hash} ${path}`;
    const bytes = this.#models.bytes(name);
    if (!bytes) return undefined;
    this.#entries.set(name, bytes);
    return JSON.parse(bytes.toString('utf8')) as ModuleModel;
  }

  keepModel({ path, hash }: FileHash, model: ModuleModel): void {
    if (this.#folder === undefined) return;
    this.#entries.set(`${hash} ${path}`, Buffer.from(JSON.stringify(model)));
    this.#changed = true;
  }

  /** The findings of exactly these files, if they were the last ones that were checked. */
  findings(files: readonly FileHash[]): readonly Finding[] | undefined {
    const bytes = this.#read('findings').bytes(hashOfAll(files));
    return bytes && (JSON.parse(bytes.toString('utf8')) as Finding[]);
  }

  keepFindings(files: readonly FileHash[], findings: readonly Finding[]): void {
    this.#write('findings', [[hashOfAll(files), Buffer.from(JSON.stringify(findings))]]);
  }

  /** Writes the models that were read or kept, if any is new, and lets go of their memory. */
  save(): void {
    if (this.#changed) this.#write('models', this.#entries);
    this.#changed = false;
    this.#entries.clear();
    this.#models = undefined;
  }

  #pathOf(kind: 'models' | 'findings'): string | undefined {
    return this.#folder && join(this.#folder, `${this.#name}.${kind}`);
  }

  #read(kind: 'models' | 'findings'): PackFile {
    const path = this.#pathOf(kind);
    return path === undefined ? PackFile.empty() : PackFile.read(path, this.#stamp);
  }

  #write(kind: 'models' | 'findings', entries: Iterable<readonly [string, Uint8Array]>): void {
    const path = this.#pathOf(kind);
    if (path === undefined) return;
    try {
      PackFile.write(path, this.#stamp, entries);
    } catch {
      // A full or read-only disk: the next check is a cold one.
    }
  }
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}

function hashOfAll(files: readonly FileHash[]): string {
  return hashOf(files.map(({ path, hash }) => `${hash} ${path}\n`).join(''));
}
