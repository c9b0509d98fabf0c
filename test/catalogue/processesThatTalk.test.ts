/** The chapter "Processes that talk", row by row. */
import { expect } from 'vitest';
import { ThreadEnding, ThreadKind } from '../../src/trace/vocabulary.js';
import { type ObservedRun, overlap, type Span } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';

const photos = ['beach.jpg', 'forest.jpg', 'city.jpg'];

function sleepsOf(run: ObservedRun): Span[] {
  return photos.flatMap((photo) => run.sleeps(photo));
}

for (const id of ['process-target', 'process-subclass']) {
  describeRow(id, (row) => {
    row.always('three processes run side by side, 1 s in all', (run) => {
      for (const photo of photos) expect(run.thread(photo).kind).toBe(ThreadKind.Process);
      expect(sleepsOf(run).map(({ from, to }) => [from, to])).toEqual([
        [0, 1],
        [0, 1],
        [0, 1],
      ]);
      expect([run.seconds, run.result]).toEqual([1, 1]);
    });
    row.live('the sleeps overlap', (run) => {
      const [one, two, three] = sleepsOf(run);
      expect([overlap(one, two), overlap(two, three), overlap(one, three)]).toEqual([true, true, true]);
    });
    row.withoutTellingLine('main waits for nobody', (run) => expect(run.result).toBe(0));
    row.python({ prints: 'these lines, in some order' });
  });
}

describeRow('process-info', (row) => {
  const parents = (run: ObservedRun) => expect(run.result).toBe(true);
  row.always("the children's parent pid is the parent's pid", parents);
  row.live("the children's parent pid is the parent's pid", parents);
  row.always('each has a number of its own, and the name that it was given', (run) => {
    const told = run.lines.slice(1).map((line) => /^(.*) is (\d+), started by (\d+)$/.exec(line) ?? []);
    expect(told.map(([, name]) => name).sort()).toEqual(['worker-1', 'worker-2']);
    expect(new Set(told.map(([, , pid]) => pid)).size).toBe(2);
    const server = /^the server is (\d+)/.exec(run.lines[0] ?? '')?.[1];
    expect(told.map(([, , , ppid]) => ppid)).toEqual([server, server]);
  });
});

describeRow('process-lifecycle', (row) => {
  const moments = (run: ObservedRun) => run.lines.filter((line) => !line.startsWith('disk'));
  const expected = [
    'made: not alive, exit code none',
    'started: alive, exit code none',
    'after waiting: alive, exit code none',
    'terminated: not alive, exit code -15',
  ];
  row.always('it is alive until it is terminated, and has an exit code then', (run) =>
    expect(moments(run)).toEqual(expected),
  );
  row.live('it is alive until it is terminated, and has an exit code then', (run) =>
    expect(moments(run)).toEqual(expected),
  );
  row.always('join gives up after 2.5 s', (run) =>
    expect(run.blocked('MainThread')[0]).toMatchObject({ object: 'converter', from: 0, to: 2.5 }),
  );
  row.always('both are ended by force at 2.5 s, the daemon because its parent ends', (run) => {
    for (const name of ['converter', 'watcher']) {
      expect([run.endedAt(name), run.thread(name).ending]).toEqual([2.5, ThreadEnding.Terminated]);
    }
    expect(run.thread('watcher').daemon).toBe(true);
    expect(run.lines.filter((line) => line.startsWith('disk'))).toHaveLength(2);
  });
  row.withoutTellingLine('the converter goes on to its own end', (run) => {
    expect(run.endedAt('converter')).toBe(60);
    expect(run.lines.at(-1)).toBe('terminated: not alive, exit code 0');
  });
  row.python({ prints: 'the same lines' });
});

describeRow('process-queue', (row) => {
  const found = (run: ObservedRun) => run.result as number[];
  const all = (run: ObservedRun) => expect([...found(run)].sort()).toEqual([1, 2, 5]);
  row.always('the parent gets 1, 2 and 5, in the order of the puts', (run) => {
    all(run);
    expect(run.items('Get', 'prices')).toEqual(run.items('Put', 'prices'));
    expect(found(run).map(String)).toEqual(run.items('Get', 'prices'));
  });
  row.canHappen('they come in their own order', { seed: 1 }, (run) => expect(found(run)).toEqual([1, 2, 5]));
  row.canHappen('the last one comes first', { seed: 3 }, (run) => expect(found(run)[0]).toBe(5));
  row.live('the parent gets 1, 2 and 5', all);
  row.withoutTellingLine('the parent waits for ever', (run) => expect(run.outcome).toBe('stalled'));
  row.python({ prints: 'the same lines' });
});

