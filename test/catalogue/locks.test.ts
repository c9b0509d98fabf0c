/** The chapter "Locks", row by row. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ObservedRun } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';
import { explore } from './harness/runs.js';

const clerks = Array.from({ length: 100 }, (_, index) => `clerk-${index + 1}`);

/** Lines of the two accesses that race. */
function racingLines(run: ObservedRun): string[] {
  const { first, second } = run.finding('race');
  return [first, second].map(({ site }) => run.line(site)).sort();
}

describeRow('race-counter', (row) => {
  row.always('99 of an expected 0 are left', (run) => expect(run.result).toBe(99));
  row.always('the race is reported with the lines of both accesses', (run) => {
    const [read, write] = racingLines(run);
    expect(read).toContain('const seen = ticketsLeft.value;');
    expect(write).toContain('ticketsLeft.value = seen - 1;');
  });
  row.live('tickets are left', (run) => expect(run.result).toBeGreaterThan(0));
});

describeRow('lock-counter', (row) => {
  row.always('0 are left, after 10 s', (run) => expect([run.result, run.seconds]).toEqual([0, 10]));
  row.always('threads queue on the lock, and each gets it once', (run) => {
    expect(run.most('counterLock')).toMatchObject({ holders: 1, waiters: 99 });
    expect(run.owners('counterLock').sort()).toEqual([...clerks].sort());
  });
  row
    .variant('without-lock')
    .always('99 are left, after 0.1 s', (run) => expect([run.result, run.seconds]).toEqual([99, 0.1]));
  row.live('0 are left', (run) => expect(run.result).toBe(0));
  row.withoutTellingLine('tickets are left, and the race is reported', (run) => {
    expect(run.result).toBe(99);
    expect(run.kindsFound).toEqual(['race']);
  });
  row.python({ prints: 'the same lines', except: ['without-lock'] });
});

describeRow('lock-basics', (row) => {
  row.always('the lock shows its owners in order', (run) => {
    const spans = run.holds('key').map(({ thread, from, to }) => [thread, from, to]);
    expect(spans).toEqual([
      ['anna', 0, 3],
      ['ben', 3, 4],
    ]);
  });
  row.always('and who waits, for how long', (run) => {
    expect(run.blocked('ben')).toMatchObject([{ object: 'key', from: 1, to: 3 }]);
    expect(run.blocked('dora')).toMatchObject([{ object: 'key', from: 1.5, to: 2.5 }]);
    expect(run.blocked('carla')).toEqual([]);
    expect(run.most('key').waiters).toBe(2);
  });
  row.always('an attempt fails without waiting, and a time-out after a second', (run) => {
    expect(run.events('TryFailed', { object: 'key' })).toMatchObject([{ thread: 'carla', at: 1.5 }]);
    expect(run.events('TimedOut', { thread: 'dora' })).toMatchObject([{ at: 2.5 }]);
  });
  row.withoutTellingLine('the key never comes back', (run) => {
    expect(run.outcome).toBe('stalled');
    expect(run.owners('key')).toEqual(['anna']);
  });
  row.python({ prints: 'these lines, in some order' });
});

describeRow('coarse-vs-fine', (row) => {
  row.always('takes 4 s', (run) => expect(run.seconds).toBe(4));
  row.always('all queue at one lock', (run) => expect(run.most('office').waiters).toBe(3));
  row.variant('lock-each').always('takes 2 s', (run) => expect(run.seconds).toBe(2));
  row.variant('lock-each').always('only those with the same device queue', (run) => {
    expect([run.most('printer').waiters, run.most('scanner').waiters]).toEqual([1, 1]);
  });
  row.withoutTellingLine('all work at once', (run) => expect(run.seconds).toBe(1));
  row.python({ prints: 'these lines, in some order' });
});

/** The cycle of a deadlock: who holds what, where it took it, and where it waits. */
function cycleOf(run: ObservedRun) {
  const { objects, threads } = run.trace.state;
  return run.finding('deadlock').cycle.map((edge) => ({
    thread: threads[edge.thread]?.name,
    holds: objects[edge.holds]?.name,
    taken: run.line(edge.holdsSite),
    waitsFor: objects[edge.waitsFor]?.name,
    waits: run.line(edge.waitsSite),
  }));
}

describeRow('deadlock-two-locks', (row) => {
  function checkCycle(run: ObservedRun): void {
    const cycle = cycleOf(run);
    expect(new Set(cycle.map(({ thread }) => thread)).size).toBe(2);
    expect(cycle.map(({ holds }) => holds).sort()).toEqual(['mutexA', 'mutexB']);
    for (const { holds, taken, waitsFor, waits } of cycle) {
      expect(taken).toContain(`${holds}.acquire();`);
      expect(waits).toContain(`${waitsFor}.acquire();`);
    }
  }
  row.always('two threads hold what the other wants, and the lines are told', checkCycle);
  row.live('two threads hold what the other wants, and the lines are told', checkCycle);
  row.withoutTellingLine('everybody gets his locks', (run) => expect(run.outcome).toBe('completed'));
});

describeRow('rlock-reentrant', (row) => {
  row.always('its depth reaches 2, and comes back to 0', (run) => {
    expect(Math.max(...run.events('Acquire', { object: 'ledger' }).map(({ a }) => a))).toBe(2);
    expect(run.object('ledger').holders).toEqual([]);
  });
  row.variant('plain-lock').always('a clerk waits for himself, and that is said', (run) => {
    const [edge, ...others] = cycleOf(run);
    expect(others).toEqual([]);
    expect(edge).toMatchObject({ holds: 'plainLedger', waitsFor: 'plainLedger' });
    expect(edge?.waits).toContain('this.lock.acquire(); // the second time');
  });
  row.withoutTellingLine('a plain lock does', (run) => expect(run.outcome).toBe('completed'));
});

describeRow('lock-ordering', (row) => {
  row.always('whoever gets B has A', (run) => {
    for (const { index, thread } of run.events('Acquire', { object: 'accountB' })) {
      const last = run.events('Acquire', { object: 'accountA' }).filter((event) => event.index < index);
      expect(last.at(-1)?.thread).toBe(thread);
    }
  });
  row.variant('opposite').always('two clerks wait for each other', (run) => {
    const cycle = cycleOf(run);
    expect(cycle.map(({ holds }) => holds).sort()).toEqual(['accountA', 'accountB']);
  });
  row.withoutTellingLine('nobody goes against the rule', (run) => expect(run.outcome).toBe('completed'));
  const entry = join(import.meta.dirname, '../../examples/locks/lock-ordering.ts');
  it('ordered: completes under every schedule of two clerks, which are all explored', async () => {
    const { failure, exhausted } = await explore(entry, 'ordered', { strategy: 'dpor', args: ['2'] });
    expect([failure, exhausted]).toEqual([null, true]);
  });
  it('ordered: completes under 300 schedules of ten', async () => {
    const { failure } = await explore(entry, 'ordered', { strategy: 'portfolio', schedules: 300 });
    expect(failure).toBeNull();
  }, 60_000);
  it('opposite: exploring finds the deadlock of two clerks', async () => {
    const { failure } = await explore(entry, 'opposite', { strategy: 'dpor', args: ['2'] });
    expect(failure?.end.outcome).toBe('deadlock');
  });
});
