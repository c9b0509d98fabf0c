/** The events in view as a table, for those who cannot see the picture, and for copying. */
import type { Frame } from '../../src/layout/frame.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { describeEvent } from '../../src/trace/words/describeEvent.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

const mostRows = 200;

export function tableParts(
  model: Model,
  timeline: Timeline,
  frame: Frame,
  visit: (event: number) => void,
): HTMLElement[] {
  const { log, state } = timeline;
  const { texts, language } = model;
  const first = frame.starts[0] as number;
  const end = Math.min(log.length, frame.starts[frame.starts.length - 1] as number);
  const last = Math.min(end, first + mostRows);
  const head = [texts.table.time, texts.table.thread, texts.table.what, texts.table.line].map((text) => {
    const cell = element('th', '', text);
    cell.scope = 'col';
    return cell;
  });
  const rows: HTMLElement[] = [];
  for (let i = first; i < last; i++) {
    const line = timeline.place(log.site(i))?.line;
    const what = element('button', 'row', describeEvent(i, timeline, language));
    what.addEventListener('click', () => visit(i));
    rows.push(
      element('tr', i === model.cursor - 1 ? 'current' : '', [
        element('td', '', formatTime(log.time(i))),
        element('td', '', state.threads[log.thread(i)]?.name ?? ''),
        element('td', '', [what]),
        element('td', '', line === undefined ? '' : String(line)),
      ]),
    );
  }
  const caption = element('caption', '', texts.table.caption(last - first, end - first));
  const body = element('tbody', '', rows);
  return [element('table', 'events', [caption, element('thead', '', [element('tr', '', head)]), body])];
}
