/** The chapter "Processes and threads", row by row. */
import { expect } from 'vitest';
import { overlap } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';

describeRow('serial-concurrent-parallel', (row) => {
  const dishes = ['soup', 'rice', 'roast'];
  row.always('takes the sum', (run) => expect([run.result, run.threads]).toEqual([270, ['MainThread']]));
  const concurrent = row.variant('concurrent');
  concurrent.always('takes the sum, too', (run) => expect(run.result).toBe(270));
  concurrent.always('only one of the three computes at a time, and they take turns', (run) => {
    const spans = dishes.flatMap((dish) => run.computing(dish)).sort((a, b) => a.from - b.from);
    for (const [i, span] of spans.entries()) expect(overlap(span, spans[i + 1])).toBe(false);
    expect(spans.length).toBeGreaterThan(dishes.length);
  });
  const parallel = row.variant('parallel');
  parallel.always('takes as long as the longest', (run) => expect(run.result).toBe(120));
  parallel.always('all three compute at once', (run) => {
    expect(dishes.map((dish) => run.computing(dish)[0]?.from)).toEqual([0, 0, 0]);
  });
});

describeRow('sync-async', (row) => {
  row.always('the caller is blocked for 3 s', (run) => expect(run.blockedSeconds('MainThread')).toBe(3));
  row.variant('message').always('the caller is not blocked', (run) => {
    expect(run.blockedSeconds('MainThread')).toBe(0);
    expect(run.endedAt('MainThread')).toBe(0);
  });
  row.variant('message').always('and is told at 3 s', (run) => {
    const told = run.events('Print').find(({ text }) => text.startsWith('told later'));
    expect(told).toMatchObject({ at: 3, thread: 'shop_0' });
  });
  row.withoutTellingLine('the caller is not blocked', (run) => expect(run.endedAt('MainThread')).toBe(0));
  row.python({ prints: 'the same lines' });
});

describeRow('context-switch', (row) => {
  row.always('the state that is saved is the state that is restored', (run) => {
    const begins = run.events('Dispatch', { thread: 'sting' })[0]?.at;
    const interrupted = run.events('Preempt', { thread: 'cake' }).find(({ at }) => at === begins);
    const left = run.trace.log.float(interrupted?.index ?? 0) / 1e6;
    expect([begins, left]).toEqual([0.05, 30]);
    const back = run.computing('cake').filter(({ from }) => from >= 0.05 && from < 0.11);
    expect(back.map(({ from, to }) => [from, to])).toEqual([[0.08, 0.11]]);
  });
  row.always('he is at the same step, before and after', (run) => {
    expect(run.lines).toContain('ouch! The cake stands at step 2');
    expect(run.lines).toContain('the sting is treated, the cake still stands at step 2');
  });
  row.always('nothing is done twice: 190 ms in all', (run) => expect(run.seconds).toBe(0.19));
});

describeRow('process-vs-thread-memory', (row) => {
  row.always('threads share it', (run) => expect(run.result).toBe(10));
  row.variant('processes').always("each process counts on its own copy, and the parent's stays 0", (run) => {
    expect(run.result).toBe(0);
    expect(run.lines).toContain('Process-1 counted to 5');
    expect(run.lines).toContain('Process-2 counted to 5');
  });
  row.withoutTellingLine('the threads race', (run) => expect(run.kindsFound).toEqual(['race']));
  row.python({ prints: 'these lines, in some order' });
});

for (const id of ['thread-target', 'thread-subclass'])
  describeRow(id, (row) => {
    row.always('main prints its last line at once', (run) => {
      expect(run.events('Print', { thread: 'MainThread' }).map(({ at }) => at)).toEqual([0]);
    });
    row.always('both end at 3 s', (run) =>
      expect([run.endedAt('tea'), run.endedAt('eggs'), run.seconds]).toEqual([3, 3, 3]),
    );
    row.live('the two sleeps overlap', (run) =>
      expect(overlap(run.sleeps('tea')[0], run.sleeps('eggs')[0])).toBe(true),
    );
    row.withoutTellingLine('there are no eggs', (run) => expect(run.lines).not.toContain('eggs: done'));
    row.python({ prints: 'these lines, in some order' });
  });

describeRow('thread-join', (row) => {
  row.always('main ends at once', (run) => expect(run.endedAt('MainThread')).toBe(0));
  row.always('the program takes as long as the longer of the two', (run) => expect(run.seconds).toBe(5));
  row
    .variant('join-first')
    .always('main ends with Music', (run) => expect(run.endedAt('MainThread')).toBe(3));
  row
    .variant('join-second')
    .always('main ends with Blog', (run) => expect(run.endedAt('MainThread')).toBe(5));
  row.variant('join-in-loop').always('main ends after both, one after the other', (run) => {
    expect(run.endedAt('MainThread')).toBe(8);
    expect(run.beganAt('Blog')).toBe(3);
  });
  row.live('the two sleeps overlap', (run) =>
    expect(overlap(run.sleeps('Music')[0], run.sleeps('Blog')[0])).toBe(true),
  );
  row.withoutTellingLine('main waits for nobody', (run) => expect(run.endedAt('MainThread')).toBe(0));
  row.python({ prints: 'these lines, in some order' });
});

describeRow('thread-daemon', (row) => {
  row.always('ends with the last thread that is no daemon', (run) => expect(run.seconds).toBe(3));
  row.always("the daemon's last line is never printed", (run) =>
    expect(run.lines).not.toContain('the music is over'),
  );
  row.live("the daemon's last line is never printed", (run) =>
    expect(run.lines).not.toContain('the music is over'),
  );
  row.withoutTellingLine('it plays to its end', (run) => {
    expect(run.seconds).toBe(5);
    expect(run.lines.at(-1)).toBe('the music is over');
  });
  row.python({ prints: 'the same lines' });
});

describeRow('thread-introspection', (row) => {
  row.always('a thread counts from its start to its end', (run) => {
    expect(run.lines.filter((line) => line !== 'painter paints')).toEqual([
      'made, not started: 1 alive, MainThread',
      'started: 2 alive, MainThread and painter',
      'is the painter alive? true',
      'ended: 1 alive, MainThread',
      'is the painter alive? false',
    ]);
  });
  row.withoutTellingLine('it is still alive at the end', (run) =>
    expect(run.lines).toContain('ended: 2 alive, MainThread and painter'),
  );
  row.python({ prints: 'these lines, in some order' });
});
