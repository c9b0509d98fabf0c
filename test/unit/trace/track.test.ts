import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/trace/column.js';
import { packColumns } from '../../../src/trace/packColumns.js';
import { forgetUnpacked, Track } from '../../../src/trace/track.js';

/** Ascending events with codes, as a track and as a plain list. */
const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 0, max: 65_535 })), {
  minLength: 1,
  maxLength: 4000,
});

function trackOf(steps: readonly (readonly [number, number])[]): {
  track: Track;
  events: number[];
  codes: number[];
} {
  const track = new Track();
  const events: number[] = [];
  let event = 0;
  for (const [step, code] of steps) {
    event += step;
    events.push(event);
    track.push(event, code);
  }
  return { track, events, codes: steps.map(([, code]) => code) };
}

describe('a track', () => {
  it('gives back every change, however many there are', () => {
    fc.assert(
      fc.property(changes, (steps) => {
        const { track, events, codes } = trackOf(steps);
        expect(track.length).toBe(events.length);
        expect(events.map((_, k) => track.event(k))).toEqual(events);
        expect(codes.map((_, k) => track.code(k))).toEqual(codes);
        expect(track.most).toBe(Math.max(...codes));
      }),
      { numRuns: 30 },
    );
  });

  it('finds the place of an event from any start and with any guess', () => {
    fc.assert(
      fc.property(changes, fc.nat(), fc.nat(500), (steps, seed, hint) => {
        const { track, events } = trackOf(steps);
        const wanted = seed % ((events[events.length - 1] as number) + 10);
        const place = events.filter((event) => event < wanted).length;
        expect(track.countBefore(wanted)).toBe(place);
        expect(track.countBefore(wanted, Math.floor(place / 2), Math.max(1, hint))).toBe(place);
        expect(track.changeAt(wanted)).toBe(events.filter((event) => event <= wanted).length - 1);
      }),
    );
  });

  it('finds about the place of an event: never before it, never as far as the latest', () => {
    fc.assert(
      fc.property(changes, fc.nat(), fc.nat(500), fc.nat(2000), (steps, seed, hint, more) => {
        const { track, events } = trackOf(steps);
        const wanted = seed % ((events[events.length - 1] as number) + 10);
        const place = track.countBefore(wanted);
        const about = track.countAbout(wanted, wanted + more, Math.floor(place / 2), Math.max(1, hint));
        expect(about).toBeGreaterThanOrEqual(place);
        if (about > place) expect(track.event(about)).toBeLessThan(wanted + more);
      }),
    );
  });

  it('keeps the last of several changes by one event', () => {
    const track = new Track();
    track.push(5, 1);
    track.push(5, 2);
    expect([track.length, track.code(0), track.last]).toEqual([1, 2, 2]);
  });

  it('says the same of a page that was unpacked, and when that is forgotten again', () => {
    const pages = 300;
    const far = Array.from({ length: pages * 1024 }, (_, k) => [1 + ((k * 7) % 90), (k * k) % 23] as const);
    const { track, events, codes } = trackOf(far);
    const some = Array.from({ length: 900 }, (_, look) => (look * 7919) % track.length);
    const read = (k: number): unknown => [track.event(k), track.code(k)];
    const said = some.map((k) => {
      track.unpack(k);
      return read(k);
    });
    const pushed = some.map((k) => [events[k], codes[k]]);
    expect(said).toEqual(pushed);
    // Of more pages than are kept unpacked, the first ones are packed again.
    expect(some.map(read)).toEqual(pushed);
    forgetUnpacked();
    expect(some.map(read)).toEqual(pushed);
  });

  it('takes less than three bytes a change of a busy lane', () => {
    const { track } = trackOf(Array.from({ length: 102_400 }, (_, k) => [1 + (k % 30), k % 4] as const));
    expect(track.byteLength / track.length).toBeLessThan(2.8);
  });
});

function valuesOf(column: Column, length: number): number[] {
  return Array.from({ length }, (_, index) => column.at(index));
}

describe('a packed column', () => {
  const near = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 });
  const far = fc.array(fc.integer(), { minLength: 1, maxLength: 300 });
  const few = fc.array(fc.constantFrom(0, -1_074_790_400, 2_000_000_000, 7), {
    minLength: 1,
    maxLength: 300,
  });

  it.each([
    ['values that lie close together', near],
    [
      'values of which no two are 16 apart',
      fc.array(fc.integer({ min: -7, max: 8 }), { minLength: 1, maxLength: 300 }),
    ],
    ['values that lie far apart', far],
    ['few different values', few],
  ])('gives back %s', (_name, values) => {
    fc.assert(
      fc.property(values, (list) => {
        // Beside others, as all columns of a chunk share an array.
        const words = Int32Array.from(list);
        const { columns } = packColumns([words, words, words], list.length);
        for (const column of columns) expect(valuesOf(column, list.length)).toEqual(list);
        const copy = new Int32Array(list.length);
        for (const column of columns) {
          column.copyTo(copy, list.length);
          expect([...copy]).toEqual(list);
        }
      }),
    );
  });

  it('gives back times that grow, in less than two bytes each', () => {
    const times = Float64Array.from({ length: 4096 }, (_, i) => 1e12 + i * 1500 + ((i * 7919) % 1000));
    const { columns, byteLength } = packColumns([times], times.length);
    expect(valuesOf(columns[0] as Column, times.length)).toEqual(Array.from(times));
    expect(byteLength / times.length).toBeLessThan(2);
  });

  it('gives back whole numbers up to 2^53', () => {
    const times = Float64Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0 : 2 ** 53 - 1 - i));
    const { columns } = packColumns([times], times.length);
    expect(valuesOf(columns[0] as Column, times.length)).toEqual(Array.from(times));
  });
});
