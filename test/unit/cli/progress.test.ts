/** Progress of a long check: on a terminal, and taken back at the end. */
import { expect, it, vi } from 'vitest';
import { Progress } from '../../../src/cli/check/progress.js';

function written(isTTY: boolean, steps: readonly number[]): string[] {
  const lines: string[] = [];
  const stream = { isTTY, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const progress = new Progress(stream);
  for (const ms of steps) {
    clock.mockReturnValue(ms);
    progress.step('parse', ms, 10_000);
  }
  progress.end();
  clock.mockRestore();
  return lines;
}

it('is shown once a check is long, ten times a second at most, and wiped', () => {
  expect(written(true, [100, 400, 600, 650, 701])).toEqual([
    '\r\u001b[Kparsing 600 of 10000 files',
    '\r\u001b[Kparsing 701 of 10000 files',
    '\r\u001b[K',
  ]);
});

it('is not shown where nobody looks', () => {
  expect(written(false, [600, 900])).toEqual([]);
});
