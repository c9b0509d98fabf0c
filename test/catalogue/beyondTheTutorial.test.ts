/** The chapter "Beyond the tutorial", row by row. */
import { expect } from 'vitest';
import { heldAtFork, ThreadKind } from '../../src/trace/vocabulary.js';
import { type ObservedRun, overlap } from './harness/observedRun.js';
import { describePythonRow } from './harness/pythonRow.js';
import { describeRow } from './harness/row.js';

const forks = ['forks[0]', 'forks[1]', 'forks[2]', 'forks[3]', 'forks[4]'];

describeRow('dining-philosophers', (row) => {
  const everybodyEats = (run: ObservedRun) => {
    for (const fork of forks) expect(run.holds(fork)).toHaveLength(2);
  };
  row.always('all five hold one fork and wait for the next', (run) => {
    const { cycle } = run.finding('deadlock');
    expect(cycle).toHaveLength(5);
    for (const { holdsSite, waitsSite } of cycle) {
      expect([run.line(holdsSite), run.line(waitsSite)]).toEqual(['first.acquire();', 'second.acquire();']);
    }
  });
  row.always('nobody ever eats', (run) => expect(run.seconds).toBe(0.1));
  row.live('they are in a deadlock', (run) => expect(run.finding('deadlock').cycle).toHaveLength(5));
  row.variant('in-order').always('everybody eats', everybodyEats);
  row.variant('in-order').always('no fork is taken after one with a higher number', (run) => {
    const first = run.events('Acquire', { thread: 'Hypatia' }).filter(({ object }) => forks.includes(object));
    expect(first.map(({ object }) => object)).toEqual(['forks[0]', 'forks[4]']);
  });
  row.variant('four-chairs').always('everybody eats, at most four at the table', (run) => {
    everybodyEats(run);
    expect(run.most('chairs').holders).toBe(4);
  });
  row.withoutTellingLine('nobody eats, and all wait for each other', (run) => {
    expect(run.outcome).toBe('deadlock');
    expect(run.events('Release', { object: 'forks[0]' })).toEqual([]);
  });
});

describeRow('readers-writers', (row) => {
  const writing = (run: ObservedRun) => run.sleeps('station master')[0];
  const reading = (run: ObservedRun) =>
    ['traveller-1', 'traveller-2', 'traveller-3'].flatMap((name) => run.sleeps(name));
  const writerIsAlone = (run: ObservedRun) =>
    expect(reading(run).filter((span) => overlap(span, writing(run)))).toEqual([]);
  const readersTogether = (run: ObservedRun) => {
    const [one, two, three] = reading(run);
    expect([overlap(one, two), overlap(two, three)]).toEqual([true, true]);
  };
  row.always('everybody is alone, 4 s in all', (run) => {
    writerIsAlone(run);
    expect([run.seconds, run.most('timetable').waiters]).toEqual([4, 3]);
  });
  const together = row.variant('readers-together');
  together.always('the writer is alone, 2 s in all', (run) => {
    writerIsAlone(run);
    expect(run.seconds).toBe(2);
  });
  together.canHappen('the readers read at the same time', { seed: 1 }, readersTogether);
  together.canHappen('the lock is given back by another reader than took it', { seed: 1 }, (run) => {
    const [took] = run.events('Acquire', { object: 'timetable' });
    const [gave] = run.events('Release', { object: 'timetable' });
    expect(took?.thread).not.toBe(gave?.thread);
  });
  together.live('the writer is alone', writerIsAlone);
  row.withoutTellingLine('the timetable is changed while it is read', (run) => {
    expect(overlap(reading(run)[0], writing(run))).toBe(true);
    expect(run.seconds).toBe(1);
  });
  row.python({ prints: 'the same lines' });
});

describeRow('lost-wakeup', (row) => {
  const notification = (run: ObservedRun) => run.events('Notify', { object: 'bell' })[0];
  row.always('the notification comes before the wait, and nobody hears it', (run) => {
    expect(notification(run)).toMatchObject({ at: 1, thread: 'baker', b: 0 });
    expect(run.blocked('customer').at(-1)).toMatchObject({ object: 'bell', from: 2, to: Infinity });
    expect(run.line(run.finding('lost-wakeup').waitSite)).toContain('bell.wait();');
  });
  row.live('the customer waits for ever', (run) => expect(run.finding('lost-wakeup')).toBeDefined());
  const fixed = row.variant('look-first');
  fixed.always('the customer does not wait at all', (run) => {
    expect(notification(run)).toMatchObject({ at: 1, b: 0 });
    expect([run.events('Block', { thread: 'customer' }), run.lines]).toEqual([[], ['bought bread']]);
  });
  fixed.live('the customer gets bread', (run) => expect(run.lines).toEqual(['bought bread']));
  row.withoutTellingLine('the customer is there in time, and hears the bell', (run) => {
    expect([run.outcome, run.kindsFound]).toEqual(['completed', []]);
    expect(notification(run)).toMatchObject({ b: 1 });
  });
  row.python({ prints: 'the same lines', except: ['wait-only'] });
});

