/** What one schedule showed, and by what its failure is known again. */
import { Detectors } from '../../detect/detectors.js';
import type { RunProblem } from '../../protocol/page.js';
import { Control, type Memory, RunEnd } from '../../runtime/memory.js';
import type { Finding, Outcome } from '../../trace/finding.js';
import type { Trace } from '../../trace/trace.js';
import { endingOf } from '../recorder/ending.js';

export interface Judged {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly problems: readonly RunProblem[];
  readonly pruned: boolean;
}

const gaveUp: Judged = { outcome: 'stopped', findings: [], problems: [], pruned: true };
export const unfinished: Judged = { outcome: 'timeout', findings: [], problems: [], pruned: false };

/** Of a run that has just ended; `makersOfPassedOn` is what the runs before have shown of the program's locks (detect/lockOrder.ts). */
export function judge(memory: Memory, trace: Trace, makersOfPassedOn: Set<number>): Judged {
  const end = memory.words[Control.End];
  if (end === RunEnd.Pruned) return gaveUp;
  if (end === RunEnd.Stopped) return unfinished;
  const detectors = new Detectors(trace, makersOfPassedOn);
  const found = detectors.advance();
  const { outcome, problems, findings } = endingOf(memory, trace, detectors, found);
  return { outcome, problems, findings: [...detectors.standing(found), ...findings], pruned: false };
}

/** A deadlock that might have come about is a suspicion: the search goes on for the schedule in which it does. */
export interface Suspicion {
  readonly name: string;
  /** Ids of the locks that are held in it. */
  readonly locks: readonly number[];
}

export function suspicionsOf({ findings }: Judged): Suspicion[] {
  return findings
    .filter((finding) => finding.kind === 'potential-deadlock')
    .map((finding) => ({ name: nameOf(finding), locks: finding.cycle.map(({ holds }) => holds) }));
}

/** Each names one way to fail, by kind and lines; no two schedules have to agree on more to show the same mistake. */
export function failuresOf({ outcome, findings, problems }: Judged): string[] {
  const failures = findings.filter(({ kind }) => kind !== 'potential-deadlock').map(nameOf);
  if (outcome === 'failed') failures.push(`failed ${problems.map(({ message }) => message).join()}`);
  return failures;
}

function nameOf(finding: Finding): string {
  switch (finding.kind) {
    case 'deadlock':
    case 'potential-deadlock':
      return `${finding.kind} ${sorted(finding.cycle.map((edge) => edge.waitsSite))}`;
    case 'stall':
      return `stall ${sorted(finding.waits.map((wait) => wait.site))}`;
    case 'race':
      return `race ${sorted([finding.first.site, finding.second.site])}`;
    case 'lost-wakeup':
      return `lost-wakeup ${finding.notifySite},${finding.waitSite}`;
    case 'lock-held-at-end':
    case 'over-release':
    case 'blocked-loop':
    case 'lost-greenlet':
      return `${finding.kind} ${finding.site}`;
    case 'left-out':
    case 'cut-off':
      return `${finding.kind} ${finding.thread}`;
    case 'check-then-act':
      return `check-then-act ${finding.check.site},${finding.act.site}`;
    case 'uncaught-exception':
      return `uncaught-exception ${finding.file} ${finding.line} ${finding.message}`;
  }
}

function sorted(sites: readonly number[]): string {
  return [...sites].sort((a, b) => a - b).join();
}
