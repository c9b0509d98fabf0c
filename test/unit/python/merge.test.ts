// Events of several processes come in one order, by time, and causes before effects.
import { describe, expect, it } from 'vitest';
import { Merger } from '../../../src/python/recorder/merge.js';
import { EventKind } from '../../../src/trace/vocabulary.js';

/** A row as tracers send it: only kind and time count here. */
function row(kind: number, ns: number): Int32Array {
  const words = new Int32Array(10);
  words[0] = kind;
  words[4] = ns;
  return words;
}

/** A merger of so many processes, and what has gone on so far. */
function merging(processes: number) {
  const merger = new Merger();
  const gone: string[] = [];
  const streams = Array.from({ length: processes }, (_, process) =>
    merger.add((words, at, ns) => gone.push(`${process}:${words[at]}@${ns}`)),
  );
  const advance = (all = false): string[] => {
    merger.advance(all);
    return gone.splice(0);
  };
  return { streams, advance };
}
const { Release, Acquire } = EventKind;

describe('the events of two processes', () => {
  it('go on in the order of time, whichever arrives first', () => {
    const { streams, advance } = merging(2);
    streams[1]?.add(row(Release, 30));
    expect(advance()).toEqual([]);
    streams[0]?.add(row(Release, 20));
    streams[0]?.add(row(Release, 40));
    expect(advance()).toEqual([`0:${Release}@20`, `1:${Release}@30`]);
    streams[1]?.mark(50);
    expect(advance()).toEqual([`0:${Release}@40`]);
  });

  it('wait until the other one has said that it has sent all that is earlier', () => {
    const { streams, advance } = merging(2);
    streams[0]?.add(row(Acquire, 20));
    streams[1]?.mark(20);
    expect(advance()).toEqual([]);
    streams[1]?.mark(21);
    expect(advance()).toEqual([`0:${Acquire}@20`]);
  });

  it('at the same time: what lets others on goes first', () => {
    const { streams, advance } = merging(2);
    streams[0]?.add(row(Acquire, 20));
    streams[1]?.add(row(Release, 20));
    expect(advance(true)).toEqual([`1:${Release}@20`, `0:${Acquire}@20`]);
  });

  it('keep the order of each process, even where a time was read before that of the event ahead', () => {
    const { streams, advance } = merging(2);
    streams[0]?.add(row(Release, 40));
    streams[0]?.add(row(Release, 10));
    streams[1]?.add(row(Release, 30));
    streams[1]?.mark(100);
    streams[0]?.mark(100);
    expect(advance()).toEqual([`1:${Release}@30`, `0:${Release}@40`, `0:${Release}@40`]);
  });

  it('do not wait for one that is gone', () => {
    const { streams, advance } = merging(2);
    let drained = false;
    streams[0]?.add(row(Release, 40));
    streams[1]?.add(row(Release, 10));
    streams[1]?.close(() => {
      drained = true;
    });
    expect([advance(), drained]).toEqual([[`1:${Release}@10`, `0:${Release}@40`], true]);
  });
});

describe('a lock that eight processes hand on', () => {
  /** The next one may acquire it in the nanosecond of its release; what processes have sent arrives in any order. */
  it('is never taken before it was released, over 20,000 takings', () => {
    let seed = 7;
    const chance = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const merger = new Merger();
    let holder = -1;
    let taken = 0;
    let tooEarly = 0;
    const streams = Array.from({ length: 8 }, (_, process) =>
      merger.add((words, at) => {
        if (words[at] === Acquire) {
          if (holder !== -1) tooEarly++;
          holder = process;
          taken++;
        } else {
          if (holder !== process) tooEarly++;
          holder = -1;
        }
      }),
    );
    const pending: { process: number; words: Int32Array }[] = [];
    let now = 0;
    for (let i = 0; i < 20_000; i++) {
      const process = chance(8);
      const acquired = now + chance(3);
      now = acquired + 1 + chance(3);
      pending.push({ process, words: row(Acquire, acquired) }, { process, words: row(Release, now) });
      if (pending.length < 64) continue;
      // What a process has sent arrives in its order; the processes, in any.
      const order = [...streams.keys()].sort(() => chance(3) - 1);
      for (const each of order) {
        for (const sent of pending) if (sent.process === each) streams[each]?.add(sent.words);
        streams[each]?.mark(now);
        merger.advance();
      }
      pending.length = 0;
    }
    for (const { process, words } of pending) streams[process]?.add(words);
    merger.advance(true);
    expect({ taken, tooEarly }).toEqual({ taken: 20_000, tooEarly: 0 });
  });
});
