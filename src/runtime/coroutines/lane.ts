/**
 * Lanes of what runs inside a thread without being one: generators and tasks. They have an id and an object id in the trace,
 * but no thread control block and no words in the shared memory.
 */
import {
  EventKind,
  type LoopKind,
  ObjectKind,
  type ThreadEnding,
  type ThreadKind,
} from '../../trace/vocabulary.js';
import { ThreadError } from '../errors.js';
import type { Kernel } from '../kernel.js';
import { Control } from '../memory.js';
import { processIdOf } from '../thread.js';

/** A record has 16 bits for a thread's id. */
const mostLanes = 65_535;

export interface Lane {
  readonly id: number;
  /** Id of the object that a wait for its end waits at. */
  readonly object: number;
}

export function newLane(kernel: Kernel, kind: ThreadKind, name: string): Lane {
  const id = Atomics.add(kernel.words, Control.ThreadCount, 1) + 1;
  if (id > mostLanes) throw new ThreadError(`a run draws ${mostLanes} threads, tasks and coroutines at most`);
  const object = newId(kernel);
  const process = processIdOf(kernel.words, kernel.space);
  kernel.emitTextOf(EventKind.ThreadNew, object, 0, id, kind | (process << 16), name);
  return { id, object };
}

/** A new loop; whoever makes it has the first turn. */
export function newLoop(
  kernel: Kernel,
  kind: (typeof LoopKind)[keyof typeof LoopKind],
  name: string,
): number {
  const loop = newId(kernel);
  kernel.emitTextOf(EventKind.Create, loop, kind, ObjectKind.Loop, 0, name);
  return loop;
}

/** An id for what stands in the trace only. */
export function newId(kernel: Kernel): number {
  return Atomics.add(kernel.words, Control.ObjectCount, 1) + 1;
}

export function endLane(kernel: Kernel, lane: Lane, ending: ThreadEnding): void {
  kernel.emitOf(EventKind.ThreadEnd, lane.object, ending);
}
