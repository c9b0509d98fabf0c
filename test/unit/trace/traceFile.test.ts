// A trace file opens up to wherever it was cut, and what is no trace is refused with a clear word.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceHeader } from '../../../src/trace/header.js';
import { encodeTrace, readTrace, recordsPerBlock, TraceError } from '../../../src/trace/traceFile.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const platform = {
  encode: (text: string) => encoder.encode(text),
  decode: (bytes: Uint8Array) => decoder.decode(bytes),
};

const header: TraceHeader = {
  format: 'threadlanes-trace',
  version: 1,
  program: '包子-bun.ts',
  mode: 'controlled',
  seed: 7,
  strategy: 'random',
  variant: null,
  files: [{ path: 'bun.ts', hash: 'ab' }],
  sites: [
    { file: 0, line: 0, column: 0 },
    { file: 0, line: 3, column: 5, name: 'counter😀' },
  ],
};
const end = { outcome: 'failed', clockNs: 12, result: '"é"' };

function recordBytes(count: number): Uint8Array {
  return new Uint8Array(Int32Array.from({ length: count * 7 }, (_, i) => i * 2654435761).buffer);
}

const read = (bytes: Uint8Array) => readTrace(bytes, platform);
const wordsOf = (records: readonly Int32Array[]): number[] => records.flatMap((block) => [...block]);
const small = encodeTrace(header, [recordBytes(5)], end, platform);
const headerEnd = 8 + 8 + encoder.encode(JSON.stringify(header)).length;

/** Whatever the bytes are: read, or refused with a TraceError. */
function mustReadOrRefuse(bytes: Uint8Array): void {
  try {
    read(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(TraceError);
  }
}

describe('trace files', () => {
  it.each([
    ['Uint8Array', small],
    ['Node Buffer', Buffer.from(small)],
    ['view at an odd address', Buffer.concat([Buffer.from([1]), small]).subarray(1)],
  ])('come back as they were written, from a %s', (_, bytes) => {
    const trace = read(bytes);
    expect([trace.header, trace.end]).toEqual([header, end]);
    expect(wordsOf(trace.records)).toEqual([...new Int32Array(recordBytes(5).buffer)]);
  });

  it('hold blocks by count, however the records arrived', () => {
    const records = recordBytes(2 * recordsPerBlock + 3);
    const whole = encodeTrace(header, [records], end, platform);
    const cuts = fc.uniqueArray(fc.nat(records.length), { maxLength: 6 });
    fc.assert(
      fc.property(cuts, (at) => {
        const bounds = [0, ...at.sort((a, b) => a - b), records.length];
        const pieces = bounds.slice(1).map((to, i) => records.subarray(bounds[i], to));
        expect(Buffer.compare(encodeTrace(header, pieces, end, platform), whole)).toBe(0);
      }),
      { numRuns: 25 },
    );
    const lengths = read(whole).records.map((block) => block.length / 7);
    expect(lengths).toEqual([recordsPerBlock, recordsPerBlock, 3]);
  });

  it('open up to a cut at any byte', () => {
    const all = wordsOf(read(small).records);
    for (let cut = 0; cut < small.length; cut++) {
      const piece = small.slice(0, cut);
      if (cut < headerEnd) {
        expect(() => read(piece)).toThrow(TraceError);
        continue;
      }
      const whole = Math.max(0, Math.min(5, Math.floor((cut - headerEnd - 8) / 28)));
      expect(wordsOf(read(piece).records)).toEqual(all.slice(0, whole * 7));
      expect(read(piece).end).toBeNull();
    }
  });

  it('are read or refused whatever the bytes are', () => {
    const prefix = fc.constantFrom('', 'TLTRACE', 'TLTRACE1', 'TLTRACE1\x01\0\0\0');
    fc.assert(
      fc.property(prefix, fc.uint8Array({ maxLength: 200 }), (text, bytes) => {
        mustReadOrRefuse(Uint8Array.from([...Buffer.from(text, 'latin1'), ...bytes]));
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        mustReadOrRefuse(small.map((byte, i) => (i === at ? (byte + by) & 255 : byte)));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['another kind of file', 'PK\x03\x04 whatever', /not a Threadlanes trace/],
    ['a newer version', 'TLTRACE2', /version 2/],
    ['a cut header', 'TLTRACE1\x01\0\0\0\x10\0\0\0{}', /ends before its header/],
    ['a damaged header', 'TLTRACE1\x01\0\0\0\x02\0\0\0{}', /header of the trace is damaged/],
  ])('say what is wrong with %s', (_, text, message) => {
    expect(() => read(Uint8Array.from(Buffer.from(text, 'latin1')))).toThrow(message);
  });
});
