/**
 * What a run did, for people: its output as it came, unless it was seen while the program ran; then what was found, then how
 * it ended.
 */
import { StateHistory } from '../trace/stateHistory.js';
import { adviseOn } from '../trace/words/adviseOn.js';
import { describeFinding } from '../trace/words/describeFinding.js';
import { formatTime } from '../trace/words/formatTime.js';
import { sayProblem } from '../trace/words/sayProblem.js';
import type { MeasuredTrace } from './measuredTrace.js';
import { printedLines } from './printedLines.js';
import { type End, foundIn } from './recorded.js';
import { language, textsIn } from './text/language.js';

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
    console.log(`\n${describeFinding(finding, trace, language)}`);
    for (const advice of adviseOn(finding, past, language)) console.log(advice);
  }
  for (const problem of end.problems) console.log(`\n${sayProblem(problem, language)}`);
  const texts = textsIn(language);
  const returned = end.result === '' ? '' : texts.returned(shortened(end.result));
  const ended = texts.ended(texts.outcome(end.outcome), formatTime(end.clockNs), trace.log.length);
  console.log(`\n${ended}${returned}`);
}

function shortened(text: string): string {
  return text.length <= mostOfResult ? text : `${text.slice(0, mostOfResult)} …`;
}
