/** What the recorder keeps an eye on while a run goes on: wall time, memory, and whether anybody can still go on. */
import type { Detectors } from '../../detect/detectors.js';
import { Control, type Memory } from '../../runtime/memory.js';
import type { RunRequest } from '../engineApi.js';
import { monotonicNs } from '../program/machineClock.js';

/** A wake-up may be on its way when all seem to wait: on a machine with four threads a core it took 20 ms and more. */
const stuckForMs = 250;
const memoryLookMs = 20;
/** A run may let the process grow by this much, and each of its workers by what a worker takes. */
const defaultGrowthMb = 1024;
const workerMb = 16;
const bytesPerMb = 1024 * 1024;

/** Why a run must end. */
export type Alarm =
  | { readonly kind: 'time'; readonly seconds: number }
  | { readonly kind: 'memory'; readonly megabytes: number }
  | { readonly kind: 'stuck' };

export class Watch {
  readonly #startedNs = monotonicNs();
  readonly #startBytes = process.memoryUsage.rss();
  #lookedAtMemory = performance.now();
  /** At the last look: how long the run was, and how long of that workers were starting. */
  #elapsedNs = 0;
  #startingNs = 0;
  #stuckSince = 0;

  constructor(
    readonly memory: Memory,
    readonly request: RunRequest,
  ) {}

  /** Start of the run on the machine's monotonic clock, in ns. */
  get startedNs(): number {
    return this.#startedNs;
  }

  get elapsedMs(): number {
    return (monotonicNs() - this.#startedNs) / 1e6;
  }

  /**
   * The alarm that has to be raised now, if any. `idle`: nothing new has come from the program; `isStarting`: a worker of the
   * run is not there yet. A hundred of them take half a minute where the machine is busy.
   */
  look(
    idle: boolean,
    workers: number,
    isStarting: boolean,
    detectors: Detectors | undefined,
  ): Alarm | undefined {
    const elapsed = monotonicNs() - this.#startedNs;
    if (isStarting) this.#startingNs += elapsed - this.#elapsedNs;
    this.#elapsedNs = elapsed;
    if (this.request.mode === 'live') this.memory.setDouble(Control.Clock, Math.round(elapsed));
    if (elapsed - this.#startingNs > this.request.timeoutMs * 1e6)
      return { kind: 'time', seconds: this.request.timeoutMs / 1000 };
    return this.#lookAtMemory(workers) ?? (this.#isStuck(idle, detectors) ? { kind: 'stuck' } : undefined);
  }

  /** Typed arrays are not bounded by a worker's limits, so what counts is what the process takes. */
  #lookAtMemory(workers: number): Alarm | undefined {
    const now = performance.now();
    if (now - this.#lookedAtMemory < memoryLookMs) return undefined;
    this.#lookedAtMemory = now;
    const megabytes = Math.round((process.memoryUsage.rss() - this.#startBytes) / bytesPerMb);
    const mostGrowthMb = this.request.memoryLimitMb ?? defaultGrowthMb;
    return megabytes > mostGrowthMb + workers * workerMb ? { kind: 'memory', megabytes } : undefined;
  }

  /** In a live run nobody notices by himself that all wait. */
  #isStuck(idle: boolean, detectors: Detectors | undefined): boolean {
    if (this.request.mode !== 'live' || !idle || !detectors?.nobodyCanGoOn) {
      this.#stuckSince = 0;
      return false;
    }
    const now = performance.now();
    if (this.#stuckSince === 0) this.#stuckSince = now;
    return now - this.#stuckSince > stuckForMs;
  }
}
