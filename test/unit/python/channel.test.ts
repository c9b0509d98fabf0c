/** What the recorder says of the tracer's thread is what that does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { longestPauseMs } from '../../../src/python/recorder/ending.js';

const tracer = join(import.meta.dirname, '../../../src/python/tracer/threadlanes_tracer');

it('a killed process may have recorded for as long as its thread pauses', () => {
  const [, seconds] =
    /^_SHORTEST, _LONGEST = [\d.]+, ([\d.]+)$/m.exec(readFileSync(join(tracer, 'channel.py'), 'utf8')) ?? [];
  expect(longestPauseMs).toBe(1000 * Number(seconds));
});
