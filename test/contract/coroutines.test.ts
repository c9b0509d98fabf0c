/** What the chapters on the GIL, coroutines and I/O models promise, through the engine of the built package. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { MeasuredTrace } from '../../src/cli/measuredTrace.js';
import { EventKind, HandOver, KernelPhase, ObjectKind } from '../../src/trace/vocabulary.js';
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

function kindsOf(findings: EndedProgram['findings']): string[] {
  return findings.map(({ kind }) => kind);
}

/** Events of a kind, of one object or of all. */
function events({ log }: MeasuredTrace, kind: number, object?: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < log.length; i++)
    if (log.kind(i) === kind && (object === undefined || log.object(i) === object)) found.push(i);
  return found;
}

function objectOf({ state }: MeasuredTrace, kind: number): number {
  const found = state.objects.find((object) => object?.kind === kind);
  if (!found) throw new Error('there is no such object');
  return found.id;
}

/** Seconds that a thread stood still at something that somebody else had to do. */
function blockedSeconds({ log, state }: MeasuredTrace, name: string): number {
  const thread = state.threads.find((each) => each?.name === name)?.id;
  let since = -1;
  let total = 0;
  for (let i = 0; i < log.length; i++) {
    if (log.thread(i) !== thread || log.kind(i) === EventKind.Switch) continue;
    if (since >= 0) total += log.time(i) - since;
    since = log.kind(i) === EventKind.Block ? log.time(i) : -1;
  }
  return total / 1e9;
}

