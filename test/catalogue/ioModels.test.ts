/** The chapter "I/O models", row by row. */
import { expect } from 'vitest';
import { KernelPhase, ObjectKind, ThreadKind } from '../../src/trace/vocabulary.js';
import { describeRow } from './harness/row.js';

describeRow('io-blocking', (row) => {
  row.always('the process is blocked through both phases', (run) => {
    expect(run.result).toBe(3);
    expect(run.blockedSeconds('MainThread')).toBe(3);
  });
  row.always('the kernel, in a lane of its own, waits for data and then copies it', (run) => {
    const phases = run.events('Phase');
    const { object } = phases.find(({ info }) => info === KernelPhase.WaitingForData) ?? { object: '' };
    expect(phases.filter((phase) => phase.object === object).map(({ info, at }) => [info, at])).toEqual([
      [KernelPhase.WaitingForData, 0],
      [KernelPhase.Ready, 2],
      [KernelPhase.Copying, 2],
      [KernelPhase.Idle, 3],
    ]);
    expect(run.trace.state.threads.filter((thread) => thread?.kind === ThreadKind.Kernel)).toHaveLength(1);
  });
});

describeRow('io-nonblocking', (row) => {
  row.always('four polls are refused, the fifth gets the data, 0.4 s after it came', (run) => {
    expect(run.result).toEqual({ polls: 5, seconds: 3.4 });
    expect(run.events('TryFailed', { thread: 'MainThread' }).map(({ at }) => at)).toEqual([0, 0.6, 1.2, 1.8]);
  });
  row.always('only the copy blocks', (run) => expect(run.blockedSeconds('MainThread')).toBe(1));
});

describeRow('io-multiplexing', (row) => {
  row.always('one thread hears all three clients', (run) =>
    expect(run.result).toEqual(['one', 'three', 'two']),
  );
  row.always('each return of select shows which sockets are ready', (run) => {
    const examined = run.events('Examine');
    expect(examined.length).toBeGreaterThan(0);
    for (const { thread, text } of examined) {
      expect(thread).toBe('MainThread');
      expect(text).toMatch(/^#\d+/);
    }
  });
  row.live('one thread hears all three', (run) => expect(run.result).toEqual(['one', 'three', 'two']));
});

describeRow('io-async', (row) => {
  row.always('the process is never blocked', (run) => expect(run.blockedSeconds('MainThread')).toBe(0));
  row.always('the kernel signals once, when both phases are done', (run) => {
    const signals = run.events('Signal');
    expect(signals.map(({ at }) => at)).toEqual([3]);
  });
});

describeRow('io-select-vs-epoll', (row) => {
  for (const count of [10, 100, 1000]) {
    row.variant(String(count)).always(`select examines ${count} descriptors, epoll one`, (run) => {
      const examined = run.events('Examine').map(({ a }) => a);
      expect(examined.slice(-2)).toEqual([count, 1]);
    });
  }
  row.python({ prints: 'the same lines' });
});

describeRow('io-selectors', (row) => {
  row.always('three sockets are registered, called back and unregistered', (run) => {
    expect(run.result).toBe(2);
    const selectors = run.trace.state.objects.filter((object) => object?.kind === ObjectKind.Selector);
    const used = selectors.find((object) => object && run.events('Put', { object: object.name }).length > 0);
    expect(run.events('Put', { object: used?.name ?? '' })).toHaveLength(3);
    expect(run.events('Get', { object: used?.name ?? '' })).toHaveLength(3);
    expect(used?.items.length).toBe(0);
  });
  row.live('both clients are served', (run) => expect(run.result).toBe(2));
});

describeRow('io-compared', (row) => {
  row.always('blocked through both phases, the copy, both, the copy, never', (run) => {
    const models = ['blocking', 'nonBlocking', 'multiplexing', 'signalDriven', 'asynchronous'];
    expect(models.map((model) => run.blockedSeconds(model))).toEqual([3, 1, 3, 1, 0]);
  });
});
