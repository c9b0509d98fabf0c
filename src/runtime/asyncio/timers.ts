/** What a loop is to do at some time: a binary heap (Williams, Algorithm 232, 1964), earliest first, then in order of arrival. */
export interface Timer {
  readonly whenNs: number;
  readonly order: number;
  readonly callback: () => void;
  cancelled: boolean;
}

export class Timers {
  readonly #heap: Timer[] = [];
  #order = 0;

  add(whenNs: number, callback: () => void): Timer {
    const timer = { whenNs, order: ++this.#order, callback, cancelled: false };
    this.#heap.push(timer);
    this.#rise(this.#heap.length - 1);
    return timer;
  }

  /** The earliest one that was not cancelled. */
  first(): Timer | undefined {
    while (this.#heap[0]?.cancelled) this.take();
    return this.#heap[0];
  }

  take(): Timer | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #rise(from: number): void {
    for (let i = from; i > 0; ) {
      const above = (i - 1) >> 1;
      if (!this.#isBefore(i, above)) return;
      this.#swap(i, above);
      i = above;
    }
  }
  #sink(): void {
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < this.#heap.length && this.#isBefore(child, least)) least = child;
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }
  #isBefore(i: number, j: number): boolean {
    const a = this.#heap[i] as Timer;
    const b = this.#heap[j] as Timer;
    return a.whenNs !== b.whenNs ? a.whenNs < b.whenNs : a.order < b.order;
  }
  #swap(i: number, j: number): void {
    [this.#heap[i], this.#heap[j]] = [this.#heap[j] as Timer, this.#heap[i] as Timer];
  }
}
