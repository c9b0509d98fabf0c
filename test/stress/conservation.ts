/** What a queue must keep: every item once, and the items of each producer in its order. */
import { expect } from 'vitest';

/** Number `number` of what a producer put. */
export type Item = readonly [producer: number, number: number];

/** `taken` is what each consumer took, in order. */
export function expectConserved(taken: readonly (readonly Item[])[], producers: number, items: number): void {
  for (const consumer of taken) {
    for (let producer = 0; producer < producers; producer++) {
      const numbers = consumer.flatMap(([from, number]) => (from === producer ? [number] : []));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  }
  const all = taken.flat().map(([producer, number]) => producer * items + number);
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: producers * items }, (_, i) => i));
}
