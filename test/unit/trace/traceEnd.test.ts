/** What a trace file says of its run's end comes back as it was said, and what makes no sense is left out. */
import { describe, expect, it } from 'vitest';
import type { Finding, FindingKind } from '../../../src/trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../../../src/trace/ids.js';
import { checkedEnd } from '../../../src/trace/traceEnd.js';

const seq = 5 as Seq;
const thread = 1 as ThreadId;
const object = 2 as ObjectId;
const site = 3 as SiteId;
const access = { thread, seq, site, write: true };
const cycle = [{ thread, holds: object, holdsSite: site, waitsFor: object, waitsSite: site }];

const ofEachKind: { readonly [K in FindingKind]: Extract<Finding, { kind: K }> } = {
  deadlock: { kind: 'deadlock', seq, cycle },
  stall: { kind: 'stall', seq, waits: [{ thread, object, site }] },
  race: { kind: 'race', seq, object, first: access, second: access },
  'potential-deadlock': { kind: 'potential-deadlock', seq, cycle },
  'lost-wakeup': {
    kind: 'lost-wakeup',
    seq,
    object,
    notifier: thread,
    notifySeq: seq,
    notifySite: site,
    waiter: thread,
    waitSite: site,
  },
  'lock-held-at-end': { kind: 'lock-held-at-end', seq, thread, object, site },
  'over-release': { kind: 'over-release', seq, thread, object, site },
  'check-then-act': { kind: 'check-then-act', seq, object, check: access, between: access, act: access },
  'blocked-loop': { kind: 'blocked-loop', seq, thread, object, site },
  'lost-greenlet': { kind: 'lost-greenlet', seq, thread, site },
  'cut-off': { kind: 'cut-off', seq, thread, signal: 'SIGKILL', mostMs: 40 },
  'left-out': { kind: 'left-out', seq, thread, most: 50_000 },
  'uncaught-exception': { kind: 'uncaught-exception', seq, thread, message: 'no', file: 0, line: 4 },
};

describe('the end of a run in a file', () => {
  it.each(Object.values(ofEachKind))('keeps a finding of the kind $kind', (finding) => {
    expect(checkedEnd({ findings: [finding] }, 0).findings).toEqual([finding]);
  });

  it.each(Object.values(ofEachKind))('leaves out one of the kind $kind that says nothing', ({ kind }) => {
    expect(checkedEnd({ findings: [{ kind, seq }] }, 0).findings).toEqual([]);
  });
});
