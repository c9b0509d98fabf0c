/** What is promised of processes beyond CPython's own words: see test/conformance for those. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EventKind, ObjectKind, ThreadEnding, ThreadKind } from '../../src/trace/vocabulary.js';
import { type EndedProgram, ProgramRunner } from '../programRunner.js';

const runner = new ProgramRunner();
afterAll(() => runner.dispose());

const entry = join(import.meta.dirname, '../fixtures/processes/programs.ts');
const modes = ['controlled', 'live'] as const;

async function linesOf(variant: string, mode: 'controlled' | 'live', seed = 1): Promise<readonly string[]> {
  const { outcome, problems, lines } = await runner.run({ entry, mode, seed, variant });
  expect({ outcome, problems }).toEqual({ outcome: 'completed', problems: [] });
  return lines;
}

function stateOf({ trace }: EndedProgram) {
  if (!trace) throw new Error('the program was not loaded');
  return trace.state;
}

describe.each(modes)('%s, a process that is terminated', (mode) => {
  it('ends with its threads, and no finally of theirs runs', async () => {
    expect(await linesOf('threadsEndWithIt', mode)).toEqual(['-15']);
  });

  it('ends in the middle of a computation', async () => {
    expect(await linesOf('computing', mode)).toEqual(['-15']);
  });

  it('keeps the locks that it had', async () => {
    expect(await linesOf('locksStayHeld', mode)).toEqual(['-15 false']);
  });

  it('leaves its children alive, and the run goes on for them', async () => {
    expect(await linesOf('childrenLiveOn', mode)).toEqual(['-15', 'the orphan lives']);
  });
});

describe('a process that loops without ever using anything', () => {
  it('ends all the same in a live run, which goes on', async () => {
    expect(await linesOf('spinning', 'live')).toEqual(['-15']);
  });
});

describe.each(modes)('%s, a process', (mode) => {
  it('has variables of its own', async () => {
    expect(await linesOf('memoryOfItsOwn', mode)).toEqual(['2', '3', '0']);
  });

  it('that throws is a finding, and has exit code 1', async () => {
    const { outcome, findings, lines } = await runner.run({ entry, mode, variant: 'exceptions' });
    expect([outcome, lines]).toEqual(['completed', ['1']]);
    expect(findings).toMatchObject([
      { kind: 'uncaught-exception', thread: 2, message: 'RangeError: no', line: 52 },
    ]);
  });

  it('is given no object of threadlanes, and the error says which', async () => {
    const lines = await linesOf('refused', mode);
    const named = lines.map((line) => /^(.*?) is an? (\w+) of threadlanes,/.exec(line)?.slice(1));
    expect(named).toEqual([
      ['Process-1.args[0]', 'Lock'],
      ['the item', 'Lock'],
      ['Process-2.args[0][0].deep', 'Queue'],
      ['the item[0].deep', 'Queue'],
      ['Process-3.args[0]', 'Shared'],
      ['the item', 'Shared'],
    ]);
  });
});

describe('in the trace', () => {
  it('a process is a lane of its kind, with its exit code, and its threads belong to it', async () => {
    const ended = await runner.run({ entry, mode: 'controlled', variant: 'threadsEndWithIt' });
    const threads = stateOf(ended).threads.filter((thread) => thread !== undefined);
    expect(
      threads.map(({ name, kind, process, ending, exitCode }) => [name, kind, process, ending, exitCode]),
    ).toEqual([
      ['MainThread', ThreadKind.Thread, 0, ThreadEnding.Returned, 0],
      ['Process-1', ThreadKind.Process, 2, ThreadEnding.Terminated, -15],
      ['Thread-1 (sleeper)', ThreadKind.Thread, 2, ThreadEnding.Terminated, -15],
      ['Thread-2 (sleeper)', ThreadKind.Thread, 2, ThreadEnding.Terminated, -15],
      ['Thread-3 (sleeper)', ThreadKind.Thread, 2, ThreadEnding.Terminated, -15],
    ]);
  });

  it('a pool that is terminated at 2.5 s shows ten calls done and twenty lost', async () => {
    const ended = await runner.run({ entry, mode: 'controlled', variant: 'poolTerminated' });
    const { objects } = stateOf(ended);
    const pool = objects.find((object) => object?.kind === ObjectKind.Executor);
    const log = ended.trace?.log;
    const begun = Array.from({ length: log?.length ?? 0 }, (_, i) => i).filter(
      (i) => log?.kind(i) === EventKind.Get && log.object(i) === pool?.id,
    ).length;
    expect([ended.result, begun, pool?.items.length]).toEqual([10, 15, 15]);
  });
});

describe('a controlled run with processes, pools, pipes and a manager', () => {
  it('is the same for the same seed, byte for byte, on workers that did other things before', async () => {
    const bytesOf = async (seed: number): Promise<string> => {
      const { outcome, trace } = await runner.run({ entry, mode: 'controlled', seed, variant: 'everything' });
      expect(outcome).toBe('completed');
      const { log } = trace ?? {};
      return Array.from({ length: log?.length ?? 0 }, (_, i) =>
        [
          log?.kind(i),
          log?.thread(i),
          log?.object(i),
          log?.site(i),
          log?.time(i),
          log?.a(i),
          log?.b(i),
        ].join(),
      ).join('\n');
    };
    for (const seed of [1, 2, 3]) {
      const first = await bytesOf(seed);
      await linesOf('memoryOfItsOwn', 'controlled', seed);
      expect(await bytesOf(seed)).toBe(first);
    }
  });
});
