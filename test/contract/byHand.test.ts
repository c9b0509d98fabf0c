/** The person as scheduler: which threads can move, what the choices lead to, and a schedule that `run --schedule` follows. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { HandRun } from '../../src/engine/explore/exploreApi.js';
import { Trace } from '../../src/trace/trace.js';

const root = join(import.meta.dirname, '../..');
const engine = new Engine({
  recorderPath: join(root, 'dist', 'recorder.cjs'),
  programPath: join(root, 'dist', 'program.cjs'),
});
afterAll(() => engine.dispose());

const program = {
  entry: join(root, 'test', 'fixtures', 'explore', 'twoLocks.ts'),
  program: 'twoLocks.ts',
  variant: 'broken',
  args: [],
  seed: 1,
  timeoutMs: 10_000,
} as const;

async function chosen(choices: readonly number[], goesOn = false): Promise<HandRun> {
  const { hand, problems } = await engine.byHand({ ...program, choices, goesOn });
  if (!hand) throw new Error(problems[0]?.message);
  return hand;
}
function traceOf({ header, records }: HandRun): Trace {
  const trace = new Trace(header, new TextDecoder());
  for (const bytes of records) trace.append(new Int32Array(bytes.slice().buffer));
  return trace;
}
/** Threads that can move, and the lines where they stand. */
function movable({ standing, header }: HandRun): [number, number | undefined][] {
  return standing.flatMap(({ thread, site, canMove }): [number, number | undefined][] =>
    canMove ? [[thread, header.sites[site]?.line]] : [],
  );
}

describe('a run by hand', () => {
  it('stands still where more than one thread can move, and says where each stands', async () => {
    const hand = await chosen([]);
    expect(hand.stands).toBe(true);
    expect(movable(hand)).toEqual([
      [1, 18],
      [2, 0],
    ]);
  });

  it('goes where the person says: into a deadlock, of which each step is one choice', async () => {
    // Both are started; each comes to its first lock and takes it, and then to the other's.
    const standing = await chosen([1, 2, 2, 3, 3]);
    expect(movable(standing).map(([thread]) => thread)).toContain(2);
    const hand = await chosen([1, 2, 2, 3, 3], true);
    expect({ stands: hand.stands, outcome: hand.end.outcome }).toEqual({
      stands: false,
      outcome: 'deadlock',
    });
  });

  it('is the same again when a choice is taken back', async () => {
    const before = await chosen([1, 2]);
    await chosen([1, 2, 3]);
    const again = await chosen([1, 2]);
    expect(again.standing).toEqual(before.standing);
    expect(again.schedule).toEqual(before.schedule);
  });

  it('gives a schedule that a run follows to the same events', async () => {
    const hand = await chosen([1, 2, 2, 3, 3], true);
    const { schedule } = hand;
    const events: number[] = [];
    const request = { ...program, mode: 'controlled', strategy: 'replay', schedule } as const;
    const trace = new Trace(hand.header, new TextDecoder());
    const run = engine.run(request, {
      started: () => {},
      records: (bytes) => trace.append(new Int32Array(bytes.slice().buffer)),
      findings: () => {},
    });
    const end = await run.done;
    for (let i = 0; i < trace.log.length; i++) events.push(trace.log.kind(i), trace.log.thread(i));
    const { log } = traceOf(hand);
    expect(end.outcome).toBe('deadlock');
    expect(events).toEqual(Array.from({ length: log.length }, (_, i) => [log.kind(i), log.thread(i)]).flat());
  });

  it('refuses a choice that is none', async () => {
    const hand = await chosen([99]);
    expect(hand.stands).toBe(true);
    expect(movable(hand)).toHaveLength(2);
  });

  it('says why a program cannot be loaded', async () => {
    const { hand, problems } = await engine.byHand({
      ...program,
      entry: `${program.entry}.none`,
      choices: [],
      goesOn: false,
    });
    expect(hand).toBeNull();
    expect(problems).toHaveLength(1);
  });
});
