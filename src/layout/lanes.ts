/** Which lanes there are, one below the other, and how high each is. */
import type { Finding } from '../trace/finding.js';
import type { Timeline } from '../trace/timeline.js';
import { involvedIn } from './involved.js';
import { type Candidate, type LaneKind, laneCandidates } from './laneCandidates.js';
import { inOrder } from './laneOrder.js';
import type { LaneSettings } from './laneSettings.js';
import type { Part } from './parts.js';

export type { LaneKind } from './laneCandidates.js';

export interface Lane extends Omit<Candidate, 'group'> {
  readonly y: number;
  readonly height: number;
  readonly pinned: boolean;
  readonly collapsed: boolean;
  /** Threads that a process which is collapsed stands for. */
  readonly threads: readonly number[];
}

const collapsedPx = 10;
const processPx = 22;
/** Of what nothing happened to: as high as its name. */
const quietPx = 16;
const gap = 4;

export function layLanes(timeline: Timeline, findings: readonly Finding[], settings: LaneSettings): Lane[] {
  const hidden = new Set(settings.hidden);
  const shown = laneCandidates(timeline, involvedIn(findings)).filter(
    ({ key, group }) => !hidden.has(key) && !settings.filtered.includes(group),
  );
  let y = 0;
  return inOrder(shown, settings, timeline).map((candidate) => {
    const { key, kind, process } = candidate;
    const collapsed = settings.collapsed.includes(key);
    const parts = collapsed ? thin(candidate.parts) : candidate.parts;
    const lane = {
      ...candidate,
      y,
      height: heightOf(kind, parts),
      pinned: settings.pinned.includes(key),
      collapsed,
      parts,
      threads: kind === 'process' && collapsed ? threadsOf(process, shown) : [],
    };
    y += lane.height + gap;
    return lane;
  });
}

export function lanesHeight(lanes: readonly Lane[]): number {
  const last = lanes[lanes.length - 1];
  return last ? last.y + last.height + gap : 0;
}

/** The first lane that ends below a height; lanes are in order, so a binary search does. */
export function firstLaneBelow(lanes: readonly Lane[], y: number): number {
  let low = 0;
  let high = lanes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const lane = lanes[middle] as Lane;
    if (lane.y + lane.height < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

function thin(parts: readonly Part[]): Part[] {
  return parts.slice(0, 1).map((part) => ({ ...part, height: collapsedPx }));
}

function heightOf(kind: LaneKind, parts: readonly Part[]): number {
  if (kind === 'process') return processPx;
  const last = parts[parts.length - 1];
  return last ? last.y + last.height : quietPx;
}

function threadsOf(process: number, all: readonly Candidate[]): number[] {
  return all.filter((each) => each.kind === 'thread' && each.process === process).map(({ id }) => id);
}
