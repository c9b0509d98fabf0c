/** What is handed on of a schedule that was run for a person to look at. */
import type { RunEnded } from '../../protocol/page.js';
import { Control } from '../../runtime/memory.js';
import type { Outcome } from '../../trace/finding.js';
import type { TraceHeader } from '../../trace/header.js';
import { type Schedule, type Switch, switchesOf } from '../../trace/schedule.js';
import { resultOf } from '../recorder/ending.js';
import { recordsOf } from '../recorder/resend.js';
import type { RanSchedule, Schedules } from './schedules.js';

export interface ShownRun {
  readonly header: TraceHeader;
  readonly records: readonly Uint8Array[];
  readonly end: RunEnded;
}

/** Of the schedule that was answered last; `strategy` is what its trace says who chose, `startedMs` when it began. */
export function shownRun(
  { header, trace, memory }: Schedules,
  { findings, problems }: RanSchedule,
  told: { readonly strategy: string; readonly outcome: Outcome; readonly startedMs: number },
): ShownRun {
  return {
    header: { ...header, strategy: told.strategy },
    records: [...recordsOf(trace.log)],
    end: {
      outcome: told.outcome,
      findings,
      problems,
      clockNs: memory.double(Control.Clock),
      wallMs: performance.now() - told.startedMs,
      heldBackMs: 0,
      result: resultOf(memory),
    },
  };
}

/** These switches as a value of their own: those of the schedule that was answered last, if nothing else is said. */
export function scheduleOf(
  { header, request, trace }: Schedules,
  switches: readonly Switch[] = switchesOf(trace.log),
): Schedule {
  return {
    format: 'threadlanes-schedule',
    version: 1,
    program: header.files.map((file) => file.hash),
    variant: request.variant,
    seed: request.seed,
    switches,
  };
}
