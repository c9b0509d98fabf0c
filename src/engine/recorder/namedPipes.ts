/** Pipes by which workers wake each other (runtime/parking.ts). Node makes none of its own, but mkfifo does. */
import { execFileSync } from 'node:child_process';
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** To start mkfifo takes longer than to make a pipe. */
const madeAtOnce = 16;

export class NamedPipes {
  /** Descriptors, each to read from and to write to. */
  readonly #spare: number[] = [];

  private constructor() {
    this.#make();
  }

  /** Undefined where there is no mkfifo, as on Windows. */
  static make(): NamedPipes | undefined {
    try {
      return new NamedPipes();
    } catch {
      return undefined;
    }
  }

  /** Throws when the process may have no more descriptors. */
  take(): number {
    if (this.#spare.length === 0) this.#make();
    return this.#spare.pop() as number;
  }

  giveBack(descriptor: number): void {
    this.#spare.push(descriptor);
  }

  #make(): void {
    const folder = mkdtempSync(join(tmpdir(), 'threadlanes-'));
    const paths = Array.from({ length: madeAtOnce }, (_, i) => join(folder, String(i)));
    try {
      execFileSync('mkfifo', paths, { stdio: 'ignore' });
      // Opened for both, so neither end is ever missing.
      for (const path of paths) this.#spare.push(openSync(path, constants.O_RDWR));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