describeRow('spurious-wakeup', (row) => {
  const takings = (run: ObservedRun) => run.events('Print').map(({ at }) => at);
  row.always('one notification wakes both, and the second finds no bun', (run) => {
    expect(run.events('Notify')[0]).toMatchObject({ at: 1, a: 2 });
    expect(run.events('Raise')).toMatchObject([{ at: 1, text: 'Error: there is no bun on the tray' }]);
    expect([takings(run), run.result]).toEqual([[1], 1]);
  });
  const fixed = row.variant('while');
  fixed.always('the second one waits again, and takes the second bun', (run) => {
    expect([takings(run), run.result]).toEqual([[1, 2], 0]);
    expect(
      run.events('Block', { object: 'bell' }).filter(({ thread }) => thread !== 'MainThread'),
    ).toHaveLength(3);
  });
  fixed.live('both get a bun', (run) => expect([run.lines.length, run.result]).toEqual([2, 0]));
  row.withoutTellingLine('nobody waits, and nobody gets a bun', (run) => {
    expect([run.kindsFound, run.lines, run.result]).toEqual([['uncaught-exception'], [], 2]);
  });
});

describeRow('livelock', (row) => {
  const steps = (run: ObservedRun) =>
    run.events('AtomicWrite').filter(({ thread }) => thread.startsWith('courier'));
  row.always('both step aside ten times, and neither passes', (run) => {
    expect(run.lines).toEqual(['gives up', 'gives up']);
    expect([steps(run).length, run.seconds]).toEqual([20, 10]);
  });
  row.always('nobody is ever blocked', (run) => {
    expect([run.blocked('courier-1'), run.blocked('courier-2')]).toEqual([[], []]);
  });
  const fixed = row.variant('random-pause');
  fixed.always('both pass', (run) => {
    expect(run.lines.map((line) => line.split(';')[0])).toEqual(['passes', 'passes']);
    expect(steps(run).length).toBeLessThan(20);
  });
  row.withoutTellingLine('neither passes', (run) => {
    expect(run.lines).toEqual(['gives up', 'gives up']);
    expect(run.seconds).toBe(10);
  });
});

describeRow('starvation', (row) => {
  const waited = (run: ObservedRun) =>
    run.blocked('editor').reduce((sum, { from, to }) => sum + to - from, 0);
  row.always('the editor waits until the readers have gone home', (run) => {
    expect(waited(run)).toBeCloseTo(5, 6);
    expect(run.lines).toEqual(['board changed after 5 s']);
  });
  row.always('the board changes hands without a gap meanwhile', (run) => {
    const holds = run
      .events('Acquire', { object: 'board' })
      .filter(({ at, thread }) => at > 1.5 && thread !== 'editor');
    expect(holds).toEqual([]);
  });
  const fixed = row.variant('turnstile');
  fixed.always('the editor is next, after those who read already', (run) => {
    expect(waited(run)).toBeCloseTo(0.6, 6);
    expect(run.lines).toEqual(['board changed after 1 s']);
  });
  fixed.always('readers who came later wait behind the editor', (run) =>
    expect(run.most('turnstile').waiters).toBeGreaterThan(0),
  );
  row.withoutTellingLine('the editor waits longest', (run) => {
    expect(waited(run)).toBeCloseTo(5, 6);
    expect(run.lines).toEqual(['board changed after 5 s']);
  });
  row.python({ prints: 'the same lines' });
});

describeRow('priority-inversion', (row) => {
  const inverted = ['pictures sent', 'weather measured', 'bus managed'];
  const inOrder = ['weather measured', 'bus managed', 'pictures sent'];
  row.always('the most urgent task comes last, after a task that never uses the bus', (run) => {
    expect(run.lines).toEqual(inverted);
    expect(run.blockedSeconds('bus manager')).toBeCloseTo(0.115, 6);
  });
  row.always('weather has the bus but no processor while the radio computes', (run) => {
    const [radio] = run.computing('radio');
    expect(run.computing('weather').filter((span) => overlap(span, radio))).toEqual([]);
    expect(run.holds('bus')[0]).toMatchObject({ thread: 'weather', from: 0 });
  });
  row.variant('ceiling').always('the bus manager waits only for the bus', (run) => {
    expect(run.lines).toEqual(inOrder);
    expect(run.blockedSeconds('bus manager')).toBeCloseTo(0.015, 6);
  });
  row.withoutTellingLine('there is nobody to take the processor away', (run) => {
    expect(run.lines[0]).toBe('pictures sent');
    expect(run.blockedSeconds('bus manager')).toBeCloseTo(0.015, 6);
  });
  row.python({ prints: 'the same lines' });
});

