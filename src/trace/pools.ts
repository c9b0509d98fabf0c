/** What pools do at a moment: whose tasks, who carries them out, and whether anybody is left who could. */
import type { ObjectState, ProgramState, ThreadState } from './state.js';
import { FutureState, ObjectKind } from './vocabulary.js';

export interface ExhaustedPool {
  readonly pool: ObjectState;
  /** All that it has. */
  readonly workers: readonly ThreadState[];
}

/** Threads that carry out a task of a pool, in the order in which they were made. */
export function busyWorkers(state: ProgramState, pool: ObjectState): ThreadState[] {
  return state.threads.filter(
    (thread): thread is ThreadState =>
      thread !== undefined && thread.status !== 'ended' && poolOf(state, thread.task) === pool,
  );
}

/** How many tasks of a pool are over. */
export function tasksOver({ objects }: ProgramState, pool: ObjectState): number {
  let over = 0;
  for (const object of objects)
    if (object?.kind === ObjectKind.Future && object.link === pool.id && object.state >= FutureState.Finished)
      over++;
  return over;
}

/**
 * Pools of which every worker waits, without end, for a task of that same pool: what is queued will never be begun, and what
 * was begun never ends, as each of its workers is among those that wait.
 */
export function exhaustedPools(state: ProgramState): ExhaustedPool[] {
  const pools = new Set<ObjectState>();
  for (const thread of state.threads) {
    const pool = thread && poolOf(state, thread.task);
    if (pool) pools.add(pool);
  }
  return [...pools]
    .map((pool) => ({ pool, workers: busyWorkers(state, pool) }))
    .filter(
      ({ pool, workers }) =>
        workers.length >= pool.capacity && workers.every((worker) => waitsFor(state, worker, pool)),
    );
}

function waitsFor(state: ProgramState, worker: ThreadState, pool: ObjectState): boolean {
  if (worker.status !== 'blocked' || worker.hasTimeout || poolOf(state, worker.blockedOn) !== pool)
    return false;
  return (state.objects[worker.blockedOn] as ObjectState).state < FutureState.Finished;
}

/** The pool that a future's task is for. */
export function poolOf({ objects }: ProgramState, future: number): ObjectState | undefined {
  const object = objects[future];
  const pool = object?.kind === ObjectKind.Future ? objects[object.link] : undefined;
  return pool?.kind === ObjectKind.Executor ? pool : undefined;
}
