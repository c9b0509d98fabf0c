/** The chapter "Coordination", row by row. */
import { expect } from 'vitest';
import type { ObservedRun } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';

const clients = ['anna', 'ben'];

describeRow('event-ready', (row) => {
  row.always('both are blocked until 3 s, then both run', (run) => {
    for (const client of clients)
      for (const { object, to } of run.blocked(client)) expect([object, to]).toEqual(['ready', 3]);
    const gets = run.events('Print').filter(({ text }) => text.startsWith('gets'));
    expect(gets.map(({ at }) => at)).toEqual([3, 3]);
    expect(run.most('ready').waiters).toBe(2);
  });
  row.withoutTellingLine('they wait for ever', (run) => {
    expect(run.outcome).toBe('stalled');
    expect(run.lines).not.toContain('gets the news');
  });
  row.python({ prints: 'these lines, in some order' });
});

describeRow('event-timeout', (row) => {
  row.always('each reports once that he still waits, at 2 s', (run) => {
    const reports = run.events('Print').filter(({ text }) => text === 'still waiting');
    expect(reports.map(({ at }) => at)).toEqual([2, 2]);
    expect(reports.map(({ thread }) => thread).sort()).toEqual(clients);
  });
  row.always('the event is set at 3 s, and both go on', (run) => {
    expect(clients.map((client) => run.endedAt(client))).toEqual([3, 3]);
  });
  row.withoutTellingLine('nobody has to report', (run) => expect(run.lines).not.toContain('still waiting'));
  row.python({ prints: 'these lines, in some order' });
});

/** How many loaves were on the shelf, after each change. */
function onShelf(run: ObservedRun): number[] {
  return run.events('Write', { object: 'shelf' }).map(({ text }) => text.split('loaf').length - 1);
}

describeRow('condition-buffer', (row) => {
  row.always('never more than two, never less than none', (run) => {
    const counts = onShelf(run);
    expect(counts).toHaveLength(13); // the empty shelf, then twelve changes
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([0, 2]);
    for (let i = 1; i < counts.length; i++)
      expect(Math.abs(Number(counts[i]) - Number(counts[i - 1]))).toBe(1);
  });
  row.always('an arrow leads from a notification to the wait that it ends', (run) => {
    const notifications = run.events('Notify').filter(({ a }) => a > 0);
    expect(notifications.length).toBeGreaterThan(0);
    for (const { index } of run.events('Pass', { object: 'shelfChanged' }))
      expect(run.causeOf(index)).toMatchObject({ kind: 'Notify', object: 'shelfChanged' });
  });
  row.always('all loaves are sold, in the order in which they were baked', (run) => {
    expect(run.lines).toEqual([1, 2, 3, 4, 5, 6].map((n) => `sells loaf ${n}`));
  });
  row.withoutTellingLine('somebody waits for ever', (run) => expect(run.outcome).toBe('stalled'));
  row.python({ prints: 'the same lines' });
});

describeRow('semaphore-pool', (row) => {
  row.always('never more than 5 inside', (run) => expect(run.most('connections').holders).toBe(5));
  row.always('4 waves, 8 s', (run) => {
    const times = run.events('Acquire', { object: 'connections' }).map(({ at }) => at);
    expect(times).toEqual([0, 2, 4, 6].flatMap((at) => [at, at, at, at, at]));
    expect(run.seconds).toBe(8);
  });
  row.live('never more than 5 inside', (run) => {
    expect(run.most('connections').holders).toBeLessThanOrEqual(5);
    expect(run.lines).toHaveLength(20);
  });
  row.withoutTellingLine('all 20 are inside at once', (run) => {
    expect(run.events('Acquire', { object: 'connections' })).toEqual([]);
    expect(run.seconds).toBe(2);
  });
  row.python({ prints: 'these lines, in some order' });
});

describeRow('bounded-semaphore', (row) => {
  row.always('refuses to be released too often, with a clear error', (run) => {
    expect(run.lines).toEqual(['refused: Semaphore released too many times', '2 cars fit']);
    expect(run.line(run.finding('over-release').site)).toContain('places.release(); // once too often');
  });
  row
    .variant('plain')
    .always('a plain one lets in a car too many', (run) =>
      expect(run.lines).toEqual(['one more place than there is', '3 cars fit']),
    );
  row
    .variant('rlock')
    .always('an RLock lets only its owner release', (run) =>
      expect(run.lines).toEqual(['refused: cannot release un-acquired lock']),
    );
  row.withoutTellingLine('two cars fit', (run) => expect(run.lines.at(-1)).toBe('2 cars fit'));
  row.python({ prints: 'the same lines' });
});

describeRow('barrier-phases', (row) => {
  row.always('nobody sets out on a leg before all have ended the one before', (run) => {
    for (const leg of [1, 2]) {
      const ends = run.lines.flatMap((line, i) => (line === `ends leg ${leg}` ? [i] : []));
      const begins = run.lines.flatMap((line, i) => (line === `sets out on leg ${leg + 1}` ? [i] : []));
      expect([ends.length, begins.length]).toEqual([3, 3]);
      expect(Math.max(...ends)).toBeLessThan(Math.min(...begins));
    }
  });
  row.always('they go at the pace of the slowest', (run) => expect(run.seconds).toBe(9));
  row.withoutTellingLine('the fastest does not wait', (run) => expect(run.endedAt('anna')).toBe(3));
});
