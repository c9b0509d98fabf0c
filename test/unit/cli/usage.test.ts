/** What the command line says to those who do not know it yet, or have mistyped. */
import { describe, expect, it } from 'vitest';
import { runOptions } from '../../../src/cli/arguments.js';
import { checkOptions } from '../../../src/cli/check/checkArguments.js';
import { exploreOptions } from '../../../src/cli/exploreArguments.js';
import { exportOptions } from '../../../src/cli/exportTrace.js';
import { parseProgramArguments } from '../../../src/cli/programArguments.js';
import { asksForHelp, usageOf } from '../../../src/cli/usage.js';
import { whyNot } from '../../../src/cli/whyNot.js';
import { plannerNames } from '../../../src/explore/plannerByName.js';

const listed = (text: string): string[] =>
  [...text.matchAll(/^ +(?:-\w, )?--([\w-]+) /gm)].map((match) => match[1] as string);

/** On a terminal, where each character of Chinese takes two. */
const columnsOf = (line: string): number => line.replace(/[\u2e80-\uff60]/g, '--').length;

describe('the help', () => {
  it.each([
    ['run', runOptions],
    ['explore', exploreOptions],
    ['check', checkOptions],
    ['export', exportOptions],
  ])('of %s lists every option, and none that there is not', (command, options) => {
    for (const language of ['en', 'zh-cn'] as const)
      expect(listed(usageOf(command, language)).sort()).toEqual(Object.keys(options).sort());
  });
  it('of explore names every strategy', () => {
    for (const language of ['en', 'zh-cn'] as const)
      for (const name of plannerNames) expect(usageOf('explore', language)).toContain(name);
  });
  it('names every command, for one that there is not, too', () => {
    for (const command of ['examples', 'run', 'explore', 'check', 'export'])
      for (const language of ['en', 'zh-cn'] as const)
        expect(usageOf('nonsense', language)).toContain(`threadlanes ${command} `);
  });
  it('fits a terminal', () => {
    for (const command of ['', 'examples', 'run', 'explore', 'check', 'export'])
      for (const language of ['en', 'zh-cn'] as const)
        for (const line of usageOf(command, language).split('\n'))
          expect(columnsOf(line)).toBeLessThanOrEqual(124);
  });
  it("is not asked for by the program's own arguments", () => {
    expect(asksForHelp(['run', 'a.py', '--help'])).toBe(true);
    expect(asksForHelp(['run', 'a.py', '--', '--help'])).toBe(false);
  });
});

describe('an argument that is wrong', () => {
  const options = { seed: { type: 'string' } } as const;
  it.each([
    [['--sead', '1'], 'run: there is no option --sead; try: threadlanes run --help'],
    [['a.ts', '--seed'], "run: Option '--seed <value>' argument missing; try: threadlanes run --help"],
    [['a.ts', '--seed', '-1'], "run: Option '--seed' argument is ambiguous; try: threadlanes run --help"],
  ])('%j is told in one line', (args, words) => {
    expect(() => parseProgramArguments('run', args, options)).toThrow(words);
  });
});

describe('why a file cannot be used', () => {
  it('is said in words', () => {
    const error = (code: string): Error => Object.assign(new Error('own words'), { code });
    expect(whyNot(error('ENOENT'))).toBe('there is no such file');
    expect(whyNot(error('ENOENT'), { writes: true })).toBe('there is no such folder');
    expect(whyNot(error('EISDIR'))).toBe('it is a folder');
    expect(whyNot(error('ESTRANGE'))).toBe('own words');
  });
});