describeRow('double-checked-lock', (row) => {
  const once = (run: ObservedRun) => expect(run.lines).toEqual(['connection opened']);
  row.always('the lock makes them queue up, and each opens a connection', (run) => {
    expect(run.lines).toHaveLength(3);
    expect(run.most('opening').waiters).toBe(2);
    expect(run.seconds).toBeCloseTo(0.3, 6);
  });
  row.live('each opens a connection', (run) => expect(run.lines).toHaveLength(3));
  row.variant('check-twice').always('it is opened once, and the read outside the lock races', (run) => {
    once(run);
    const { first, second } = run.finding('race');
    expect([run.line(first.site), run.line(second.site)].sort()).toEqual([
      expect.stringMatching(/^connection.value = 'open'/),
      expect.stringMatching(/^if \(connection.value !== ''\) return; \/\/ may/),
    ]);
  });
  row.variant('atomic').always('it is opened once', once);
  row.variant('atomic').live('it is opened once', once);
  row.withoutTellingLine('each opens a connection, on the ground of an old look', (run) => {
    expect(run.lines).toHaveLength(3);
    expect(run.kindsFound).toEqual(['check-then-act']);
  });
  row.python({ prints: 'the same lines' });
});

describeRow('check-then-act', (row) => {
  const soldTwice = (run: ObservedRun) => expect(run.result).toBe(-1);
  row.always('the seat is sold twice', soldTwice);
  row.always('what is found names the look, the sale between and the sale', (run) => {
    const { check, between, act } = run.finding('check-then-act');
    expect([check.thread, act.thread]).toEqual([act.thread, check.thread]);
    expect([check, between, act].map(({ site }) => run.line(site))).toEqual([
      'if (seatsLeft.load() > 0) {',
      'seatsLeft.sub(1);',
      'seatsLeft.sub(1);',
    ]);
  });
  row.live('the seat is sold twice', soldTwice);
  const fixed = row.variant('under-one-lock');
  const soldOnce = (run: ObservedRun) => {
    expect([...run.lines].sort()).toEqual(['has a seat', 'no seat left', 'seats left: 0']);
  };
  fixed.always('one gets the seat, and the other is told', soldOnce);
  fixed.live('one gets the seat, and the other is told', soldOnce);
  row.withoutTellingLine('it is sold twice', (run) => {
    soldTwice(run);
    expect(run.kindsFound).toEqual(['check-then-act']);
  });
  row.python({ prints: 'these lines, in some order' });
});

describeRow('pool-exhaustion', (row) => {
  row.always('both threads of the pool wait for tasks of the pool that nobody takes', (run) => {
    for (const name of ['trips_0', 'trips_1']) expect(run.blocked(name).at(-1)?.to).toBe(Infinity);
    expect(run.object('trips').items.length).toBe(2);
  });
  row.live('nobody can go on', (run) => expect(run.outcome).toBe('stalled'));
  const fixed = row.variant('two-pools');
  const found = (run: ObservedRun) => expect(run.lines).toEqual(['flight to Lima', 'flight to Oslo']);
  fixed.always('both flights are found, at once', (run) => {
    found(run);
    expect(run.seconds).toBe(1.5);
  });
  fixed.live('both flights are found', found);
  row.withoutTellingLine('nobody waits, and nothing is found', (run) => {
    expect([run.outcome, run.kindsFound]).toEqual(['completed', []]);
    expect(run.object('trips').items.length).toBe(0);
  });
  row.python({ prints: 'the same lines', except: ['one-pool'] });
});

describeRow('join-under-lock', (row) => {
  const circle = (run: ObservedRun) => {
    const { cycle } = run.finding('deadlock');
    expect(cycle.map(({ waitsSite }) => run.line(waitsSite)).sort()).toEqual([
      'log.acquire();',
      'worker.join(); // with the lock in hand',
    ]);
  };
  row.always('the circle leads through a lock and through the end of a thread', circle);
  row.always('it closes when the worker asks for the lock', (run) => expect(run.seconds).toBe(1));
  row.live('the circle closes', circle);
  row.variant('join-without-lock').always('main waits with empty hands', (run) => {
    expect(run.lines).toEqual(['shutting down', 'last request served', 'down']);
    expect(run.holds('log')[0]).toMatchObject({ thread: 'MainThread', from: 0, to: 0 });
  });
  row.withoutTellingLine('nobody waits with the lock in hand', (run) => {
    expect([run.outcome, run.kindsFound]).toEqual(['completed', []]);
  });
  row.python({ prints: 'the same lines', except: ['join-with-lock'] });
});

