/** What holds of all that share a thread: generators, greenlets, tasks. The facts of each example stand in test/catalogue. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { MeasuredTrace } from '../../src/cli/measuredTrace.js';
import { EventKind, ObjectKind } from '../../src/trace/vocabulary.js';
import { type EndedProgram, ProgramRunner } from '../programRunner.js';

const examples = join(import.meta.dirname, '../../examples');
const modes = ['controlled', 'live'] as const;
type Mode = (typeof modes)[number];
const runner = new ProgramRunner();
afterAll(() => runner.dispose());

async function run(
  example: string,
  mode: Mode,
  variant?: string,
  seed = 1,
): Promise<EndedProgram & { trace: MeasuredTrace }> {
  const ended = await runner.run({
    entry: join(examples, `${example}.ts`),
    mode,
    seed,
    ...(variant && { variant }),
  });
  expect([example, ended.outcome, ended.problems]).toEqual([example, 'completed', []]);
  if (!ended.trace) throw new Error('there is no trace');
  return { ...ended, trace: ended.trace };
}

const doings: ReadonlySet<number> = new Set([
  EventKind.Print,
  EventKind.Read,
  EventKind.Write,
  EventKind.Put,
]);

/** Threads that did something while another one had their loop. */
function trespassers({ log, state }: MeasuredTrace): number[] {
  const loops = new Set(state.objects.flatMap((each) => (each?.kind === ObjectKind.Loop ? [each.id] : [])));
  const ownerOf = new Map<number, number>();
  const loopOf = new Map<number, number>();
  const found: number[] = [];
  for (let i = 0; i < log.length; i++) {
    const [kind, thread, object] = [log.kind(i), log.thread(i), log.object(i)];
    if (loops.has(object) && kind === EventKind.Acquire) {
      if (ownerOf.get(object) !== undefined) found.push(thread);
      ownerOf.set(object, thread);
      loopOf.set(thread, object);
    } else if (loops.has(object) && (kind === EventKind.Release || kind === EventKind.HandOver))
      ownerOf.delete(object);
    const own = loopOf.get(thread);
    if (doings.has(kind) && own !== undefined && ownerOf.get(own) !== thread) found.push(thread);
  }
  return found;
}

describe('those that share a thread', () => {
  it.each([
    ['coroutines/generator-coroutine', undefined],
    ['coroutines/gevent-sleep', undefined],
    ['coroutines/gevent-fetch', 'overlapped'],
    ['coroutines/gevent-fetch', 'serial'],
    ['coroutines/gevent-monkey-patch', undefined],
    ['coroutines/gevent-unpatched', undefined],
  ])('do nothing while another one has it: %s %s', async (example, variant) => {
    for (const mode of modes) expect(trespassers((await run(example, mode, variant)).trace)).toEqual([]);
  });
});

describe('all of them together, under a GIL', () => {
  const entry = join(import.meta.dirname, '../fixtures/runs/sharedThreads.ts');
  const expected = [['hub 1 2', 'hub 10 11', 'loop 10 20'], [10, 20, 30], 'hello', -15];

  it('come to their ends under twenty seeds', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { outcome, result, findings, problems } = await runner.run({ entry, mode: 'controlled', seed });
      expect({ seed, outcome, result, findings, problems }).toEqual({
        seed,
        outcome: 'completed',
        result: expected,
        findings: [],
        problems: [],
      });
    }
  });

  it('come to their ends live', async () => {
    for (let times = 0; times < 3; times++) {
      const { outcome, result, problems } = await runner.run({ entry, mode: 'live' });
      expect({ outcome, result, problems }).toEqual({ outcome: 'completed', result: expected, problems: [] });
    }
  });
});

describe('a seed', () => {
  const programs = [
    'gil/why-lock-with-gil',
    'coroutines/generator-coroutine',
    'coroutines/gevent-monkey-patch',
    'io-models/io-selectors',
    'io-models/io-compared',
  ];
  it.each(programs)('gives the same events each time: %s', async (program) => {
    const told = async (): Promise<string> => {
      const { trace } = await run(program, 'controlled', undefined, 7);
      const { log } = trace;
      return Array.from({ length: log.length }, (_, i) =>
        [
          log.kind(i),
          log.info(i),
          log.thread(i),
          log.object(i),
          log.site(i),
          log.time(i),
          log.a(i),
          log.b(i),
          log.text(i),
        ].join(),
      ).join('\n');
    };
    expect(await told()).toBe(await told());
  });
});
