/** The chapter "Coroutines", row by row. */
import { expect } from 'vitest';
import { HandOver, ObjectKind } from '../../src/trace/vocabulary.js';
import type { ObservedRun } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';

/** Who had the one thread that they share, in order. */
function turns(run: ObservedRun): string[] {
  const loop = run.trace.state.objects.find((object) => object?.kind === ObjectKind.Loop);
  return run.owners(loop?.name ?? '');
}

describeRow('generator-coroutine', (row) => {
  row.always('producer and consumer alternate strictly, for five rounds', (run) => {
    const order = turns(run);
    expect(new Set(order).size).toBe(2);
    // main, then 7 turns of each: the first send, five items, the close
    expect(order).toHaveLength(15);
  });
  row.always('the close is seen', (run) => {
    const handOvers = run.events('HandOver').map(({ info }) => info);
    expect(handOvers.slice(-2)).toEqual([HandOver.Close, HandOver.Return]);
    expect(run.lines.at(-1)).toBe('[consumer] was closed');
  });
  row.always('there is no lock, and one thread', (run) => {
    expect(run.events('Block')).toEqual([]);
    expect(run.trace.state.objects.some((object) => object?.kind === ObjectKind.Lock)).toBe(false);
  });
  row.live('they alternate', (run) => expect(turns(run)).toHaveLength(15));
  row.python({ prints: 'the same lines' });
});

describeRow('greenlet-switch', (row) => {
  row.always('prints 12, 56, 34, 78', (run) => expect(run.lines).toEqual(['12', '56', '34', '78']));
  row.live('prints 12, 56, 34, 78', (run) => expect(run.lines).toEqual(['12', '56', '34', '78']));
  row.withoutTellingLine('one of the greenlets never comes to its end', (run) =>
    expect(run.kindsFound).toContain('lost-greenlet'),
  );
  row.python({ prints: 'the same lines' });
});

describeRow('gevent-sleep', (row) => {
  row.always('takes 5 s', (run) => expect(run.seconds).toBe(5));
  row.live('only one greenlet moves at a time', (run) => {
    const loop = run.trace.state.objects.find((object) => object?.kind === ObjectKind.Loop);
    expect(run.most(loop?.name ?? '').holders).toBe(1);
  });
  row.python({ prints: 'the same lines' });
});

describeRow('gevent-fetch', (row) => {
  row.always('takes as long as the longest download', (run) => expect(run.result).toBe(3));
  row.variant('serial').always('takes as long as all of them', (run) => expect(run.result).toBe(6));
});

describeRow('gevent-timeout', (row) => {
  const values = ['answer of near', 'answer of far', null];
  row.always('after 2 s the finished ones have values, and the slow one none', (run) =>
    expect(run.result).toEqual({ seconds: 2, values }),
  );
  row.live('the finished ones have values, and the slow one none', (run) =>
    expect(run.result).toMatchObject({ values }),
  );
});

describeRow('gevent-unpatched', (row) => {
  row.always('takes as long as both waits', (run) => expect(run.result).toBe(5));
  row.always('the call that stops all greenlets is told with its line', (run) =>
    expect(run.line(run.finding('blocked-loop').site)).toContain('connection.recv(100)'),
  );
});

describeRow('gevent-monkey-patch', (row) => {
  row.always('takes as long as the longer wait', (run) => expect(run.result).toBe(3));
  row.withoutTellingLine('it takes as long as both', (run) => {
    expect(run.result).toBe(5);
    expect(run.kindsFound).toEqual(['blocked-loop']);
  });
});
