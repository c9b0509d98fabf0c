// Ticks of the time axis: steps that people count in, one unit for all, and never two that read the same.
import { describe, expect, it } from 'vitest';
import { tickStep, tickText } from '../../../src/layout/tickText.js';

const second = 1e9;
const hour = 3600 * second;
const texts = (times: readonly number[], step: number, most: number): string[] =>
  times.map((time) => tickText(time, step, most, times[0] as number));

describe('the step between ticks', () => {
  it.each([
    [0.3, 1],
    [3, 5],
    [70, 100],
    [0.25 * second, 0.5 * second],
    [7 * second, 10 * second],
    [40 * second, 60 * second],
    [0.7 * hour, hour],
    [30 * hour, 48 * hour],
  ])('is round and whole: asked for %d ns it is %d ns', (rough, step) => {
    expect(tickStep(rough)).toBe(step);
  });
  it('counts minutes and hours as clocks do', () => {
    expect(tickStep(7 * second)).toBe(10 * second);
    expect(tickStep(40 * second)).toBe(60 * second);
    expect(tickStep(0.4 * hour)).toBe(hour / 2);
    expect(tickStep(4 * hour)).toBe(6 * hour);
  });
});

describe('what ticks say', () => {
  it('has one unit for all of them', () => {
    expect(texts([0, 5e6, 10e6], 5e6, 40e6)).toEqual(['0 ms', '5 ms', '10 ms']);
    expect(texts([0, 5e8, 1e9], 5e8, 3e9)).toEqual(['0 s', '0.5 s', '1 s']);
  });
  it('is a clock for long runs', () => {
    expect(texts([0, hour / 2, 10 * hour], hour / 2, 10 * hour)).toEqual(['0:00 h', '0:30 h', '10:00 h']);
    expect(texts([60 * second, 90 * second], 30 * second, 120 * second)).toEqual(['1:00 min', '1:30 min']);
  });
  it('tells ticks apart that lie close together far from the start', () => {
    const from = 9 * hour;
    expect(texts([from, from + 1000, from + 2000], 1000, from + 3000)).toEqual(['32400 s', '+1 µs', '+2 µs']);
  });
  it('is a time even for a run of no length', () => {
    expect(texts([0], 1, 0)).toEqual(['0 s']);
    expect(texts([0, 1], 1, 1)).toEqual(['0 ns', '1 ns']);
  });
});
