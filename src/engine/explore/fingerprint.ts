/**
 * What each thread of a run told, event for event, as one number, without decoding anything. Between which events of others
 * it told them does not matter, so the switches, which say nothing else, are left out.
 */
import { Chain, Sum } from '../../explore/digest.js';
import { headHasText, headKind, headThread, textRecords, wordsPerRecord } from '../../trace/records.js';
import { EventKind } from '../../trace/vocabulary.js';

export class Fingerprint {
  /** By thread. */
  readonly #told: (Chain | undefined)[] = [];
  /** The chain that the text which follows goes to, and how many records of it are left; -1 if the first one will say so. */
  #current = new Chain();
  #textLeft = 0;

  reset(): void {
    this.#told.length = 0;
    this.#textLeft = 0;
  }

  /** Takes the records in `words` from one index to another. */
  take(words: Int32Array, from: number, to: number): void {
    for (let at = from; at < to; at += wordsPerRecord) {
      const head = words[at] as number;
      if (this.#textLeft !== 0)
        this.#textLeft = (this.#textLeft < 0 ? textRecords(head) : this.#textLeft) - 1;
      else {
        if (headKind(head) === EventKind.Switch) continue;
        if (headHasText(head)) this.#textLeft = -1;
        this.#current = this.#chainOf(headThread(head));
      }
      for (let word = at; word < at + wordsPerRecord; word++) this.#current.take(words[word] as number);
    }
  }

  get value(): number {
    const sum = new Sum();
    for (const chain of this.#told) if (chain) sum.add(chain);
    return sum.value;
  }

  #chainOf(thread: number): Chain {
    let chain = this.#told[thread];
    if (!chain) {
      chain = new Chain();
      this.#told[thread] = chain;
    }
    return chain;
  }
}
