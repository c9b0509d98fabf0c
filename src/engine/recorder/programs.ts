/** Programs as they were loaded: one that has not changed since is not read again, and its workers need not compile it again. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProgramSource } from '../engineApi.js';
import type { LoadedProgram } from '../load/loadedProgram.js';
import { loadProgram } from '../load/loadProgram.js';
import type { ProgramCode } from '../program/messages.js';

export interface Program {
  readonly loaded: LoadedProgram;
  /** What workers are sent. */
  readonly code: ProgramCode;
}

/** Programs kept: a person works on a few at a time. */
const mostKept = 16;

export class Programs {
  /** By entry and folder. */
  readonly #kept = new Map<string, Program>();
  #lastId = 0;

  /** Throws LoadError with what is wrong. */
  load(source: ProgramSource): Program {
    const { entry, folder = dirname(entry), texts = {} } = source;
    const read = (path: string): string => texts[path] ?? readFileSync(path, 'utf8');
    const key = JSON.stringify([entry, folder]);
    const known = this.#kept.get(key);
    if (known && isUnchanged(folder, known.loaded, read)) return known;
    const loaded = loadProgram(entry, read, folder);
    const code: ProgramCode = {
      id: ++this.#lastId,
      entry: loaded.entry,
      modules: loaded.modules,
      files: loaded.files.map((file) => file.path),
    };
    const program = { loaded, code };
    this.#kept.delete(key);
    this.#kept.set(key, program);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > mostKept) this.#kept.delete(oldest);
    return program;
  }
}

function isUnchanged(folder: string, { files }: LoadedProgram, read: (path: string) => string): boolean {
  try {
    return files.every((file) => read(join(folder, file.path)) === file.text);
  } catch {
    return false;
  }
}
