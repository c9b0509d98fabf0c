/**
 * What a recorder worker has been asked for, one job after the other: the part that those of every language have in common.
 * Speaks with the host by messages.ts; it must never know how a job is done.
 */
import { parentPort } from 'node:worker_threads';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { EventLog } from '../../trace/eventLog.js';
import type { FromRecorder, ToRecorder } from './messages.js';
import { recordsOf } from './resend.js';

interface Stoppable {
  readonly run: number;
  stop(): void;
}

export function send(message: FromRecorder): void {
  const bytes = 'bytes' in message ? message.bytes : null;
  parentPort?.postMessage(message, bytes ? [bytes.buffer as ArrayBuffer] : []);
}

export class Jobs<Job extends { readonly run: number }> {
  /** What goes on now, to be stopped. */
  current: Stoppable | undefined;
  /** Of the run that goes on, or of the last one: kept for a page that is loaded again. Its shared memory is not. */
  latest: { readonly run: number; readonly log: EventLog } | undefined;
  readonly #waiting: Job[] = [];
  #working = false;

  /** `work` does a job; `cancelled` tells of one that was stopped before its turn. */
  constructor(
    readonly work: (job: Job) => Promise<void>,
    readonly cancelled: (job: Job) => void,
  ) {}

  add(job: Job): void {
    this.#waiting.push(job);
    if (!this.#working) void this.#workOff();
  }

  stop(run: number): void {
    if (this.current?.run === run) return this.current.stop();
    const index = this.#waiting.findIndex((job) => job.run === run);
    const [cancelled] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (cancelled) this.cancelled(cancelled);
  }

  resend({ run, request }: Extract<ToRecorder, { type: 'resend' }>): void {
    for (const bytes of this.latest?.run === run ? recordsOf(this.latest.log) : [])
      send({ type: 'resent', request, bytes });
    send({ type: 'resent', request, bytes: null });
  }

  async #workOff(): Promise<void> {
    this.#working = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      await this.work(next);
      this.current = undefined;
    }
    this.#working = false;
  }
}

/** The run was over before it began. */
export function tellNotStarted(
  run: number,
  outcome: RunEnded['outcome'],
  loadProblems: readonly RunProblem[],
): void {
  const nothing = { findings: [], clockNs: 0, wallMs: 0, heldBackMs: 0, result: '', problems: [] };
  send({ type: 'ended', run, end: { ...nothing, outcome }, loadProblems });
}
