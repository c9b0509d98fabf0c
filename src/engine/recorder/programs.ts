/** Programs as they were loaded: one that has not changed since is not read again, and its workers need not compile it again. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  readonly #byEntry = new Map<string, Program>();
  #lastId = 0;

  /** Throws LoadError with what is wrong. */
  load(entry: string): Program {
    const known = this.#byEntry.get(entry);
    if (known && isUnchanged(dirname(entry), known.loaded)) return known;
    const loaded = loadProgram(entry, (path) => readFileSync(path, 'utf8'));
    const code: ProgramCode = {
      id: ++this.#lastId,
      entry: loaded.entry,
      modules: loaded.modules,
      files: loaded.files.map((file) => file.path),
    };
    const program = { loaded, code };
    this.#byEntry.delete(entry);
    this.#byEntry.set(entry, program);
    for (const oldest of this.#byEntry.keys())
      if (this.#byEntry.size > mostKept) this.#byEntry.delete(oldest);
    return program;
  }
}

function isUnchanged(folder: string, { files }: LoadedProgram): boolean {
  try {
    return files.every((file) => readFileSync(join(folder, file.path), 'utf8') === file.text);
  } catch {
    return false;
  }
}
