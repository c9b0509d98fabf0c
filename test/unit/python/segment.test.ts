// What a process has appended and not sent is read from its file once it is gone.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Segment } from '../../../src/python/recorder/segment.js';

const folder = mkdtempSync(join(tmpdir(), 'threadlanes-segment-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A short row: head, thread, time, code, offset. */
function row(kind: number): Buffer {
  return words(kind, 7, 100 + kind, 0, 0);
}
function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [i, value] of values.entries()) bytes.writeBigInt64LE(BigInt(value), 8 * i);
  return bytes;
}
/** A row with a text of eleven bytes, filled up to two words. */
const long = Buffer.concat([
  words(50 | (1 << 15), 7, 150, 0, 0, 0, 0, 11),
  Buffer.from('hello there'),
  Buffer.alloc(5),
]);

/** The memory of a process, as it has left it. */
function left(generation: number, ...rows: Buffer[]): Segment {
  writeFileSync(join(folder, 'file'), Buffer.concat([words(generation), ...rows, Buffer.alloc(200)]));
  return new Segment(folder, 'file');
}
/** A frame of rows from some place of a generation on. */
function frame(generation: number, place: number, ...rows: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(generation, 0);
  head.writeUInt32LE(place, 4);
  return Buffer.concat([head, ...rows]);
}
const kinds = (taken: Int32Array, each = 10): number[] =>
  [...taken].filter((_, i) => i % each === 0).map((head) => head & 0xff);

describe('the memory of a process that is gone', () => {
  it('holds the rows behind those that were sent, up to the first zeros', () => {
    const segment = left(0, row(1), row(2), row(3));
    expect(kinds(segment.sent(frame(0, 8, row(1))))).toEqual([1]);
    expect(kinds(segment.rest())).toEqual([2, 3]);
    expect(segment.rest()).toHaveLength(0);
  });

  it('holds whole rows only: the last one may be cut short', () => {
    const cut = Buffer.concat([words(3, 7), Buffer.alloc(24)]);
    expect(kinds(left(0, row(1), row(2), cut).rest())).toEqual([1, 2]);
  });

  it('holds rows with texts', () => {
    const rest = left(0, long, row(2)).rest();
    expect(rest).toHaveLength(long.length / 4 + 10);
  });

  it('holds nothing but new rows when it was filled anew after all was sent', () => {
    const segment = left(1, row(4));
    segment.sent(frame(0, 8, row(1), row(2), row(3)));
    expect(kinds(segment.rest())).toEqual([4]);
  });

  it('was read too early where the process had only closed its connection: what it sends again is left out', () => {
    const segment = left(0, row(1), row(2));
    expect(kinds(segment.rest())).toEqual([1, 2]);
    expect(kinds(segment.sent(frame(0, 8, row(1), row(2), row(3))))).toEqual([3]);
  });

  it('is not known where there is no file', () => {
    const segment = new Segment(folder, '');
    expect([segment.isShared, segment.rest().length]).toEqual([false, 0]);
  });
});
