import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Growth } from '../../webview/growth.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** How often a run is painted whose parts come `everyMs`, or at once when the last one is taken, which takes `takingMs`. */
function picturesOf(parts: number, everyMs: number, takingMs: number): number {
  let pictures = 0;
  let unseen = 0;
  const growth = new Growth(() => {
    pictures++;
    unseen = 0;
    growth.painted();
  });
  for (let part = 0; part < parts; part++) {
    unseen++;
    growth.take(() => vi.advanceTimersByTime(takingMs));
    vi.advanceTimersByTime(Math.max(0, everyMs - takingMs));
  }
  vi.advanceTimersByTime(1000);
  expect(unseen).toBe(0);
  return pictures;
}

describe('the picture of a run that grows', () => {
  it('is painted 30 times a second while the page waits for what comes', () => {
    const inASecond = picturesOf(100, 10, 2);
    expect(inASecond).toBeGreaterThanOrEqual(25);
    expect(inASecond).toBeLessThanOrEqual(32);
  });

  it('is painted a few times a second while the page is behind', () => {
    expect(picturesOf(200, 0, 5)).toBeLessThanOrEqual(9);
  });

  it('is painted at once when something comes after a pause', () => {
    expect(picturesOf(10, 1000, 5)).toBe(10);
  });
});
