/** The story of the run, a sentence a step, around the cursor: only what is near is in the document. */
import type { EventLog } from '../../src/trace/eventLog.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { EventKind, SwitchReason } from '../../src/trace/vocabulary.js';
import { describeEvent } from '../../src/trace/words/describeEvent.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

const before = 12;
const after = 40;

export function stepsParts(model: Model, timeline: Timeline, visit: (event: number) => void): HTMLElement[] {
  const { log } = timeline;
  const current = model.cursor - 1;
  const rows: HTMLElement[] = [];
  for (let i = Math.max(0, current - before); i < Math.min(log.length, current + after); i++) {
    const text = describeEvent(i, timeline, model.language);
    if (text === '') continue;
    const time = element('time', '', formatTime(log.time(i)));
    const line = element('button', classOf(i, current, log), [time, new Text(`  ${text}`)]);
    if (i === current) line.setAttribute('aria-current', 'step');
    line.addEventListener('click', () => visit(i));
    rows.push(element('li', '', [line]));
  }
  return [element('h2', '', model.texts.steps), element('ol', 'rows', rows)];
}

/** What the scheduler does stands back behind what the program does, but for the one who could have gone on. */
function classOf(i: number, current: number, log: EventLog): string {
  const isMinor = log.kind(i) === EventKind.Switch && log.info(i) === SwitchReason.Forced;
  return `step${i === current ? ' current' : ''}${isMinor ? ' minor' : ''}`;
}
