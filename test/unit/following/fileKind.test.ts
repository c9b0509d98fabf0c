/** What the side panel takes a file for, and when it may run. */
import { describe, expect, it } from 'vitest';
import { barrierOf, fileKind } from '../../../src/host/following/fileKind.js';

describe('a file', () => {
  it.each([
    ["import { Lock } from 'threadlanes';"],
    ['import {\n  Lock,\n  Thread,\n} from "threadlanes";'],
    ["import * as net from 'threadlanes/net';\n"],
    ["'use strict'; import 'threadlanes';"],
    ["export { Lock } from 'threadlanes';"],
  ])('is a program: %j', (text) => expect(fileKind('typescript', text)).toBe('program'));

  it.each([
    ["import { Mutex } from 'async-mutex';"],
    ["import { Lock } from 'threadlanes-fake';"],
    ["import { Lock } from './threadlanes';"],
    ["const from = 'threadlanes';"],
    [''],
  ])('is none of ours: %j', (text) => expect(fileKind('javascript', text)).toBe('javascript'));

  it('is known by its language', () => {
    expect(fileKind('python', "from 'threadlanes'")).toBe('python');
    expect(fileKind('rust', '')).toBe('other');
  });
});

describe('a program', () => {
  it('runs from a trusted folder on this machine', () => {
    expect(barrierOf('file', '/home/me/bank.ts', false, true)).toBeNull();
  });
  it('of an untrusted workspace does not, but a copy of an example does', () => {
    expect(barrierOf('file', '/home/me/bank.ts', false, false)).toBe('untrusted');
    expect(barrierOf('file', '/home/me/bank.ts', true, false)).toBeNull();
  });
  it('that lies elsewhere does not', () => {
    expect(barrierOf('vscode-vfs', '/bank.ts', false, true)).toBe('virtual');
  });
  it('has to be a file that the engine loads', () => {
    expect(barrierOf('untitled', 'Untitled-1', false, true)).toBe('unsaved');
    expect(barrierOf('file', '/home/me/bank.tsx', false, true)).toBe('unsaved');
  });
});
