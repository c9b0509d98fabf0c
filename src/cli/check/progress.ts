/** How far a long check is, on one line of a terminal that is taken back at the end. Says nothing to a file or pipe. */
import type { CheckStep } from '../../workspace/checkFiles.js';

/** A shorter check is over before a person has read the line. */
const quietMs = 500;
/** Ten times a second is as often as one can read it. */
const everyMs = 100;

const words: Readonly<Record<CheckStep, string>> = {
  read: 'reading',
  parse: 'parsing',
  analyse: 'analysing',
};

export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #start = performance.now();
  #last = 0;
  #shown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  step(step: CheckStep, done: number, of: number): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#start < quietMs || now - this.#last < everyMs) return;
    this.#last = now;
    this.#shown = true;
    this.#stream.write(`\r\u001b[K${words[step]} ${done} of ${of} files`);
  }

  end(): void {
    if (this.#shown) this.#stream.write('\r\u001b[K');
  }
}
