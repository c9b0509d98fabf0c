/**
 * Which lanes there are, in which order, and how high. The most telling first: what findings speak of, then the threads,
 * then the objects; by process where there is more than one. What a person pinned, moved or hid goes before all that.
 */
import type { Finding } from '../trace/finding.js';
import type { Timeline } from '../trace/timeline.js';
import { ObjectKind } from '../trace/vocabulary.js';
import { involvedIn } from './involved.js';
import type { LaneGroup, LaneSettings } from './laneSettings.js';
import { groupOf, type Part, partsOf } from './parts.js';

export type LaneKind = 'thread' | 'object' | 'process';
export interface Lane {
  /** Stays the same as long as the run does. */
  readonly key: string;
  readonly kind: LaneKind;
  /** Thread id, object id, or thread id of a process. */
  readonly id: number;
  readonly label: string;
  readonly y: number;
  readonly height: number;
  /** Takes part in a finding. */
  readonly marked: boolean;
  readonly pinned: boolean;
  readonly collapsed: boolean;
  readonly parts: readonly Part[];
}

interface Candidate {
  readonly key: string;
  readonly kind: LaneKind;
  readonly id: number;
  readonly label: string;
  readonly process: number;
  readonly marked: boolean;
  readonly group: LaneGroup;
  readonly parts: readonly Part[];
}

const threadPx = 26;
const collapsedPx = 10;
const processPx = 22;
const gap = 4;
/** With more threads than these, objects come before the threads that no finding speaks of, so that nobody has to scroll. */
const manyThreads = 8;
/** With more objects than these, only those that something happened to get a lane. */
const manyObjects = 40;

export function layLanes(timeline: Timeline, findings: readonly Finding[], settings: LaneSettings): Lane[] {
  const involved = involvedIn(findings);
  const all = [
    ...threadCandidates(timeline, involved.threads),
    ...objectCandidates(timeline, involved.objects),
  ];
  const hidden = new Set(settings.hidden);
  const shown = all.filter(({ key, group }) => !hidden.has(key) && !settings.filtered.includes(group));
  const ordered = inOrder(shown, settings, timeline);
  let y = 0;
  return ordered.map((candidate) => {
    const { key, kind, id, label, marked } = candidate;
    const collapsed = settings.collapsed.includes(key);
    const parts = collapsed
      ? candidate.parts.slice(0, 1).map((part) => ({ ...part, height: collapsedPx }))
      : candidate.parts;
    const last = parts[parts.length - 1];
    const height = kind === 'process' ? processPx : last ? last.y + last.height : threadPx;
    const lane = {
      key,
      kind,
      id,
      label,
      y,
      height,
      marked,
      pinned: settings.pinned.includes(key),
      collapsed,
      parts,
    };
    y += height + gap;
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

function threadCandidates(timeline: Timeline, marked: ReadonlySet<number>): Candidate[] {
  const parts: Part[] = [{ kind: 'spans', y: 0, height: threadPx, rows: 1 }];
  const named = new Map<string, number>();
  for (const { thread } of timeline.threads.values())
    named.set(thread.name, (named.get(thread.name) ?? 0) + 1);
  return [...timeline.threads.values()].map(({ thread }) => ({
    key: `t${thread.id}`,
    kind: 'thread',
    id: thread.id,
    // Threads of one name are told apart by their numbers.
    label: (named.get(thread.name) ?? 0) > 1 ? `${thread.name} (${thread.id})` : thread.name,
    process: thread.process,
    marked: marked.has(thread.id),
    group: 'threads',
    parts,
  }));
}

function objectCandidates(timeline: Timeline, marked: ReadonlySet<number>): Candidate[] {
  const many = timeline.objects.size > manyObjects;
  const candidates: Candidate[] = [];
  for (const lane of timeline.objects.values()) {
    const { object } = lane;
    if (object.kind === ObjectKind.Thread) continue;
    const quiet = !(lane.holds || lane.waits || lane.items || lane.values || lane.states);
    if (many && quiet) continue;
    candidates.push({
      key: `o${object.id}`,
      kind: 'object',
      id: object.id,
      label: object.name,
      process: timeline.state.threads[object.maker]?.process ?? 0,
      marked: marked.has(object.id),
      group: groupOf(object.kind),
      parts: partsOf(lane),
    });
  }
  return candidates;
}

function inOrder(all: readonly Candidate[], settings: LaneSettings, timeline: Timeline): Candidate[] {
  const byHand = new Map(settings.order.map((key, index) => [key, index]));
  const place = (candidate: Candidate): number => byHand.get(candidate.key) ?? Number.POSITIVE_INFINITY;
  const pinned = all.filter(({ key }) => settings.pinned.includes(key));
  const free = all.filter(({ key }) => !settings.pinned.includes(key));
  const natural = byProcess(free, timeline);
  // Stable: what has no place of its own stays as it was.
  if (byHand.size > 0) natural.sort((a, b) => compare(place(a), place(b)));
  return [...pinned, ...natural];
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function byProcess(all: readonly Candidate[], timeline: Timeline): Candidate[] {
  const processes = [...new Set(all.map(({ process }) => process))].sort((a, b) => a - b);
  if (processes.length < 2) return mostTellingFirst(all);
  return processes.flatMap((process) => {
    const own = all.filter((candidate) => candidate.process === process);
    return [headOf(process, timeline), ...mostTellingFirst(own)];
  });
}

function headOf(process: number, timeline: Timeline): Candidate {
  const main = timeline.state.threads[process === 0 ? 1 : process];
  const label = main ? main.name : `#${process}`;
  return {
    key: `p${process}`,
    kind: 'process',
    id: process,
    label,
    process,
    marked: false,
    group: 'threads',
    parts: [],
  };
}

function mostTellingFirst(all: readonly Candidate[]): Candidate[] {
  const threads = all.filter(({ kind }) => kind === 'thread');
  const objects = all.filter(({ kind }) => kind === 'object');
  const telling = threads.filter(({ marked }) => marked);
  const rest = threads.filter(({ marked }) => !marked);
  const sorted = [...objects.filter(({ marked }) => marked), ...objects.filter(({ marked }) => !marked)];
  return threads.length > manyThreads ? [...telling, ...sorted, ...rest] : [...telling, ...rest, ...sorted];
}
