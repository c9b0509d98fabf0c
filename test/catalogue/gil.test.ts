/** The chapter "The GIL", row by row. */
import { expect } from 'vitest';
import { ObjectKind } from '../../src/trace/vocabulary.js';
import { overlap } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';

describeRow('gil-cpu-bound', (row) => {
  row.always('two threads win nothing over doing one after the other', (run) =>
    expect(run.result).toBe(0.04),
  );
  row.always('they take turns at the GIL, every 5 ms', (run) => {
    const owners = run.owners('gil').filter((name) => name !== 'MainThread');
    expect(owners.length).toBeGreaterThanOrEqual(7);
    expect(new Set(owners)).toEqual(new Set(['first', 'second']));
  });
  row.always('the GIL has one owner at a time', (run) => expect(run.most('gil').holders).toBe(1));
  row.variant('serial').always('takes as long', (run) => expect(run.result).toBe(0.04));
  row.live('they take turns', (run) => {
    expect(run.owners('gil').length).toBeGreaterThanOrEqual(6);
    expect(run.most('gil').holders).toBe(1);
  });
});

describeRow('gil-io-bound', (row) => {
  row.always('takes as long as the longer wait', (run) => expect([run.result, run.seconds]).toEqual([3, 3]));
  row.always('nobody has the GIL while he waits', (run) => {
    for (const name of ['song', 'film'])
      for (const hold of run.holds('gil').filter(({ thread }) => thread === name))
        expect(overlap(hold, run.sleeps(name)[0])).toBe(false);
  });
  row.live('the waits overlap', (run) =>
    expect(overlap(run.sleeps('song')[0], run.sleeps('film')[0])).toBe(true),
  );
  row.live('it takes less than the sum', (run) => expect(run.result).toBeLessThan(5));
});

describeRow('processes-cpu-bound', (row) => {
  row.always('each process has a GIL of its own', (run) => {
    const gils = run.trace.state.objects.filter((object) => object?.kind === ObjectKind.Gil);
    expect(gils).toHaveLength(3);
  });
  row.always('half the time on two processors', (run) => expect(run.result).toBe(0.02));
  row.variant('serial').always('the whole time', (run) => expect(run.result).toBe(0.04));
  row.live('the two computations overlap', (run) =>
    expect(overlap(run.computing('first')[0], run.computing('second')[0])).toBe(true),
  );
});

describeRow('why-lock-with-gil', (row) => {
  row.always('the race is told, with reading and writing', (run) => {
    const { first, second } = run.finding('race');
    expect([first, second].map(({ site }) => run.line(site))).toEqual([
      expect.stringContaining('visits.value += 1; // read'),
      expect.stringContaining('visits.value += 1; // read'),
    ]);
  });
  row.canHappen('an increment is lost', { seed: 1 }, (run) => expect(run.result).toBeLessThan(10));
  row.canHappen('between a read and the write that follows it the GIL changes hands', { seed: 1 }, (run) => {
    const reads = run.events('Read', { object: 'visits' });
    const writes = run.events('Write', { object: 'visits' });
    const handedOver = reads.some((read) => {
      const write = writes.find(({ thread, index }) => thread === read.thread && index > read.index);
      const others = run.events('Acquire', { object: 'gil' }).filter(({ thread }) => thread !== read.thread);
      return others.some(({ index }) => index > read.index && index < (write?.index ?? 0));
    });
    expect(handedOver).toBe(true);
  });
  row.variant('with-lock').always('nothing is lost', (run) => expect(run.result).toBe(10));
  row.withoutTellingLine('the race is told', (run) => expect(run.kindsFound).toEqual(['race']));
});
