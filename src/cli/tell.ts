/**
 * What a run did, for people: its output as it came, unless it was seen while the program ran; then what was found, then how
 * it ended.
 */
import { StateHistory } from '../trace/stateHistory.js';
import { adviseOn } from '../trace/words/adviseOn.js';
import { describeFinding } from '../trace/words/describeFinding.js';
import { formatTime } from '../trace/words/formatTime.js';
import type { MeasuredTrace } from './measuredTrace.js';
import { printedLines } from './printedLines.js';
import { type End, foundIn } from './recorded.js';

/** Characters; the whole is in the report of --json. */
const mostOfResult = 200;

export function tell(trace: MeasuredTrace, end: End, withOutput: boolean): void {
  for (const { atNs, thread, text } of withOutput ? printedLines(trace) : []) {
    console.log(`${formatTime(atNs).padStart(9)}  ${thread}: ${text}`);
  }
  const history = new StateHistory();
  const past = {
    state: trace.state,
    stateAfter: (count: number) => history.stateAfter(count, trace.log, trace.header.sites),
  };
  for (const finding of foundIn(end)) {
    console.log(`\n${describeFinding(finding, trace, 'en')}`);
    for (const advice of adviseOn(finding, past, 'en')) console.log(advice);
  }
  for (const problem of end.problems) {
    console.log(`\n${problem.line > 0 ? `${problem.file}:${problem.line}: ` : ''}${problem.message}`);
  }
  const returned = end.result === '' ? '' : `; main returned ${shortened(end.result)}`;
  console.log(`\n${end.outcome} after ${formatTime(end.clockNs)}, ${trace.log.length} events${returned}`);
}

function shortened(text: string): string {
  return text.length <= mostOfResult ? text : `${text.slice(0, mostOfResult)} …`;
}
