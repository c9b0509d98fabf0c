/** What could get a lane: every thread, and every object that a person may want to see. Neither order nor place. */
import { poolOf } from '../trace/pools.js';
import { standsAlone } from '../trace/standsAlone.js';
import type { ObjectState, ProgramState, ThreadState } from '../trace/state.js';
import type { ObjectLane, Timeline } from '../trace/timeline.js';
import { ObjectKind, sharesThread, ThreadKind } from '../trace/vocabulary.js';
import { formsOf } from './fitted.js';
import type { Involved } from './involved.js';
import type { LaneGroup } from './laneSettings.js';
import { groupOf, type Part, partsOf } from './parts.js';

export type LaneKind = 'thread' | 'object' | 'process';

export interface Candidate {
  /** Stays the same as long as the run does. */
  readonly key: string;
  readonly kind: LaneKind;
  /** Thread id, object id, or thread id of a process. */
  readonly id: number;
  readonly label: string;
  readonly process: number;
  /** 0 for an object. */
  readonly threadKind: ThreadKind | 0;
  /** Takes part in a finding. */
  readonly marked: boolean;
  /** Nothing has happened to it. */
  readonly quiet: boolean;
  /** Stands below the head of its process. */
  readonly inGroup: boolean;
  readonly group: LaneGroup;
  readonly parts: readonly Part[];
  /** Ids of the futures of a pool's tasks, in the order in which they were handed in. */
  readonly tasks: readonly number[];
}

const threadPx = 26;
/** With more objects than these, only those that something happened to get a lane. */
const manyObjects = 40;

export function laneCandidates(timeline: Timeline, involved: Involved): Candidate[] {
  return [...threadCandidates(timeline, involved.threads), ...objectCandidates(timeline, involved.objects)];
}

function threadCandidates(timeline: Timeline, marked: ReadonlySet<number>): Candidate[] {
  const parts: Part[] = [{ kind: 'spans', y: 0, height: threadPx, rows: 1 }];
  const named = new Map<string, number>();
  for (const { thread } of timeline.threads.values())
    named.set(thread.name, (named.get(thread.name) ?? 0) + 1);
  const place = ({ thread }: { thread: ThreadState }): number => familyOf(thread, timeline.state);
  const families = [...timeline.threads.values()].sort((a, b) => place(a) - place(b));
  return families.map(({ thread }) => ({
    key: `t${thread.id}`,
    kind: 'thread',
    id: thread.id,
    // Threads of one name are told apart by their numbers.
    label: (named.get(thread.name) ?? 0) > 1 ? `${thread.name} (${thread.id})` : thread.name,
    process: thread.process,
    threadKind: thread.kind,
    marked: marked.has(thread.id),
    quiet: false,
    inGroup: false,
    group: 'threads',
    parts,
    tasks: [],
  }));
}

/** Those that share a thread stand below it, each in the order in which it was made; the kernel below all. */
function familyOf(thread: ThreadState, { threads }: ProgramState): number {
  if (thread.kind === ThreadKind.Kernel) return Number.MAX_SAFE_INTEGER;
  let host = thread;
  // A parent has a lower number, so this ends even in a damaged trace.
  while (sharesThread(host.kind)) {
    const parent = threads[host.parent];
    if (!parent || parent.id >= host.id) break;
    host = parent;
  }
  return host.id;
}

function objectCandidates(timeline: Timeline, marked: ReadonlySet<number>): Candidate[] {
  const shown = [...timeline.objects.values()].filter(({ object }) => isShown(object, timeline, marked));
  const many = shown.length > manyObjects;
  const candidates: Candidate[] = [];
  const tasks = tasksByPool(timeline);
  const named = new Map<string, number>();
  for (const { object } of shown) named.set(object.name, (named.get(object.name) ?? 0) + 1);
  for (const lane of shown) {
    const { object } = lane;
    const own = tasks.get(object.id) ?? [];
    const quiet = isQuiet(lane) && own.length === 0;
    if (many && quiet) continue;
    candidates.push({
      key: `o${object.id}`,
      kind: 'object',
      id: object.id,
      label: (named.get(object.name) ?? 0) > 1 ? nameWithMaker(object, timeline) : object.name,
      process: timeline.state.threads[object.maker]?.process ?? 0,
      threadKind: 0,
      marked: marked.has(object.id),
      quiet,
      inGroup: false,
      group: groupOf(object.kind),
      parts: quiet ? [] : partsOf(lane, own.length),
      tasks: own,
    });
  }
  return candidates;
}

/** A task's future has a lane beside its pool's only if a finding speaks of it. */
function isShown(object: ObjectState, { state }: Timeline, marked: ReadonlySet<number>): boolean {
  return standsAlone(object, state) || (object.kind === ObjectKind.Future && marked.has(object.id));
}

function tasksByPool({ objects, state }: Timeline): ReadonlyMap<number, readonly number[]> {
  const byPool = new Map<number, number[]>();
  for (const id of objects.keys()) {
    const pool = poolOf(state, id);
    if (!pool) continue;
    const known = byPool.get(pool.id);
    if (known) known.push(id);
    else byPool.set(pool.id, [id]);
  }
  return byPool;
}

/** Objects of one name are told apart by who made them: each thread has a hub of its own. */
function nameWithMaker({ name, maker, id }: ObjectState, { state }: Timeline): string {
  const forms = formsOf(state.threads[maker]?.name ?? `#${id}`);
  return `${name} · ${forms[1] ?? forms[0]}`;
}

function isQuiet({ holds, waits, items, values, states }: ObjectLane): boolean {
  return !(holds || waits || items || values || states);
}
