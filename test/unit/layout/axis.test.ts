// Where events stand: found from either side, however many there are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AxisMode, createAxis } from '../../../src/layout/axis.js';
import { axisScale } from '../../../src/layout/axisScale.js';
import { EventKind } from '../../../src/trace/vocabulary.js';
import { timelineOf } from '../trace/writer.js';

const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(2000), fc.nat(10_000_000)), {
  minLength: 1,
  maxLength: 40,
});

describe.each(['time', 'steps', 'both'] as const)('an axis of %s', (mode: AxisMode) => {
  it('finds the first event at or right of a position, from any event before it', () => {
    fc.assert(
      fc.property(gaps, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (steps, position, seed) => {
        let time = 0;
        const events = Array.from({ length: 6000 }, (_, i) => {
          time += steps[i % steps.length] as number;
          return { kind: EventKind.Print, thread: 1, time, text: '' };
        });
        const timeline = timelineOf(events);
        const axis = createAxis(timeline, mode);
        const found = axis.eventAt(position);
        if (found < events.length) expect(axis.x(found)).toBeGreaterThanOrEqual(position);
        if (found > 0) expect(axis.x(found - 1)).toBeLessThan(position);
        expect(axis.eventAt(position, seed % (found + 1))).toBe(found);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the scale of an axis', () => {
  const timeline = timelineOf(
    Array.from({ length: 100 }, (_, i) => ({
      kind: EventKind.Print,
      thread: 1,
      time: i < 50 ? 0 : 1e9,
      text: '',
    })),
  );
  const axis = createAxis(timeline, 'steps');
  const said = (from: number, to: number) =>
    axisScale(timeline, axis, { from, to, widthPx: 500 }).map(({ text }) => text);

  it('begins with the first round time', () => {
    expect(said(0, 1)[0]).toBe('0 s');
  });
  it('says what time it is where no round one is in view', () => {
    expect(said(0.2, 0.3)).toEqual(['0 s']);
    expect(said(0.7, 0.8)).toEqual(['1 s']);
  });
  it('has two times even in a narrow picture, if need be less round ones', () => {
    const short = timelineOf(
      [0, 548e6].map((time) => ({ kind: EventKind.Print, thread: 1, time, text: '' })),
    );
    const ticks = axisScale(short, createAxis(short, 'time'), { from: 0, to: 1, widthPx: 204 });
    expect(ticks.map(({ text }) => text)).toEqual(['0 ms', '200 ms', '400 ms']);
  });
});
