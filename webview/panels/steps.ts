/** The story of the run, a sentence a step, around the cursor: only what is near is in the document. */
import { isInner } from '../../src/trace/standsAlone.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { EventKind, SwitchReason } from '../../src/trace/vocabulary.js';
import { describeEvent } from '../../src/trace/words/describeEvent.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

/** Kinds that tell nothing but that the runtime keeps its things in order. */
const isHousekeeping: ReadonlySet<number> = new Set([EventKind.Create, EventKind.State]);
const before = 12;
const after = 40;

export function stepsParts(model: Model, timeline: Timeline, visit: (event: number) => void): HTMLElement[] {
  const { log } = timeline;
  const current = model.cursor - 1;
  const rows: HTMLElement[] = [];
  let told = '';
  for (let i = Math.max(0, current - before); i < Math.min(log.length, current + after); i++) {
    const text = describeEvent(i, timeline, model.language);
    if (text === '') continue;
    const now = formatTime(log.time(i));
    // A time that stands above already keeps its place, so that what changes is seen.
    const time = element('time', now === told && i !== current ? 'same' : '', `${now} `);
    told = now;
    const line = element('button', classOf(i, current, timeline), [time, new Text(text)]);
    if (i === current) line.setAttribute('aria-current', 'step');
    line.addEventListener('click', () => visit(i));
    rows.push(element('li', '', [line]));
  }
  return [element('h2', '', model.texts.steps), element('ol', 'rows', rows)];
}

/** What scheduler and runtime do stands back behind what the program does, but for the one who could have gone on. */
function classOf(i: number, current: number, { log, state }: Timeline): string {
  const object = state.objects[log.object(i)];
  const isScheduling = log.kind(i) === EventKind.Switch && log.info(i) === SwitchReason.Forced;
  const isInners = object !== undefined && isInner(object) && isHousekeeping.has(log.kind(i));
  const isMinor = isScheduling || isInners;
  return `step${i === current ? ' current' : ''}${isMinor ? ' minor' : ''}`;
}
