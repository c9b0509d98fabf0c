/**
 * Lowered files and the last findings, kept on disk between runs. A model is valid for the same path and the same
 * text; findings for the same set of them. A stamp names the program that wrote them, so that a changed analysis never
 * reads what an older one left. Nothing here may fail a check: what cannot be read or written is done without.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Finding } from '../analysis/finding.js';
import type { ModuleModel } from '../analysis/model/module.js';
import type { LeftOut } from './leftOut.js';
import { PackFile, PackWriter } from './packFile.js';

export interface CacheOptions {
  /** Where the files lie; undefined keeps nothing. */
  readonly folder: string | undefined;
  /** Names the analysis: what another one wrote is not used. */
  readonly stamp: string;
}

/** What a check has found. */
export interface Answer {
  readonly findings: readonly Finding[];
  readonly leftOut: readonly LeftOut[];
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
  /** Names of models that were read: the next pack, if there is one, has them as well. */
  readonly #carried: string[] = [];
  /** The next pack, from the first new model on; null when it could not be written. */
  #writer: PackWriter | null | undefined;

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
    this.#carried.push(name);
    return JSON.parse(bytes.toString('utf8')) as ModuleModel;
  }

  keepModel({ path, hash }: FileHash, model: ModuleModel): void {
    this.#writing((writer) => writer.add(`${hash} ${path}`, Buffer.from(JSON.stringify(model))));
  }

  /** What was found in exactly these files, if they were the last ones that were checked. */
  answer(files: readonly FileHash[]): Answer | undefined {
    const bytes = this.#read('findings').bytes(hashOfAll(files));
    return bytes && (JSON.parse(bytes.toString('utf8')) as Answer);
  }

  keepAnswer(files: readonly FileHash[], answer: Answer): void {
    const path = this.#pathOf('findings');
    if (path === undefined) return;
    let writer: PackWriter | undefined;
    try {
      writer = new PackWriter(path, this.#stamp);
      writer.add(hashOfAll(files), Buffer.from(JSON.stringify(answer)));
      writer.finish();
    } catch {
      writer?.abandon();
    }
  }

  /** Replaces the pack of models, if any is new, and lets go of its memory. */
  save(): void {
    if (this.#writer) {
      this.#writing((writer) => {
        for (const name of this.#carried) {
          const bytes = this.#models?.bytes(name);
          if (bytes) writer.add(name, bytes);
        }
        writer.finish();
      });
    }
    this.#writer = undefined;
    this.#carried.length = 0;
    this.#models = undefined;
  }

  #pathOf(kind: 'models' | 'findings'): string | undefined {
    return this.#folder && join(this.#folder, `${this.#name}.${kind}`);
  }

  #read(kind: 'models' | 'findings'): PackFile {
    const path = this.#pathOf(kind);
    return path === undefined ? PackFile.empty() : PackFile.read(path, this.#stamp);
  }

  #writing(act: (writer: PackWriter) => void): void {
    const path = this.#pathOf('models');
    if (path === undefined || this.#writer === null) return;
    try {
      this.#writer ??= new PackWriter(path, this.#stamp);
      act(this.#writer);
    } catch {
      // A full or read-only disk: the next check is a cold one.
      this.#writer?.abandon();
      this.#writer = null;
    }
  }
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}

function hashOfAll(files: readonly FileHash[]): string {
  return hashOf(files.map(({ path, hash }) => `${hash} ${path}\n`).join(''));
}
