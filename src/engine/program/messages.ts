/** What the recorder tells a program worker, and the words by which it wakes it. */
import type { Plan } from '../../runtime/chooser.js';
import type { Pipes } from '../../runtime/parking.js';
import type { LoadedModule } from '../load/loadedProgram.js';

/** The part of a loaded program that workers need. */
export interface ProgramCode {
  /** Same id, same code: a worker compiles a program once. */
  readonly id: number;
  readonly entry: number;
  readonly modules: readonly LoadedModule[];
  /** Paths by index of file, to tell where an exception came from. */
  readonly files: readonly string[];
}

export interface AttachMessage {
  readonly memory: SharedArrayBuffer;
  /** Slot of this worker in the run. */
  readonly worker: number;
  readonly program: ProgramCode;
  readonly mode: 'live' | 'controlled';
  /** In shared memory: the recorder writes it before each run. */
  readonly plan: Plan;
  /** By which the workers of a controlled run wake each other; without them they do it by the run's words. */
  readonly pipes?: Pipes;
  /** Of the program's own chance. */
  readonly seed: number;
  /** False for a live run that is told of in outline only. */
  readonly traced: boolean;
  readonly variant: string | null;
  readonly args: readonly string[];
  /** Start of the run on the machine's monotonic clock, in ns. */
  readonly startedNs: number;
}

/** Words that one worker and the recorder share for as long as the worker lives. */
export const Mailbox = {
  /** Number of messages sent; the worker sleeps on it. */
  Sent: 0,
  /** 1 while the worker takes part in a run. */
  Busy: 1,
  /** 1 once the worker has started. */
  Up: 2,
} as const;
export const mailboxBytes = 16;
