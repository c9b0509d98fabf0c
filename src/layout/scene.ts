/** The boxes of a lane in a part of the run: plain rectangles with what they mean, ready to be painted or clicked. */

import type { ThreadStatus } from '../trace/state.js';
import type { Timeline } from '../trace/timeline.js';
import type { Axis } from './axis.js';
import type { Lane } from './lanes.js';

/** What a box stands for; decides its shape and texture. */
export type BoxStyle = ThreadStatus | 'owned' | 'waiting' | 'items' | 'value';

export interface Box {
  readonly style: BoxStyle;
  /** In pixels; y is counted from the top of all lanes. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Thread whose colour it has; 0 for none. */
  readonly thread: number;
  readonly label: string;
  /** The event that began it: where a click goes. */
  readonly event: number;
}

/** The part of the run that is seen: [from, to] of the axis' 0 to 1, over so many pixels. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly widthPx: number;
}

export function toPx(view: View, x: number): number {
  return ((x - view.from) / (view.to - view.from)) * view.widthPx;
}
export function fromPx(view: View, px: number): number {
  return view.from + (px / view.widthPx) * (view.to - view.from);
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

/** Boxes narrower than this are merged with what follows them at once. */
const narrowest = 0.5;

export function boxesOf(lane: Lane, timeline: Timeline, axis: Axis, view: View): Box[] {
  const name = (thread: number): string => timeline.state.threads[thread]?.name ?? '';
  const place = <P extends Piece>(
    pieces: readonly P[],
    make: (piece: P, at: { x: number; width: number }) => Box[],
  ): Box[] => {
    const boxes: Box[] = [];
    let reached = Number.NEGATIVE_INFINITY;
    for (const piece of pieces) {
      const left = toPx(view, axis.x(piece.from));
      const right = toPx(view, axis.x(piece.to));
      if (right < 0 || left > view.widthPx || right - reached < narrowest) continue;
      reached = right;
      const x = Math.max(left, -2);
      boxes.push(...make(piece, { x, width: Math.min(right, view.widthPx + 2) - x }));
    }
    return boxes;
  };
  if (lane.kind === 'thread') {
    const objectName = (id: number): string => timeline.state.objects[id]?.name ?? '';
    return place(timeline.threads.get(lane.id)?.spans ?? [], (span, at) => {
      if (span.status === 'new') return [];
      const label = span.status === 'blocked' ? objectName(span.object) : '';
      return [
        {
          ...at,
          style: span.status,
          y: lane.y,
          height: lane.height,
          thread: lane.id,
          label,
          event: span.from,
        },
      ];
    });
  }
  const object = timeline.objects.get(lane.id);
  if (!object) return [];
  if (lane.kind === 'lock') {
    const owners = place(object.holds, (hold, at) => [
      {
        ...at,
        style: 'owned',
        y: lane.y,
        height: 22,
        thread: hold.thread,
        label: name(hold.thread),
        event: hold.from,
      },
    ]);
    const waiters = place(object.waits, (wait, at) => waiterBoxes(lane, wait.threads, wait.from, at, name));
    return [...owners, ...waiters];
  }
  if (lane.kind === 'queue') {
    return place(object.items, (span, at) =>
      span.items.map((item, index) => ({
        ...at,
        style: 'items' as const,
        y: lane.y + lane.height - (index + 1) * itemHeight(lane, span.items.length),
        height: itemHeight(lane, span.items.length) - 1,
        thread: item.thread,
        label: item.text,
        event: span.from,
      })),
    );
  }
  return place(object.values, (span, at) => [
    { ...at, style: 'value', y: lane.y, height: lane.height, thread: 0, label: span.value, event: span.from },
  ]);
}

/** Items stack up from the lane's bottom, at most 16 px each, less when there are many. */
function itemHeight(lane: Lane, count: number): number {
  return Math.min(16, lane.height / count);
}

/** Up to four rows of waiters under the owner, first come first; more are said in words. */
function waiterBoxes(
  lane: Lane,
  threads: readonly number[],
  event: number,
  at: { x: number; width: number },
  name: (thread: number) => string,
): Box[] {
  const top = lane.y + 24;
  const room = lane.height - 24;
  const label = threads.map(name).join(', ');
  return [
    {
      ...at,
      style: 'waiting',
      y: top,
      height: room,
      thread: threads[0] ?? 0,
      label: threads.length > 1 ? `${threads.length}: ${label}` : label,
      event,
    },
  ];
}

/** The box under a point, the topmost one if several are. */
export function boxAt(boxes: readonly Box[], x: number, y: number): Box | undefined {
  for (let i = boxes.length - 1; i >= 0; i--) {
    const box = boxes[i] as Box;
    if (x >= box.x && x <= box.x + Math.max(box.width, 3) && y >= box.y && y <= box.y + box.height)
      return box;
  }
  return undefined;
}
