/** Runs of examples under fifty seeds and in real time, on one engine for all rows of a test file. */
import { readFileSync } from 'node:fs';
import { ProgramRunner } from '../../programRunner.js';
import { ObservedRun } from './observedRun.js';

export const seeds: readonly number[] = Array.from({ length: 50 }, (_, index) => index + 1);

/** Wall time of one run: the first one of a file starts a hundred workers, perhaps on a busy machine. */
const timeoutMs = 90_000;

const runner = new ProgramRunner();

export async function endRuns(): Promise<void> {
  await runner.dispose();
}

/** Runs schedule after schedule of an example. */
export function explore(...[entry, variant, given]: Parameters<ProgramRunner['explore']>) {
  return runner.explore(entry, variant, given);
}

/** A program and one of its variants; its controlled runs are made when first asked for, and kept. */
export class Runs {
  readonly #source: string;
  #controlled: Promise<readonly ObservedRun[]> | undefined;

  constructor(
    readonly entry: string,
    readonly variant: string | null,
  ) {
    this.#source = readFileSync(entry, 'utf8');
  }

  controlled(): Promise<readonly ObservedRun[]> {
    this.#controlled ??= this.#runAll();
    return this.#controlled;
  }

  async #runAll(): Promise<readonly ObservedRun[]> {
    const runs: ObservedRun[] = [];
    for (const seed of seeds) runs.push(await this.run('controlled', seed));
    return runs;
  }

  async run(mode: 'controlled' | 'live', seed: number): Promise<ObservedRun> {
    const { entry, variant } = this;
    const of = variant === null ? {} : { variant };
    const ended = await runner.run({ entry, mode, seed, timeoutMs, ...of });
    return new ObservedRun(ended, this.#source);
  }

  forget(): void {
    this.#controlled = undefined;
  }
}