describeRow('async-mutex', (row) => {
  row.always('a deposit is lost, in a single thread', (run) => {
    expect([10, 20]).toContain(run.result);
    expect([run.seconds, run.most('event loop').holders]).toEqual([1, 1]);
  });
  const fixed = row.variant('task-lock');
  fixed.always('both are there, one after the other', (run) => {
    expect([run.result, run.seconds, run.most('lock').waiters]).toEqual([30, 2, 1]);
  });
  fixed.live('both are there', (run) => expect(run.result).toBe(30));
  const blocked = row.variant('thread-lock');
  const circle = (run: ObservedRun) => {
    const { cycle } = run.finding('deadlock');
    const waitedFor = cycle.map(({ waitsFor }) => run.trace.state.objects[waitsFor]?.name);
    expect(waitedFor.sort()).toEqual(['event loop', 'threadLock']);
  };
  blocked.always('the circle leads through the lock and through the loop', circle);
  blocked.live('the circle leads through the lock and through the loop', circle);
  row.withoutTellingLine('a deposit is lost', (run) => {
    expect([10, 20]).toContain(run.result);
    expect(run.kindsFound).toEqual(['check-then-act']);
  });
  row.python({ prints: 'the same lines', except: ['no-lock', 'thread-lock'] });
});

describeRow('producer-never-ends', (row) => {
  row.always('the courier has ended, and the packer waits for ever', (run) => {
    expect(run.endedAt('courier')).toBe(3);
    expect(run.blocked('packer').at(-1)).toMatchObject({ object: 'counter', from: 3, to: Infinity });
  });
  row.live('the packer waits for ever', (run) => expect(run.outcome).toBe('stalled'));
  const fixed = row.variant('poison-pill');
  fixed.always('the packer ends with the last item', (run) => {
    expect([run.endedAt('packer'), run.items('Get', 'counter').length]).toEqual([3, 4]);
  });
  fixed.live('all is packed', (run) => expect(run.lines.at(-1)).toBe('all packed'));
  row.withoutTellingLine('nobody tells the packer', (run) => {
    expect([run.outcome, run.endedAt('packer')]).toEqual(['stalled', Infinity]);
  });
  row.python({ prints: 'the same lines', except: ['no-end'] });
});

describeRow('sleeping-barber', (row) => {
  row.always('four get a haircut, and the one who finds no chair goes away', (run) => {
    expect(run.lines.filter((line) => line === 'gets a haircut')).toHaveLength(4);
    expect(run.events('Print', { thread: 'customer-4' }).map(({ at, text }) => [at, text])).toEqual([
      [2.5, 'goes away: no chair is free'],
    ]);
  });
  row.always('never more than two wait', (run) => {
    const free = run
      .events('Write', { object: 'freeChairs' })
      .map(({ text, index }) => text || run.trace.log.float(index));
    expect(Math.min(...free.map(Number))).toBe(0);
    expect(run.most('barberReady').waiters).toBeLessThanOrEqual(3);
  });
  row.always('the barber sleeps until the first one comes', (run) =>
    expect(run.blocked('barber')[0]).toMatchObject({ object: 'customers', from: 0, to: 1 }),
  );
  row.live('four get a haircut', (run) =>
    expect(run.lines.filter((line) => line === 'gets a haircut')).toHaveLength(4),
  );
  row.withoutTellingLine('the barber sleeps on, and the customers wait for ever', (run) => {
    expect([run.outcome, run.lines.includes('gets a haircut')]).toEqual(['stalled', false]);
    expect(run.blocked('barber')[0]).toMatchObject({ object: 'customers', to: Infinity });
  });
  row.python({ prints: 'the same lines' });
});

describeRow('atomics-counter', (row) => {
  row.canHappen('visitors are lost', { seed: 1 }, (run) => expect(run.result).toBeLessThan(20));
  row.variant('load-and-store').canHappen('visitors are lost although nothing races', { seed: 1 }, (run) => {
    expect(run.result).toBeLessThan(20);
    expect(run.kindsFound).toEqual(['check-then-act']);
  });
  const fixed = row.variant('atomic-add');
  const all = (run: ObservedRun) => {
    expect(run.result).toBe(20);
    expect(run.events('AtomicUpdate', { object: 'visitors' })).toHaveLength(20);
  };
  fixed.always('none is lost', all);
  fixed.live('none is lost', all);
  row.withoutTellingLine('nobody is counted', (run) => {
    expect([run.result, run.events('AtomicUpdate')]).toEqual([0, []]);
  });
});

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
