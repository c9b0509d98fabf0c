/** Source lines with carets below. */
import { expect, it } from 'vitest';
import { excerpt } from '../../../src/cli/check/excerpt.js';

const range = (line: number, column: number, endLine: number, endColumn: number) => ({
  line,
  column,
  endLine,
  endColumn,
});

it.each([
  ['a part of a line', ['x = 1', 'lock.acquire()'], range(2, 1, 2, 5), ['2 | lock.acquire()', '  | ^^^^']],
  ['a line with tabs', ['\tlock.acquire()'], range(1, 2, 1, 6), ['1 | \tlock.acquire()', '  | \t^^^^']],
  [
    'wide characters before it',
    ['s = "锁"; lock'],
    range(1, 10, 1, 14),
    ['1 | s = "锁"; lock', `  | ${' '.repeat(10)}^^^^`],
  ],
  ['more than one line', ['f(a,', '  b)'], range(1, 1, 2, 5), ['1 | f(a,', '  | ^^^^']],
  ['nothing', ['a b'], range(1, 2, 1, 2), ['1 | a b', '  |  ^']],
  ['a line that is not there', ['a'], range(9, 1, 9, 2), []],
])('marks %s', (_, lines, at, shown) => {
  expect(excerpt(lines, at)).toEqual(shown);
});
