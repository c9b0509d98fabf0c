/** When a run has taken too long. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { RunRequest } from '../../../src/engine/engineApi.js';
import { Watch } from '../../../src/engine/recorder/watch.js';
import { Memory } from '../../../src/runtime/memory.js';

it('the time in which its workers start is not counted', async () => {
  const request = { mode: 'controlled', timeoutMs: 20 } as RunRequest;
  const watch = new Watch(new Memory(new SharedArrayBuffer(64)), request);
  await pause(30);
  expect(watch.look(true, 1, true, undefined)).toBe(undefined);
  expect(watch.elapsedMs).toBeGreaterThan(20);
  await pause(30);
  expect(watch.look(true, 1, false, undefined)).toEqual({ kind: 'time', seconds: 0.02 });
});
