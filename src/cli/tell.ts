/** What a run did, for people: its output as it came, then what was found, then how it ended. */
import type { Run } from '../engine/engineApi.js';
import type { Timeline } from '../trace/timeline.js';
import { describeFinding } from '../trace/words/describeFinding.js';
import { formatTime } from '../trace/words/formatTime.js';
import { printedLines } from './printedLines.js';

export function tell(timeline: Timeline, end: Awaited<Run['done']>): void {
  for (const { atNs, thread, text } of printedLines(timeline)) {
    console.log(`${formatTime(atNs).padStart(9)}  ${thread}: ${text}`);
  }
  for (const finding of end.findings) console.log(`\n${describeFinding(finding, timeline, 'en')}`);
  for (const problem of end.problems) {
    console.log(`\n${problem.line > 0 ? `${problem.file}:${problem.line}: ` : ''}${problem.message}`);
  }
  console.log(`\n${end.outcome} after ${formatTime(end.clockNs)}, ${timeline.log.length} events`);
}
