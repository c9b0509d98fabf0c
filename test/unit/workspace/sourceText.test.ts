/** Bytes as text: marks, coding lines, what is no UTF-8, and what is no text at all. */
import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/workspace/sourceText.js';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);

describe('decoding', () => {
  it.each([
    ['UTF-8', bytes('x = "锁"'), 'x = "锁"'],
    ['UTF-8 with a mark', bytes('\uFEFFx = 1'), 'x = 1'],
    ['UTF-16 with a mark', bytes('\uFEFFx = "锁"', 'utf16le'), 'x = "锁"'],
    [
      'a coding line',
      bytes('# -*- coding: latin-1 -*-\nx = "é"', 'latin1'),
      '# -*- coding: latin-1 -*-\nx = "é"',
    ],
    [
      'a coding line after #!',
      bytes('#!/usr/bin/python\n# coding=latin-1\n"é"', 'latin1'),
      '#!/usr/bin/python\n# coding=latin-1\n"é"',
    ],
    ['bytes that are no UTF-8', bytes('x = "é"', 'latin1'), 'x = "é"'],
    ['an encoding that nobody knows', bytes('# coding: klingon\nx'), '# coding: klingon\nx'],
    ['nothing', bytes(''), ''],
  ])('reads %s', (_, input, text) => {
    expect(decode(input)).toEqual({ text });
  });

  it('knows binary files by their NUL bytes', () => {
    expect(decode(new Uint8Array([0x50, 0x4b, 0, 1]))).toEqual({ problem: 'binary' });
  });
});
