/** Lost wake-ups: a condition was notified while nobody waited, and whoever came to wait later waits for ever. */
import type { Finding } from '../trace/finding.js';
import type { ObjectId, Seq, SiteId, ThreadId } from '../trace/ids.js';
import type { ProgramState } from '../trace/state.js';
import type { TraceModel } from '../trace/trace.js';
import { EventKind, ObjectKind } from '../trace/vocabulary.js';
import { isStuck } from './couldProceed.js';
import { nobodyCanGoOn } from './waitFor.js';

export class LostWakeups {
  readonly #trace: TraceModel;
  /** By condition: the last notification that nobody heard. */
  readonly #unheard = new Map<number, number>();

  constructor(trace: TraceModel) {
    this.#trace = trace;
  }

  step(i: number, kind: number): void {
    const { log } = this.#trace;
    if (kind === EventKind.Notify && log.b(i) === 0) this.#unheard.set(log.object(i), i);
  }

  /** Of a run in which nobody can go on: as long as somebody can, a notification may still come. */
  findings(): Finding[] {
    const { state, log } = this.#trace;
    if (!nobodyCanGoOn(state) || onlyDaemonsAreLeft(state)) return [];
    return state.threads.flatMap((thread): Finding[] => {
      const condition = thread && isStuck(state, thread) ? state.objects[thread.blockedOn] : undefined;
      const notify = condition?.kind === ObjectKind.Condition ? this.#unheard.get(condition.id) : undefined;
      if (!thread || !condition || notify === undefined || notify > thread.since) return [];
      return [
        {
          kind: 'lost-wakeup',
          seq: thread.since as Seq,
          object: condition.id as ObjectId,
          notifier: log.thread(notify) as ThreadId,
          notifySeq: notify as Seq,
          notifySite: log.site(notify) as SiteId,
          waiter: thread.id as ThreadId,
          waitSite: log.site(thread.since) as SiteId,
        },
      ];
    });
  }
}

/** The program has ended, and whoever was to be there until then is let go. */
function onlyDaemonsAreLeft(state: ProgramState): boolean {
  return state.threads.every((thread) => !thread || thread.daemon || thread.status === 'ended');
}
