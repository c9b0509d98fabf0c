/**
 * Who holds an object, or waits for it, after one of its changes: worked out from its events, backwards from that change,
 * until as many have been found as there are. Nothing is kept for it.
 */
import type { EventLog } from '../trace/eventLog.js';
import type { Track } from '../trace/track.js';
import { EventKind } from '../trace/vocabulary.js';

/** Changes that are looked at before the rest is left unnamed. */
const farthest = 2000;

/** The events (Block or HandOver, Acquire, Put) that brought in what is there after change k, oldest first. */
export interface Membership {
  isEntry(event: number): boolean;
  /** Tells an entry and its end apart from those of others: a thread id, an item id. */
  keyOf(event: number): number;
}

export function waiterMembership(log: EventLog): Membership {
  return {
    isEntry: (event) => log.kind(event) === EventKind.Block || log.kind(event) === EventKind.HandOver,
    keyOf: (event) => log.thread(event),
  };
}
export function holderMembership(log: EventLog): Membership {
  return { isEntry: (event) => log.kind(event) === EventKind.Acquire, keyOf: (event) => log.thread(event) };
}
export function itemMembership(log: EventLog): Membership {
  return { isEntry: (event) => log.kind(event) === EventKind.Put, keyOf: (event) => log.a(event) };
}

/** The members after change k, at most `count` of them; fewer when they came in too long ago. */
export function membersAt(track: Track, k: number, count: number, { isEntry, keyOf }: Membership): number[] {
  const gone = new Map<number, number>();
  const found: number[] = [];
  for (let j = k; j >= Math.max(0, k - farthest) && found.length < count; j--) {
    const event = track.event(j);
    const key = keyOf(event);
    const left = gone.get(key) ?? 0;
    if (!isEntry(event)) gone.set(key, left + 1);
    else if (left > 0) gone.set(key, left - 1);
    else found.push(event);
  }
  return found.reverse();
}

/** The members one change later. */
export function withChange(
  members: readonly number[],
  event: number,
  { isEntry, keyOf }: Membership,
): number[] {
  if (isEntry(event)) return [...members, event];
  const key = keyOf(event);
  const place = members.findIndex((member) => keyOf(member) === key);
  return members.filter((_, index) => index !== place);
}
