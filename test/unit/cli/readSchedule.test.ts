// A schedule from a file is checked key by key.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSchedule } from '../../../src/cli/readSchedule.js';

const folder = mkdtempSync(join(tmpdir(), 'threadlanes-schedule-'));
const file = join(folder, 'schedule.json');
afterAll(() => rmSync(folder, { recursive: true }));

const schedule = {
  format: 'threadlanes-schedule',
  version: 1,
  program: ['ab'],
  variant: null,
  seed: 3,
  switches: [[4, 2]],
};

function readText(text: string) {
  writeFileSync(file, text);
  return readSchedule(file);
}

it('comes back as it was written', () => {
  expect(readText(JSON.stringify(schedule))).toEqual(schedule);
});

it('comes out of the report that explore --json has printed', () => {
  expect(readText(JSON.stringify({ outcome: 'deadlock', schedule }))).toEqual(schedule);
});

it.each([
  ['{"schedule": null}', /no schedule failed/],
  ['{', /cannot read the schedule/],
  ['null', /not a schedule/],
  [JSON.stringify({ ...schedule, version: 2 }), /version 2/],
  [JSON.stringify({ ...schedule, program: 'ab' }), /"program"/],
  [JSON.stringify({ ...schedule, variant: 1 }), /"variant"/],
  [JSON.stringify({ ...schedule, seed: 'x' }), /"seed"/],
  [JSON.stringify({ ...schedule, switches: [[1]] }), /"switches"/],
])('is refused: %s', (text, message) => {
  expect(() => readText(text)).toThrow(message);
});

it('that does not exist is refused by name', () => {
  expect(() => readSchedule(join(folder, 'none.json'))).toThrow(/none\.json/);
});
