/** Moving lanes by hand: among which others a lane can be moved, and where it goes. */
import { moved, movedBefore } from './laneSettings.js';
import type { Lane } from './lanes.js';

/** The order by hand, with a lane one place up or down. */
export function orderWithStep(
  lanes: readonly Lane[],
  order: readonly string[],
  key: string,
  by: 1 | -1,
): string[] {
  return withOrder(order, moved(keysBeside(lanes, key), key, by));
}

/** The order by hand, with a lane let go of at a height. */
export function orderWithDrop(
  lanes: readonly Lane[],
  order: readonly string[],
  key: string,
  y: number,
): string[] {
  return withOrder(order, movedBefore(keysBeside(lanes, key), key, dropPlace(lanes, key, y).before));
}

export interface DropPlace {
  /** Key of the lane that it is to stand before; undefined for the last place. */
  readonly before: string | undefined;
  readonly y: number;
}

/** Where a lane comes to stand that is let go of at a height. */
export function dropPlace(lanes: readonly Lane[], key: string, y: number): DropPlace {
  const beside = new Set(keysBeside(lanes, key));
  const among = lanes.filter((lane) => beside.has(lane.key));
  const before = among.find((lane) => y < lane.y + lane.height / 2);
  if (before) return { before: before.key, y: before.y - 2 };
  const last = among[among.length - 1];
  const end = last?.kind === 'process' ? lanes[lanes.length - 1] : last;
  return { before: undefined, y: end ? end.y + end.height + 2 : 0 };
}

/** Pinned lanes are moved among themselves, processes too, and others within theirs. */
function keysBeside(lanes: readonly Lane[], key: string): string[] {
  const lane = lanes.find((each) => each.key === key);
  if (!lane) return [];
  const isBeside = (other: Lane): boolean => {
    if (other.pinned !== lane.pinned) return false;
    if (lane.pinned) return true;
    return lane.inGroup ? other.inGroup && other.process === lane.process : !other.inGroup;
  };
  return lanes.filter(isBeside).map((each) => each.key);
}

/** Those that were put in order stand so; all others keep the places that they had among themselves. */
function withOrder(order: readonly string[], keys: readonly string[]): string[] {
  const placed = new Set(keys);
  return [...order.filter((key) => !placed.has(key)), ...keys];
}
