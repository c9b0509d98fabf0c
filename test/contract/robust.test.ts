/** Programs that misbehave end with a clear outcome and a message at their line; the trace is kept and the engine goes on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ProgramRunner } from '../programRunner.js';

const entry = join(import.meta.dirname, '../fixtures/robust/programs.ts');
const runner = new ProgramRunner();
afterAll(() => runner.dispose());

function lineWith(text: string): number {
  return (
    readFileSync(entry, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

async function run(variant: string, mode: 'live' | 'controlled' = 'controlled', timeoutMs = 30_000) {
  const { outcome, problems, findings, trace, lines, result } = await runner.run({
    entry,
    mode,
    variant,
    timeoutMs,
  });
  return { outcome, problems, findings, lines, result, events: trace?.log.length ?? 0 };
}

afterAll(async () => {
  // Whatever came before, the next program runs.
  expect(await run('threadFails')).toMatchObject({ outcome: 'completed', result: 'main went on' });
});

describe('a program that misbehaves', () => {
  it.each(['live', 'controlled'] as const)(
    'is ended at its time-out in a loop without operations, %s',
    async (mode) => {
      const ended = await run('spin', mode, 1500);
      expect(ended).toMatchObject({ outcome: 'timeout', lines: ['before'] });
      expect(ended.problems[0]?.line).toBe(lineWith('// spin'));
    },
  );

  it('is ended when a million steps pass in no time', async () => {
    const ended = await run('loop');
    expect(ended.outcome).toBe('timeout');
    expect(ended.problems[0]?.message).toContain('a million steps');
    expect([lineWith('// loop'), lineWith('// loop') + 1]).toContain(ended.problems[0]?.line);
    expect(ended.events).toBeGreaterThan(900_000);
  });

  it('is ended when typed arrays take too much memory', async () => {
    const ended = await run('typedArrays');
    expect(ended.outcome).toBe('failed');
    expect(ended.problems).toHaveLength(1);
    expect(ended.problems[0]).toMatchObject({ line: lineWith('// typed arrays') });
    expect(ended.problems[0]?.message).toContain('MB of memory');
  });

  it('is ended when its heap is full', async () => {
    const ended = await run('heap', 'controlled', 60_000);
    expect(ended.outcome).toBe('failed');
    expect(ended.problems).toHaveLength(1);
    expect(ended.problems[0]).toMatchObject({ line: lineWith('// heap') });
    expect(ended.problems[0]?.message).toContain('MB of heap');
  });

  it('gets an error when the shared memory is full', async () => {
    const ended = await run('sharedMemory');
    expect(ended.outcome).toBe('failed');
    expect(ended.problems[0]?.message).toContain('shared memory is full');
    expect(ended.problems[0]?.line).toBe(lineWith('// shared memory'));
  });

  it('gets an error for the thread that is one too many', async () => {
    const ended = await run('manyThreads');
    expect(ended.outcome).toBe('failed');
    expect(ended.problems[0]?.message).toContain("can't start a new thread: 128 are alive already");
    expect(ended.problems[0]?.line).toBe(lineWith('// too many'));
  });

  it('completes when a thread ends with an exception, which is a finding', async () => {
    const ended = await run('threadFails');
    expect(ended).toMatchObject({ outcome: 'completed', result: 'main went on' });
    expect(ended.findings).toMatchObject([{ kind: 'uncaught-exception', line: lineWith('// throw') }]);
  });

  it('fails when main ends with an exception', async () => {
    const ended = await run('mainFails');
    expect(ended.outcome).toBe('failed');
    expect(ended.problems).toMatchObject([{ message: 'Error: in main', line: lineWith('// throw') }]);
  });

  it.each(['live', 'controlled'] as const)(
    'is found stalled when nobody can ever go on, %s',
    async (mode) => {
      const ended = await run('stall', mode);
      expect(ended.outcome).toBe('stalled');
      expect(ended.findings).toMatchObject([{ kind: 'stall' }]);
    },
  );

  it('fails with a stack that overflows', async () => {
    const ended = await run('deepRecursion');
    expect(ended.outcome).toBe('failed');
    expect(ended.problems[0]?.message).toContain('RangeError');
  });
});
