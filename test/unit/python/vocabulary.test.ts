/** The tracer writes the numbers of the trace's vocabulary: the two are compared, name by name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EventKind, ObjectKind, Operation } from '../../../src/trace/vocabulary.js';

const text = readFileSync(
  join(import.meta.dirname, '../../../src/python/tracer/threadlanes_tracer/vocabulary.py'),
  'utf8',
);

function numbersOf(name: string): Record<string, number> {
  const [, body = ''] = text.split(`class ${name}:`);
  const [own = ''] = body.split(/^\S/m);
  return Object.fromEntries(
    [...own.matchAll(/(\w+) = (\d+)/g)].map(([, key, value]) => [key, Number(value)]),
  );
}

describe("the tracer's vocabulary", () => {
  it.each([
    ['EventKind', EventKind],
    ['ObjectKind', ObjectKind],
    ['Operation', Operation],
  ])('%s says what the trace says', (name, vocabulary) => {
    const numbers = numbersOf(name);
    expect(Object.keys(numbers).length).toBeGreaterThan(3);
    expect(vocabulary).toMatchObject(numbers);
  });
});
