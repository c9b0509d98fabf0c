/** Runs that typing starts: after a pause, one at a time, and the newest one counts. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NewestOnly } from '../../../src/host/following/newestOnly.js';

const delayMs = 100;
let started: { stopped: boolean; end: () => void }[] = [];
let going = 0;
let most = 0;

function jobs(): NewestOnly {
  return new NewestOnly(
    () => delayMs,
    () => {
      going++;
      most = Math.max(most, going);
      let end = (): void => {};
      const done = new Promise<void>((resolve) => {
        end = () => {
          going--;
          resolve();
        };
      });
      const job = { stopped: false, end };
      started.push(job);
      return {
        done,
        stop: () => {
          job.stopped = true;
        },
      };
    },
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  going = 0;
  most = 0;
});
afterEach(() => vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

it('waits for a pause, however long somebody types', async () => {
  const runs = jobs();
  for (let key = 0; key < 20; key++) {
    runs.changed();
    await pass(delayMs - 1);
  }
  expect(started.length).toBe(0);
  await pass(1);
  expect(started.length).toBe(1);
});

it('stops a run at the first key, and begins the next one only when that is over', async () => {
  const runs = jobs();
  runs.now();
  await pass(0);
  runs.changed();
  expect(started[0]?.stopped).toBe(true);
  await pass(delayMs);
  expect(started.length).toBe(1);
  started[0]?.end();
  await pass(0);
  expect(started.length).toBe(2);
  expect(most).toBe(1);
});

it('runs once more after many changes during one run, not once a change', async () => {
  const runs = jobs();
  runs.now();
  await pass(0);
  for (let key = 0; key < 5; key++) {
    runs.changed();
    await pass(delayMs);
  }
  started[0]?.end();
  await pass(delayMs);
  expect(started.length).toBe(2);
  started[1]?.end();
  await pass(delayMs);
  expect(started.length).toBe(2);
});

it('begins nothing after it was cancelled', async () => {
  const runs = jobs();
  runs.changed();
  runs.cancel();
  await pass(10 * delayMs);
  expect(started.length).toBe(0);
});

it('goes on after a job that failed', async () => {
  let count = 0;
  const runs = new NewestOnly(
    () => delayMs,
    () => {
      count++;
      return { done: Promise.reject(new Error('lost')), stop: () => {} };
    },
  );
  runs.now();
  await pass(0);
  runs.now();
  await pass(0);
  expect(count).toBe(2);
});
