/** All detectors over one trace, fed as it grows. Pure: reads the model, knows no clock and no platform. */
import type { Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind, ThreadKind } from '../trace/vocabulary.js';
import { isStuck } from './couldProceed.js';
import { LoopDetector } from './loops.js';
import { RaceDetector } from './races.js';
import { cyclesOf, nobodyCanGoOn } from './waitFor.js';

export class Detectors {
  readonly #trace: TraceModel;
  readonly #races: RaceDetector;
  readonly #loops: LoopDetector;
  readonly #cyclesSeen = new Set<string>();
  #next = 0;

  constructor(trace: TraceModel) {
    this.#trace = trace;
    this.#races = new RaceDetector(trace);
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
      if (race) found.push(race);
      found.push(...this.#loops.step(this.#next, kind));
      if (kind === EventKind.Block) blocked = true;
      else if (kind === EventKind.Raise) found.push(this.#exception(this.#next));
    }
    return blocked ? [...found, ...this.#deadlocks()] : found;
  }

  /** True when some thread is left and none of those left can ever go on. */
  get nobodyCanGoOn(): boolean {
    return nobodyCanGoOn(this.#trace.state);
  }

  /** Whether a cycle was found so far. */
  get hasDeadlock(): boolean {
    return this.#cyclesSeen.size > 0;
  }

  /** For a run that is over because nobody can go on, and no cycle says why. */
  stall(): Finding {
    const { state, log } = this.#trace;
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
    return { kind: 'stall', seq: (log.length - 1) as Seq, waits };
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
      return [{ kind: 'deadlock' as const, seq: closed as Seq, cycle }];
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
