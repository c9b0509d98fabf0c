/**
 * Check-then-act: a thread reads a shared cell and then writes it, and another one writes it in between, so that what was
 * seen does not hold any more. The simplest of the unserializable interleavings of Lu, Tucek, Qin, Zhou, "AVIO: Detecting
 * Atomicity Violations via Access Interleaving Invariants", ASPLOS 2006. A thread that reads again, or waits in between until
 * another one tells it something, counts as having noticed; one that sleeps or waits its turn at a lock was told nothing.
 * An atomic update need not rest on what was read, so it counts only if nothing but time lies between the two.
 */
import type { Access, Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind, ObjectKind } from '../trace/vocabulary.js';

type Violation = Extract<Finding, { kind: 'check-then-act' }>;

interface Check {
  readonly access: Access;
  /** How many events the thread had told when it read. */
  readonly events: number;
  /** The first write of another thread since. */
  between: Access | undefined;
}

export class Atomicity {
  readonly #trace: TraceModel;
  /** By object, then by thread. */
  readonly #checks = new Map<number, Map<number, Check>>();
  readonly #events: number[] = [];
  readonly #found = new Map<string, Violation>();

  constructor(trace: TraceModel) {
    this.#trace = trace;
  }

  step(i: number, kind: number): void {
    const thread = this.#trace.log.thread(i);
    if (kind === EventKind.Switch || kind === EventKind.Sleep || kind === EventKind.Wake) return;
    this.#events[thread] = (this.#events[thread] ?? 0) + 1;
    switch (kind) {
      case EventKind.Read:
      case EventKind.AtomicRead:
        return this.#read(i, thread);
      case EventKind.Write:
      case EventKind.AtomicWrite:
      case EventKind.AtomicUpdate:
        return this.#write(i, thread, kind);
      case EventKind.Block:
        if (!this.#isLock(i)) for (const checks of this.#checks.values()) checks.delete(thread);
        return;
      default:
    }
  }

  /** Those on cells that no race was found on: a race says more. */
  findings(raced: ReadonlySet<number>): Finding[] {
    return [...this.#found.values()].filter(({ object }) => !raced.has(object));
  }

  #isLock(i: number): boolean {
    const kind = this.#trace.state.objects[this.#trace.log.object(i)]?.kind;
    return kind === ObjectKind.Lock || kind === ObjectKind.RLock;
  }

  #read(i: number, thread: number): void {
    const object = this.#trace.log.object(i);
    let checks = this.#checks.get(object);
    if (!checks) {
      checks = new Map();
      this.#checks.set(object, checks);
    }
    checks.set(thread, {
      access: this.#access(i, false),
      events: this.#events[thread] as number,
      between: undefined,
    });
  }

  #write(i: number, thread: number, kind: number): void {
    const object = this.#trace.log.object(i);
    const checks = this.#checks.get(object);
    if (!checks) return;
    const check = checks.get(thread);
    checks.delete(thread);
    const act = this.#access(i, true);
    const isNext = check?.events === (this.#events[thread] as number) - 1;
    if (check?.between && (kind !== EventKind.AtomicUpdate || isNext)) this.#report(object, check, act);
    for (const other of checks.values()) other.between ??= act;
  }

  #report(object: number, check: Check, act: Access): void {
    const key = `${check.access.site} ${act.site}`;
    if (this.#found.has(key) || !check.between) return;
    this.#found.set(key, {
      kind: 'check-then-act',
      seq: act.seq,
      object: object as ObjectId,
      check: check.access,
      between: check.between,
      act,
    });
  }

  #access(i: number, write: boolean): Access {
    const { log } = this.#trace;
    return { thread: log.thread(i) as ThreadId, seq: i as Seq, site: log.site(i) as SiteId, write };
  }
}
