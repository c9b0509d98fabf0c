/** Where the steps that a finding speaks of stand in the picture: each a mark in its thread's lane, joined in their order. */
import type { Access, Finding } from '../trace/finding.js';
import { type Frame, pxOf } from './frame.js';
import type { Lane } from './lanes.js';

export interface FindingMark {
  readonly event: number;
  readonly x: number;
  readonly y: number;
  /** 'r' for a read, 'w' for a write, '!' for anything else. */
  readonly sign: string;
}
/** The marks of one finding; a line joins them. */
export type MarkedFinding = readonly FindingMark[];

/** More findings than these are told by the banner alone. */
const mostFindings = 40;
/** Marks so far outside are not seen. */
const marginPx = 12;

interface Step {
  readonly seq: number;
  readonly thread: number;
  readonly sign: string;
}

export function layFindings(
  findings: readonly Finding[],
  lanes: readonly Lane[],
  frame: Frame,
): MarkedFinding[] {
  const middles = new Map<number, number>();
  for (const { kind, id, y, height } of lanes) if (kind === 'thread') middles.set(id, y + height / 2);
  return findings
    .slice(0, mostFindings)
    .map((finding) =>
      stepsOf(finding, frame).flatMap(({ seq, thread, sign }) => {
        const y = middles.get(thread);
        return y === undefined ? [] : [{ event: seq, x: pxOf(frame, seq), y, sign }];
      }),
    )
    .filter((marks) => marks.some(({ x }) => x > -marginPx && x < frame.view.widthPx + marginPx));
}

/** A cycle has marks of its own: its spans and locks. */
function stepsOf(finding: Finding, { timeline }: Frame): Step[] {
  const access = ({ seq, thread, write }: Access): Step => ({ seq, thread, sign: write ? 'w' : 'r' });
  switch (finding.kind) {
    case 'deadlock':
    case 'stall':
      return [];
    case 'race':
      return [access(finding.first), access(finding.second)];
    case 'check-then-act':
      return [access(finding.check), access(finding.between), access(finding.act)];
    case 'lost-wakeup':
      return [
        { seq: finding.notifySeq, thread: finding.notifier, sign: '!' },
        { seq: finding.seq, thread: finding.waiter, sign: '!' },
      ];
    default:
      return [{ seq: finding.seq, thread: timeline.log.thread(finding.seq), sign: '!' }];
  }
}
