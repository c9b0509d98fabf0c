/** The chapter "Queues", row by row. */
import { expect } from 'vitest';
import type { ObservedRun } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';

describeRow('queue-fifo', (row) => {
  row.always('comes out in the order in which it went in', (run) => {
    expect(run.items('Get', 'jobs')).toEqual(run.items('Put', 'jobs'));
    expect(run.items('Get', 'jobs')).toHaveLength(4);
  });
  row.always('put waits at three items, until one is taken', (run) => {
    expect(run.most('jobs').items).toBe(3);
    expect(run.blocked('office')).toMatchObject([{ object: 'jobs', from: 0, to: 2 }]);
  });
  row.always('Full and Empty are thrown, and shown', (run) => {
    expect(run.events('TryFailed', { object: 'jobs' })).toMatchObject([
      { thread: 'office', at: 0 },
      { thread: 'printer', at: 6 },
    ]);
    expect(run.lines).toContain('Full: no room for the photo');
    expect(run.lines).toContain('Empty: nothing left to print');
  });
  row.always('the queue says what it is like', (run) => {
    expect(run.lines).toContain('morning: 0 waiting, empty true, full false');
    expect(run.lines).toContain('three jobs: 3 waiting, empty false, full true');
  });
  row.withoutTellingLine('the printer takes jobs at once, and is done at 4 s', (run) =>
    expect(run.endedAt('printer')).toBe(4),
  );
  row.python({ prints: 'these lines, in some order' });
});

describeRow('queue-join', (row) => {
  row.always('join returns when nothing is unfinished, and not when it is empty', (run) => {
    expect(run.events('Get', { object: 'letters' }).map(({ at }) => at)).toEqual([0, 1, 2]);
    expect(run.events('TaskDone').map(({ at, a }) => [at, a])).toEqual([
      [1, 2],
      [2, 1],
      [3, 0],
    ]);
    expect(run.blocked('MainThread').at(-1)).toMatchObject({ object: 'letters', to: 3 });
  });
  row.always('one taskDone too many is an error', (run) =>
    expect(run.lines.at(-1)).toBe('refused: task_done() called too many times'),
  );
  row.withoutTellingLine('the chief goes home before anything is posted', (run) =>
    expect(run.lines[0]).toBe('the chief goes home'),
  );
  row.python({ prints: 'the same lines' });
});

describeRow('queue-lifo', (row) => {
  row.always('what went in last comes out first', (run) => expect(run.result).toEqual([12, 56, 34]));
  row.live('what went in last comes out first', (run) => expect(run.result).toEqual([12, 56, 34]));
  row.withoutTellingLine('there is nothing to take', (run) => expect(run.result).toEqual([]));
  row.python({ prints: 'the same lines' });
});

describeRow('queue-priority', (row) => {
  row.always('the smallest comes out first', (run) =>
    expect(run.items('Get', 'waitingRoom')).toEqual(['3', '4', '5', '7']),
  );
  row.always('the next get waits for ever: a stall with its line, and no cycle', (run) => {
    expect(run.blocked('doctor')).toMatchObject([{ object: 'waitingRoom', to: Number.POSITIVE_INFINITY }]);
    const { waits } = run.finding('stall');
    expect(waits.map(({ site }) => run.line(site))).toEqual([expect.stringContaining('waitingRoom.get()')]);
  });
  row.withoutTellingLine('nobody waits', (run) => expect(run.outcome).toBe('completed'));
});

const ten = Array.from({ length: 10 }, (_, index) => `bun ${index + 1}`);

/** Each bun is put once and got once, and the counter never has more than it has room for. */
function checkCounter(run: ObservedRun, buns: number): void {
  const put = run.events('Put', { object: 'counter' }).map(({ a }) => a);
  const got = run.events('Get', { object: 'counter' }).map(({ a }) => a);
  expect(got).toEqual(put);
  expect(new Set(put).size).toBe(buns);
  expect(run.most('counter').items).toBeLessThanOrEqual(3);
}

describeRow('producer-consumer', (row) => {
  row.always('nothing is lost, nothing is eaten twice', (run) => {
    checkCounter(run, 10);
    expect(run.result).toEqual(ten);
  });
  row.canHappen('the counter is full, and the cook waits', { seed: 1 }, (run) => {
    expect(run.most('counter').items).toBe(3);
    expect(run.blockedSeconds('cook')).toBeGreaterThan(0);
  });
  row.canHappen('the counter is empty, and the guest waits', { seed: 1 }, (run) =>
    expect(run.blockedSeconds('guest')).toBeGreaterThan(0),
  );
  row.live('nothing is lost, nothing is eaten twice', (run) => {
    checkCounter(run, 10);
    expect(run.result).toEqual(ten);
  });
});

describeRow('producer-consumer-join', (row) => {
  row.always('the cook goes home when the last bun is eaten', (run) => {
    checkCounter(run, 8);
    const eaten = run.events('TaskDone', { object: 'counter' });
    expect(eaten).toHaveLength(8);
    const home = run.events('Print').find(({ text }) => text === 'the cook goes home');
    expect(home?.at).toBe(eaten.at(-1)?.at);
    expect(run.lines.at(-1)).toBe('the cook goes home');
  });
  row.live('nothing is lost, nothing is eaten twice', (run) => checkCounter(run, 8));
  row.withoutTellingLine('he goes before', (run) =>
    expect(run.lines.filter((line) => line.startsWith('ate')).length).toBeLessThan(8),
  );
  row.python({ prints: 'these lines, in some order' });
});
