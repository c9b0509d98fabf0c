/** All detectors over one trace, fed as it grows. Pure: reads the model, knows no clock and no platform. */
import type { Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind, ThreadEnding, ThreadKind } from '../trace/vocabulary.js';
import { Atomicity } from './atomicity.js';
import { isStuck } from './couldProceed.js';
import { LockOrder } from './lockOrder.js';
import { LoopDetector } from './loops.js';
import { LostWakeups } from './lostWakeup.js';
import { Misuse } from './misuse.js';
import { RaceDetector } from './races.js';
import { cyclesOf, knotOf, nobodyCanGoOn } from './waitFor.js';

type Deadlock = Extract<Finding, { kind: 'deadlock' }>;

export class Detectors {
  readonly #trace: TraceModel;
  readonly #races: RaceDetector;
  readonly #lockOrder: LockOrder;
  readonly #atomicity: Atomicity;
  readonly #misuse: Misuse;
  readonly #lostWakeups: LostWakeups;
  readonly #loops: LoopDetector;
  readonly #cyclesSeen = new Set<string>();
  readonly #deadlocksFound: Deadlock[] = [];
  /** Cells that a race was found on. */
  readonly #raced = new Set<number>();
  #next = 0;

  /** `makersOfPassedOn`: shared by the detectors of several traces of one program; see lockOrder.ts. */
  constructor(trace: TraceModel, makersOfPassedOn: Set<number> = new Set()) {
    this.#trace = trace;
    this.#races = new RaceDetector(trace);
    this.#lockOrder = new LockOrder(trace, makersOfPassedOn);
    this.#atomicity = new Atomicity(trace);
    this.#misuse = new Misuse(trace);
    this.#lostWakeups = new LostWakeups(trace);
    this.#loops = new LoopDetector(trace);
  }

  /** What the events since the last call show. A deadlock is found here as soon as its cycle closes. */
  advance(): Finding[] {
    const found: Finding[] = [];
    let blocked = false;
    const { log } = this.#trace;
    for (; this.#next < log.length; this.#next++) {
      const kind = log.kind(this.#next);
      const race = this.#races.step(this.#next, kind);
      if (race) {
        found.push(race);
        this.#raced.add(race.object);
      }
      found.push(...this.#loops.step(this.#next, kind));
      this.#lockOrder.step(this.#next, kind);
      this.#atomicity.step(this.#next, kind);
      this.#misuse.step(this.#next, kind);
      this.#lostWakeups.step(this.#next, kind);
      if (kind === EventKind.Block) blocked = true;
      else if (kind === EventKind.Raise) found.push(this.#exception(this.#next));
    }
    return blocked ? [...found, ...this.#deadlocks()] : found;
  }

  /** True when some thread is left and none of those left can ever go on. */
  get nobodyCanGoOn(): boolean {
    return nobodyCanGoOn(this.#trace.state);
  }

  /** Whether a cycle was found that still stands. */
  get hasDeadlock(): boolean {
    return this.#deadlocksFound.some((deadlock) => this.#stands(deadlock));
  }

  /**
   * Of findings so far, those that still hold. A plain lock may be released by a thread that does not own it, as the last
   * of several readers does: then a cycle opens again, and was no deadlock.
   */
  standing(findings: readonly Finding[]): Finding[] {
    const fallen = this.#deadlocksFound.filter((deadlock) => !this.#stands(deadlock));
    return findings.filter((finding) => !fallen.some((deadlock) => deadlock === finding));
  }

  /** Of a run that is over: what only its end shows. A deadlock that came about says more than that one might have. */
  atEnd(): Finding[] {
    return [
      ...(this.hasDeadlock ? [] : this.#lockOrder.findings()),
      ...this.#misuse.findings(),
      ...this.#lostWakeups.findings(),
      ...this.#atomicity.findings(this.#raced),
    ];
  }

  /** For a run that is over because nobody can go on, and no cycle of owners says why. */
  stuck(): Finding {
    const { state, log } = this.#trace;
    const cycle = knotOf(state, log);
    const seq = (log.length - 1) as Seq;
    if (cycle.length > 0) return { kind: 'deadlock', seq, cycle };
    const waits = state.threads.flatMap((thread) =>
      thread && thread.kind !== ThreadKind.Kernel && isStuck(state, thread)
        ? [
            {
              thread: thread.id as ThreadId,
              object: thread.blockedOn as ObjectId,
              site: log.site(thread.since) as SiteId,
            },
          ]
        : [],
    );
    return { kind: 'stall', seq, waits };
  }

  /** Nobody in the cycle has gone on since. Who was ended by force has not gone on. */
  #stands({ cycle, seq }: Deadlock): boolean {
    const { threads } = this.#trace.state;
    return cycle.every((edge) => {
      const thread = threads[edge.thread];
      return (
        thread?.ending === ThreadEnding.Terminated ||
        (thread?.status === 'blocked' && thread.blockedOn === edge.waitsFor && thread.since <= seq)
      );
    });
  }

  #deadlocks(): Finding[] {
    const { state, log } = this.#trace;
    return cyclesOf(state, log).flatMap((cycle) => {
      const key = cycle
        .map((edge) => edge.thread)
        .sort((a, b) => a - b)
        .join();
      if (this.#cyclesSeen.has(key)) return [];
      this.#cyclesSeen.add(key);
      const closed = Math.max(...cycle.map((edge) => state.threads[edge.thread]?.since ?? 0));
      const deadlock: Deadlock = { kind: 'deadlock', seq: closed as Seq, cycle };
      this.#deadlocksFound.push(deadlock);
      return [deadlock];
    });
  }

  #exception(i: number): Finding {
    const { log } = this.#trace;
    return {
      kind: 'uncaught-exception',
      seq: i as Seq,
      thread: log.thread(i) as ThreadId,
      message: log.text(i),
      file: log.b(i),
      line: log.a(i),
    };
  }
}
