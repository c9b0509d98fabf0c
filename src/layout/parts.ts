/** What the lane of an object is made of, by what the object is and has done. */
import type { ObjectLane } from '../trace/timeline.js';
import { ObjectKind } from '../trace/vocabulary.js';
import type { LaneGroup } from './laneSettings.js';

export type PartKind = 'spans' | 'holders' | 'waiters' | 'items' | 'values' | 'states' | 'tasks';
export interface Part {
  readonly kind: PartKind;
  /** Pixels below the lane's top. */
  readonly y: number;
  readonly height: number;
  /** Threads or items one above the other. */
  readonly rows: number;
}

/** More waiters or holders than these are counted rather than drawn. */
const mostRows = 5;
const rowPx = 15;
const singlePx = 20;
/** A queue is as high as its items by name, up to so much; longer ones are drawn in lower rows. */
const mostItemsPx = 75;
/** The tasks of a pool, likewise; rows that are lower are not told apart, so that more tasks than these share them. */
const mostTasksPx = 150;
const mostTaskRows = 30;

const firstParts: Readonly<Record<ObjectKind, readonly PartKind[]>> = {
  [ObjectKind.Thread]: [],
  [ObjectKind.Lock]: ['holders'],
  [ObjectKind.RLock]: ['holders'],
  [ObjectKind.Gil]: ['holders'],
  [ObjectKind.Semaphore]: ['holders'],
  [ObjectKind.Condition]: [],
  [ObjectKind.Event]: ['states'],
  [ObjectKind.Barrier]: ['states'],
  [ObjectKind.Future]: ['states'],
  [ObjectKind.Queue]: ['items', 'states'],
  [ObjectKind.Connection]: ['items', 'states'],
  [ObjectKind.Executor]: ['items', 'states', 'tasks'],
  [ObjectKind.Shared]: ['values'],
  [ObjectKind.Managed]: ['values'],
  [ObjectKind.SharedArray]: ['values'],
  [ObjectKind.Loop]: ['holders'],
  [ObjectKind.Network]: ['items'],
  [ObjectKind.Socket]: ['items', 'states'],
  [ObjectKind.Selector]: ['items'],
};

export function groupOf(kind: ObjectKind): LaneGroup {
  // Drawn as a lock is, by whose turn it is, but nobody locks it.
  if (kind === ObjectKind.Loop) return 'others';
  const [first] = firstParts[kind] ?? [];
  if (first === 'holders') return 'locks';
  if (first === 'items') return 'queues';
  return first === 'values' ? 'values' : 'others';
}

/** The parts, from top to bottom; none for an object that no lane is drawn for. `tasks`: how many a pool has. */
export function partsOf(lane: ObjectLane, tasks: number): Part[] {
  const { kind } = lane.object;
  const parts: Part[] = [];
  let y = 0;
  const add = (part: PartKind, height: number, rows: number): void => {
    parts.push({ kind: part, y, height, rows });
    y += height + 2;
  };
  for (const part of firstParts[kind] ?? []) {
    if (part === 'holders') {
      const rows = Math.max(1, Math.min(mostRows, lane.mostHolders));
      add(part, rows === 1 ? singlePx : rows * rowPx, rows);
    } else if (part === 'items') {
      // An executor's capacity is its workers, not its room.
      const room = kind === ObjectKind.Queue ? lane.object.capacity : 0;
      const rows = Math.max(room, lane.items?.most ?? 0, 1);
      add(part, Math.min(mostItemsPx, Math.max(singlePx, rows * rowPx)), rows);
    } else if (part === 'tasks') {
      const rows = Math.min(mostTaskRows, tasks);
      if (rows > 0) add(part, Math.min(mostTasksPx, rows * rowPx), rows);
    } else if (part === 'values' || parts.length === 0 || lane.states) add(part, singlePx, 1);
  }
  const waiting = Math.min(mostRows, lane.waits?.most ?? 0);
  // A pool's idle workers have lanes of their own that say so.
  const isShown = kind !== ObjectKind.Thread && kind !== ObjectKind.Executor;
  if (isShown && (waiting > 0 || kind === ObjectKind.Condition))
    add('waiters', Math.max(1, waiting) * rowPx, Math.max(1, waiting));
  return parts;
}
