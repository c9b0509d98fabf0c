/**
 * The wait-for graph of a state, and its cycles (Holt, "Some Deadlock Properties of Computer Systems", 1972): a blocked
 * thread waits for the holders of the object it is blocked on. A thread whose wait has a time-out is left out.
 */

import type { EventLog } from '../trace/eventLog.js';
import type { CycleEdge } from '../trace/finding.js';
import type { ObjectId, SiteId, ThreadId } from '../trace/ids.js';
import type { ObjectState, ProgramState, ThreadState } from '../trace/state.js';
import { LoopKind, ObjectKind, ThreadKind } from '../trace/vocabulary.js';
import { isStuck } from './couldProceed.js';

/** True when some thread is left and none of those left can ever go on. `strangers` can do nothing for any of them. */
export function nobodyCanGoOn(state: ProgramState, strangers?: ReadonlySet<number>): boolean {
  const left = state.threads.filter(
    (thread) => thread && thread.status !== 'ended' && thread.status !== 'new' && !strangers?.has(thread.id),
  );
  return left.length > 0 && left.every((thread) => thread && isHeldUp(state, thread));
}

function isHeldUp(state: ProgramState, thread: ThreadState): boolean {
  const holder = loopAhead(state, thread)?.holders[0]?.thread ?? 0;
  const ahead = state.threads[holder] ?? thread;
  return isStuck(state, thread) || isStuck(state, ahead);
}

/**
 * The event loop that a task needs to go on, while another task has it: a wait that the task cannot tell of itself. The
 * thread that runs the loop needs it as well. Between saying what it awaits and giving the loop up a task seems to block all,
 * so this counts only where nothing moves any more.
 */
function loopAhead(state: ProgramState, thread: ThreadState): ObjectState | undefined {
  let host: ThreadState | undefined = thread;
  while (host?.kind === ThreadKind.Task) host = state.threads[host.parent];
  return state.objects.find(
    (object) =>
      object?.kind === ObjectKind.Loop &&
      object.variety === LoopKind.EventLoop &&
      object.maker === host?.id &&
      object.holders.some((holder) => holder.thread !== thread.id),
  );
}

/** What a thread that cannot go on waits for. */
function waitedFor(state: ProgramState, thread: ThreadState): ObjectState | undefined {
  return isStuck(state, thread) ? state.objects[thread.blockedOn] : loopAhead(state, thread);
}

/** Kinds that one thread at a time owns: a wait for one of them is a wait for its owner. */
const owned: ReadonlySet<ObjectKind> = new Set([ObjectKind.Lock, ObjectKind.RLock, ObjectKind.Thread]);
/** So are these, but whoever begins to wait gives them up a moment later: only at the end is a cycle through them one. */
const ownedInTurns: ReadonlySet<ObjectKind> = new Set([ObjectKind.Gil, ObjectKind.Loop]);

/**
 * A deadlock in which threads wait for one of several owners, as at a semaphore: a set of threads each of which waits only
 * for others of it (a knot: Knapp, "Deadlock Detection in Distributed Databases", 1987). Permits can also be given back by
 * threads that have none, so it counts only when nobody at all can go on. Answers one cycle of the set; empty for none.
 */
export function knotOf(state: ProgramState, log: EventLog): CycleEdge[] {
  const knot = new Set(
    state.threads.flatMap((thread) => (thread && ownersOf(state, thread) ? [thread.id] : [])),
  );
  for (let before = -1; before !== knot.size; ) {
    before = knot.size;
    for (const id of knot) {
      const owners = ownersOf(state, state.threads[id] as ThreadState) ?? [];
      if (!owners.every((owner) => knot.has(owner))) knot.delete(id);
    }
  }
  const path: number[] = [];
  for (let [at] = knot; at !== undefined; [at] = ownersOf(state, state.threads[at] as ThreadState) ?? []) {
    const start = path.indexOf(at);
    if (start >= 0) return edges(state, log, path.slice(start));
    path.push(at);
  }
  return [];
}

/** Of a stuck thread: who has what it waits for. Undefined where nobody has it. */
function ownersOf(state: ProgramState, thread: ThreadState): number[] | undefined {
  const object = waitedFor(state, thread);
  if (!object || object.holders.length === 0) return undefined;
  return object.kind === ObjectKind.Semaphore || owned.has(object.kind) || ownedInTurns.has(object.kind)
    ? object.holders.map((holder) => holder.thread)
    : undefined;
}

/** All cycles of threads that are stuck behind an owner, each once. */
export function cyclesOf(state: ProgramState, log: EventLog): CycleEdge[][] {
  const cycles: CycleEdge[][] = [];
  const visited = new Set<number>();
  for (const thread of state.threads) {
    if (!thread || visited.has(thread.id)) continue;
    const path: number[] = [];
    let at: ThreadState | undefined = thread;
    while (at && !visited.has(at.id) && isStuck(state, at)) {
      visited.add(at.id);
      path.push(at.id);
      at = holderOf(state, at);
    }
    const start = at ? path.indexOf(at.id) : -1;
    if (start >= 0) cycles.push(edges(state, log, path.slice(start)));
  }
  return cycles;
}

function holderOf(state: ProgramState, thread: ThreadState): ThreadState | undefined {
  const object = state.objects[thread.blockedOn];
  const holder = object && owned.has(object.kind) ? object.holders[0] : undefined;
  return holder && state.threads[holder.thread];
}

/** Each thread of the cycle holds what the one before it waits for. */
function edges(state: ProgramState, log: EventLog, cycle: readonly number[]): CycleEdge[] {
  return cycle.map((id, index) => {
    const thread = state.threads[id] as ThreadState;
    const previous = state.threads[cycle[(index + cycle.length - 1) % cycle.length] as number] as ThreadState;
    const held = waitedFor(state, previous) as ObjectState;
    const own = held.holders.find((holder) => holder.thread === id);
    return {
      thread: id as ThreadId,
      holds: held.id as ObjectId,
      holdsSite: (own?.site ?? 0) as SiteId,
      waitsFor: waitedFor(state, thread)?.id as ObjectId,
      waitsSite: log.site(thread.since) as SiteId,
    };
  });
}