/** Who had the loop or lock when, in order; somebody who has it again at once counts once. */
function owners({ log }: MeasuredTrace, object: number): number[] {
  const order: number[] = [];
  for (let i = 0; i < log.length; i++)
    if (log.kind(i) === EventKind.Acquire && log.object(i) === object && order.at(-1) !== log.thread(i))
      order.push(log.thread(i));
  return order;
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

describe('under a GIL', () => {
  it('two computations alternate and win nothing', async () => {
    const threads = await run('gil/gil-cpu-bound', 'controlled', 'two-threads');
    const serial = await run('gil/gil-cpu-bound', 'controlled', 'serial');
    expect([threads.result, serial.result]).toEqual([0.04, 0.04]);
    const order = owners(threads.trace, objectOf(threads.trace, ObjectKind.Gil));
    expect(order.length).toBeGreaterThanOrEqual(8);
  });

  it('two computations alternate live, too, and never overlap', async () => {
    const { trace } = await run('gil/gil-cpu-bound', 'live', 'two-threads');
    const gil = objectOf(trace, ObjectKind.Gil);
    expect(owners(trace, gil).length).toBeGreaterThanOrEqual(6);
    expect(trace.mostOf(gil).holders).toBe(1);
  });

  it.each(modes)('waits overlap, %s', async (mode) => {
    const { result } = await run('gil/gil-io-bound', mode);
    expect(result).toBeGreaterThanOrEqual(3);
    expect(result).toBeLessThan(5);
  });

  it('each process has one of its own', async () => {
    const { trace, result } = await run('gil/processes-cpu-bound', 'controlled', 'two-processes');
    expect(result).toBe(0.02);
    const gils = trace.state.objects.filter((object) => object?.kind === ObjectKind.Gil);
    expect(gils).toHaveLength(3);
  });

  it('an increment can be lost, and the race is told', async () => {
    const results: unknown[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const { result, findings } = await run('gil/why-lock-with-gil', 'controlled', 'without-lock', seed);
      expect(kindsOf(findings)).toEqual(['race']);
      results.push(result);
    }
    expect(Math.min(...results.map(Number))).toBeLessThan(10);
    for (let seed = 1; seed <= 10; seed++) {
      const { result, findings } = await run('gil/why-lock-with-gil', 'controlled', 'with-lock', seed);
      expect([result, findings]).toEqual([10, []]);
    }
  });
});

describe('generators', () => {
  it.each(modes)(
    'alternate strictly with who drives them, and see that they are closed, %s',
    async (mode) => {
      const { trace, lines } = await run('coroutines/generator-coroutine', mode);
      const loop = objectOf(trace, ObjectKind.Loop);
      const order = owners(trace, loop);
      expect(new Set(order).size).toBe(2);
      expect(order).toHaveLength(15); // main, then 7 turns of each: five items, the first send and the close
      const handOvers = events(trace, EventKind.HandOver).map((i) => trace.log.info(i));
      expect(handOvers.slice(-2)).toEqual([HandOver.Close, HandOver.Return]);
      expect(lines.at(-1)).toBe('[consumer] was closed');
      expect(trespassers(trace)).toEqual([]);
    },
  );
});

describe('greenlets', () => {
  it.each(modes)('switch by hand: 12, 56, 34, 78, %s', async (mode) => {
    const { lines, findings } = await run('coroutines/greenlet-switch', mode);
    expect([lines, findings]).toEqual([['12', '56', '34', '78'], []]);
  });

  it.each([
    ['gevent-sleep', undefined, 5],
    ['gevent-fetch', 'overlapped', 3],
    ['gevent-fetch', 'serial', 6],
    ['gevent-monkey-patch', undefined, 3],
    ['gevent-unpatched', undefined, 5],
  ])('%s %s takes %d s', async (example, variant, seconds) => {
    const { trace } = await run(`coroutines/${example}`, 'controlled', variant);
    expect(trace.endTime).toBe(seconds * 1e9);
    expect(trespassers(trace)).toEqual([]);
  });

  it('only one of a thread moves, live', async () => {
    const { trace } = await run('coroutines/gevent-sleep', 'live');
    expect(trespassers(trace)).toEqual([]);
    expect(trace.mostOf(objectOf(trace, ObjectKind.Loop)).holders).toBe(1);
  });

  it.each(modes)('joinall comes back after its time-out, %s', async (mode) => {
    const { result } = await run('coroutines/gevent-timeout', mode);
    expect(result).toMatchObject({ values: ['answer of near', 'answer of far', null] });
  });

  it('a call that blocks them all is told with its line', async () => {
    const { findings, trace } = await run('coroutines/gevent-unpatched', 'controlled');
    expect(kindsOf(findings)).toEqual(['blocked-loop']);
    const [finding] = findings;
    expect(finding?.kind === 'blocked-loop' && trace.place(finding.site)?.line).toBe(15);
  });
});

describe('I/O models', () => {
  it('blocking: the process stands still through both phases of the kernel', async () => {
    const { trace, result } = await run('io-models/io-blocking', 'controlled');
    expect(result).toBe(3);
    expect(blockedSeconds(trace, 'MainThread')).toBe(3);
    const phases = events(trace, EventKind.Phase).map((i) => [trace.log.info(i), trace.log.time(i) / 1e9]);
    expect(phases).toEqual([
      [KernelPhase.Idle, 0],
      [KernelPhase.WaitingForData, 0],
      [KernelPhase.Ready, 2],
      [KernelPhase.Copying, 2],
      [KernelPhase.Idle, 3],
    ]);
  });

  it('non-blocking: polls in vain until data is there, then the copy blocks', async () => {
    const { trace, result } = await run('io-models/io-nonblocking', 'controlled');
    expect(result).toEqual({ polls: 5, seconds: 3.4 });
    expect(events(trace, EventKind.TryFailed)).toHaveLength(4);
    expect(blockedSeconds(trace, 'MainThread')).toBe(1);
  });

  it.each(modes)('multiplexing: one thread serves three clients, %s', async (mode) => {
    const { trace, result } = await run('io-models/io-multiplexing', mode);
    expect(result).toEqual(['one', 'three', 'two']);
    expect(events(trace, EventKind.Examine).every((i) => trace.log.text(i).startsWith('#'))).toBe(true);
  });

  it('asynchronous: the process is never blocked', async () => {
    const { trace } = await run('io-models/io-async', 'controlled');
    expect(blockedSeconds(trace, 'MainThread')).toBe(0);
    expect(events(trace, EventKind.Signal)).toHaveLength(1);
  });

  it.each([10, 100, 1000])('of %d sockets select examines all, epoll one', async (count) => {
    const { trace } = await run('io-models/io-select-vs-epoll', 'controlled', String(count));
    const examined = events(trace, EventKind.Examine).map((i) => trace.log.a(i));
    expect(examined.slice(-2)).toEqual([count, 1]);
  });

  it.each(modes)('selectors: registered, called back, unregistered, %s', async (mode) => {
    const { trace, result } = await run('io-models/io-selectors', mode);
    expect(result).toBe(2);
    const selectors = trace.state.objects.filter((object) => object?.kind === ObjectKind.Selector);
    const used = selectors.find((object) => object && events(trace, EventKind.Put, object.id).length > 0);
    expect(used && events(trace, EventKind.Put, used.id)).toHaveLength(3);
    expect(used?.items.length).toBe(0);
  });

  it('side by side: both phases, the copy, both, the copy, none', async () => {
    const { trace } = await run('io-models/io-compared', 'controlled');
    const names = ['blocking', 'nonBlocking', 'multiplexing', 'signalDriven', 'asynchronous'];
    expect(names.map((name) => blockedSeconds(trace, name))).toEqual([3, 1, 3, 1, 0]);
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