/** From which lane to which each message went, in the order of their arrival. */
function journeys(run: ObservedRun): string[] {
  const senders = new Map(run.events('Put').map(({ a: item, thread }) => [item, thread]));
  return run.events('Get').map(({ a: item, thread }) => `${senders.get(item)} to ${thread}`);
}

describeRow('process-pipe', (row) => {
  const there = 'MainThread to kitchen';
  const back = 'kitchen to MainThread';
  row.always('each message is an arrow from lane to lane, both ways', (run) =>
    expect(journeys(run)).toEqual([there, back, there, back, there]),
  );
  row.always('the waiter waits while the kitchen cooks', (run) => {
    expect(run.lines).toEqual(['noodles is ready', 'soup is ready']);
    expect(run.seconds).toBe(4);
    expect(run.blockedSeconds('MainThread')).toBe(4);
  });
  row.live('both are answered', (run) => expect(run.lines).toEqual(['noodles is ready', 'soup is ready']));
  row.variant('both-listen-first').always('both wait, and nothing is on its way', (run) => {
    expect(run.finding('stall').waits.map(({ site }) => run.line(site))).toEqual([
      expect.stringContaining('print(counter.recv());'),
      'const order = hatch.recv();',
    ]);
    expect(run.events('Put')).toEqual([]);
  });
  row.withoutTellingLine('the waiter waits for ever', (run) => expect(run.outcome).toBe('stalled'));
  row.python({ prints: 'the same lines', except: ['both-listen-first'] });
});

interface Reported {
  readonly votes: [number, number][];
  readonly arrivals: number[];
}

describeRow('process-manager', (row) => {
  const stations = Array.from({ length: 10 }, (_, n) => n);
  const contents = (run: ObservedRun) => {
    const { votes, arrivals } = run.result as Reported;
    expect([...votes].sort(([a], [b]) => a - b)).toEqual(stations.map((n) => [n, n * n]));
    expect([...arrivals].sort()).toEqual(stations);
  };
  row.always("the dict is a serial run's, and the list has the same elements", contents);
  row.live("the dict is a serial run's, and the list has the same elements", contents);
  row.always('the list is in the order of the calls, which go to the manager and back', (run) => {
    const { arrivals } = run.result as Reported;
    const calls = journeys(run).filter((journey) => journey.endsWith(`to ${manager(run)}`));
    const callers = calls.map((call) => call.split(' to ')[0]).filter((name) => name?.startsWith('station'));
    // A station's second call is the one that appends.
    const appended = callers.filter((name, index) => callers.indexOf(name) < index);
    expect(arrivals.map((n) => `station-${n}`)).toEqual(appended);
    const answers = journeys(run).filter((journey) => journey.startsWith(`${manager(run)} to station`));
    expect(answers).toHaveLength(20);
  });
  row.withoutTellingLine('main looks before all have reported', (run) =>
    expect(run.lines).not.toContain('10 stations, 285 votes'),
  );
  row.python({ prints: 'the same lines' });
});

function manager(run: ObservedRun): string {
  return run.threads.find((name) => /manager/i.test(name)) ?? '';
}

describeRow('process-pool', (row) => {
  const workers = (run: ObservedRun) => run.threads.filter((name) => /Worker/.test(name));
  const tasks = (run: ObservedRun) => workers(run).flatMap((name) => run.sleeps(name));
  const mostAtOnce = (spans: readonly Span[]) =>
    Math.max(
      ...spans.map((span) => spans.filter((other) => other.from <= span.from && span.from < other.to).length),
    );
  row.always('30 tasks of 1 s take 6 s, never more than 5 at once', (run) => {
    expect([run.seconds, run.result, tasks(run).length, mostAtOnce(tasks(run))]).toEqual([6, 30, 30, 5]);
  });
  row.live('never more than 5 at once, and all get done', (run) => {
    expect([run.result, workers(run).length, mostAtOnce(tasks(run))]).toEqual([30, 5, 5]);
  });
  row.variant('terminate').always('at 2.5 s 10 are done and 20 lost, and it says so', (run) => {
    expect([run.seconds, run.result, run.lines]).toEqual([2.5, 10, ['10 done, 20 lost']]);
    const done = tasks(run).filter(({ to }) => to <= 2.5);
    expect([done.length, tasks(run).length]).toEqual([10, 15]);
    for (const name of workers(run)) expect(run.thread(name).ending).toBe(ThreadEnding.Terminated);
  });
  row.withoutTellingLine('nothing is done yet', (run) => expect(run.result).toBe(0));
  row.python({ prints: 'the same lines' });
});
