/**
 * In which order the lanes stand. The most telling first: what findings speak of, then the threads, then the objects; by
 * process where there is more than one. What a person pinned or moved goes before that, within its process.
 */
import type { Timeline } from '../trace/timeline.js';
import { ThreadKind } from '../trace/vocabulary.js';
import type { Candidate } from './laneCandidates.js';
import type { LaneSettings } from './laneSettings.js';

/** With more threads than these, objects come before the threads that no finding speaks of, so that nobody has to scroll. */
const manyThreads = 8;

/** A process that is collapsed stands for all its lanes. */
export function inOrder(all: readonly Candidate[], settings: LaneSettings, timeline: Timeline): Candidate[] {
  const pinned = all.filter(({ key }) => settings.pinned.includes(key));
  const free = all.filter(({ key }) => !settings.pinned.includes(key));
  return [...byHand(pinned, settings), ...byProcess(free, settings, timeline)];
}

/** Stable: what has no place of its own stays as it was, behind what has one. */
function byHand<T extends { readonly key: string }>(all: readonly T[], { order }: LaneSettings): T[] {
  const places = new Map(order.map((key, index) => [key, index]));
  const place = ({ key }: T): number => places.get(key) ?? order.length;
  return [...all].sort((a, b) => place(a) - place(b));
}

function byProcess(all: readonly Candidate[], settings: LaneSettings, timeline: Timeline): Candidate[] {
  const processes = [...new Set(all.map(({ process }) => process))].sort((a, b) => a - b);
  if (processes.length < 2) return byHand(mostTellingFirst(all), settings);
  const groups = processes.map((process) => groupOf(process, all, timeline));
  return byHand(groups, settings).flatMap(({ head, members }) => {
    const open = head !== undefined && !settings.collapsed.includes(head.key);
    const shown = head === undefined || open ? byHand(mostTellingFirst(members), settings) : [];
    return head ? [head, ...shown.map((member) => ({ ...member, inGroup: true }))] : shown;
  });
}

interface Group {
  /** Of its head, or of its only lane. */
  readonly key: string;
  readonly head: Candidate | undefined;
  readonly members: readonly Candidate[];
}

/** A process of nothing but its own thread needs no head. */
function groupOf(process: number, all: readonly Candidate[], timeline: Timeline): Group {
  const members = all.filter((candidate) => candidate.process === process);
  const [only] = members;
  if (members.length === 1 && only?.threadKind === ThreadKind.Process)
    return { key: only.key, head: undefined, members };
  const head = headOf(process, members, timeline);
  return { key: head.key, head, members };
}

/** As CPython's multiprocessing, which calls the first one MainProcess. */
function headOf(process: number, members: readonly Candidate[], timeline: Timeline): Candidate {
  const label = process === 0 ? 'MainProcess' : (timeline.state.threads[process]?.name ?? `#${process}`);
  return {
    key: `p${process}`,
    kind: 'process',
    id: process,
    label,
    process,
    threadKind: ThreadKind.Process,
    marked: members.some(({ marked }) => marked),
    quiet: false,
    inGroup: false,
    group: 'threads',
    parts: [],
    tasks: [],
  };
}

function mostTellingFirst(all: readonly Candidate[]): Candidate[] {
  const threads = all.filter(({ kind }) => kind === 'thread');
  const objects = all.filter(({ kind }) => kind === 'object');
  const telling = threads.filter(({ marked }) => marked);
  const rest = threads.filter(({ marked }) => !marked);
  const rank = ({ marked, quiet }: Candidate): number => (marked ? 0 : quiet ? 2 : 1);
  const sorted = [...objects].sort((a, b) => rank(a) - rank(b));
  return threads.length > manyThreads ? [...telling, ...sorted, ...rest] : [...telling, ...rest, ...sorted];
}
