/** What only Python has; in a process of its own, because one that has run thousands of programs may not fork any more. */
import { expect } from 'vitest';
import { heldAtFork, ThreadKind } from '../../src/trace/vocabulary.js';
import type { ObservedRun } from './harness/observedRun.js';
import { describePythonRow } from './harness/pythonRow.js';

describePythonRow('fork-with-held-lock', (row) => {
  const worker = (run: ObservedRun) => {
    const found = run.trace.state.threads.find((thread) => thread?.kind === ThreadKind.Process);
    if (!found) throw new Error('nothing was forked');
    return found;
  };
  row.live('the copy of the lock is held by a thread that does not live in the child', (run) => {
    const { holders, maker } = run.object('log_lock#2');
    const living = run.trace.state.threads.filter((thread) => thread?.process === worker(run).id);
    expect([maker, living.map((thread) => thread?.id)]).toEqual([worker(run).id, [worker(run).id]]);
    expect(holders.map(({ thread }) => thread)).toEqual([run.thread('logger').id]);
    expect(run.events('Acquire', { object: 'log_lock#2' })).toMatchObject([
      { thread: 'logger', info: heldAtFork, line: 'log_lock.acquire()  # held while main forks' },
    ]);
  });
  row.live('the child blocks on it for ever, in its first line of the log', (run) => {
    expect(run.blocked(worker(run).name)).toMatchObject([{ object: 'log_lock#2', to: Infinity }]);
    const { waits } = run.finding('stall');
    expect(waits.map(({ thread, site }) => [thread, run.line(site)])).toEqual([
      [worker(run).id, 'with log_lock:'],
    ]);
  });
  row.live("the parent's lock goes on from hand to hand, and its threads end", (run) => {
    expect(run.owners('log_lock')).toEqual(['logger', 'MainThread']);
    expect(run.object('log_lock').holders).toEqual([]);
    expect(run.lines).toEqual(['log: server started', 'log: server runs']);
  });
  row.withoutTellingLine('the child goes on, and all ends well', (run) => {
    expect([run.outcome, run.kindsFound]).toEqual(['completed', []]);
    expect(run.owners('log_lock#2')).toEqual([worker(run).name]);
    expect([...run.lines].sort()).toEqual(['log: server runs', 'log: server started', 'log: worker ready']);
  });
});
