/** Which lanes there are, in which order, and how high: threads first, those of findings before the others, then objects. */
import type { Finding } from '../trace/finding.js';
import type { Timeline } from '../trace/timeline.js';
import { ObjectKind } from '../trace/vocabulary.js';

export type LaneKind = 'thread' | 'lock' | 'queue' | 'shared';
export interface Lane {
  readonly kind: LaneKind;
  /** Thread id or object id. */
  readonly id: number;
  readonly label: string;
  readonly y: number;
  readonly height: number;
  /** Takes part in a finding. */
  readonly marked: boolean;
}

const heights: Readonly<Record<LaneKind, number>> = { thread: 26, lock: 46, queue: 64, shared: 28 };
const gap = 4;
const kinds: Partial<Record<ObjectKind, LaneKind>> = {
  [ObjectKind.Lock]: 'lock',
  [ObjectKind.Queue]: 'queue',
  [ObjectKind.Shared]: 'shared',
};

/** Threads and objects that findings speak of. */
export function involvedIn(findings: readonly Finding[]): { threads: Set<number>; objects: Set<number> } {
  const threads = new Set<number>();
  const objects = new Set<number>();
  for (const finding of findings) {
    if (finding.kind === 'deadlock') {
      for (const edge of finding.cycle) {
        threads.add(edge.thread);
        objects.add(edge.holds);
        objects.add(edge.waitsFor);
      }
    } else if (finding.kind === 'race') {
      threads.add(finding.first.thread).add(finding.second.thread);
      objects.add(finding.object);
    } else if (finding.kind === 'stall') for (const wait of finding.waits) threads.add(wait.thread);
    else threads.add(finding.thread);
  }
  return { threads, objects };
}

/** With many threads the objects come before the threads that no finding speaks of, so that nobody has to scroll to them. */
const manyThreads = 8;

export function layLanes(timeline: Timeline, findings: readonly Finding[]): Lane[] {
  const involved = involvedIn(findings);
  const threads = timeline.state.threads.flatMap((thread) =>
    thread
      ? [
          {
            kind: 'thread' as const,
            id: thread.id,
            label: thread.name,
            marked: involved.threads.has(thread.id),
          },
        ]
      : [],
  );
  const objects = timeline.state.objects.flatMap((object) => {
    const kind = object && kinds[object.kind];
    return object && kind
      ? [{ kind, id: object.id, label: object.name, marked: involved.objects.has(object.id) }]
      : [];
  });
  const telling = threads.filter((lane) => lane.marked);
  const rest = threads.filter((lane) => !lane.marked);
  const ordered =
    threads.length > manyThreads ? [...telling, ...objects, ...rest] : [...telling, ...rest, ...objects];
  let y = 0;
  return ordered.map((lane) => {
    const placed = { ...lane, y, height: heights[lane.kind] };
    y += placed.height + gap;
    return placed;
  });
}

export function lanesHeight(lanes: readonly Lane[]): number {
  const last = lanes[lanes.length - 1];
  return last ? last.y + last.height : 0;
}
