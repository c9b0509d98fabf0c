/** Values of cells, and states of events, barriers, futures: what it is now, in words, until it changes. */
import type { ObjectLane } from '../trace/timeline.js';
import type { Track } from '../trace/track.js';
import { EventState, ObjectKind } from '../trace/vocabulary.js';
import { stateWord } from '../trace/words/stateWord.js';
import { valueText } from '../trace/words/valueText.js';
import type { Frame } from './frame.js';
import type { Part } from './parts.js';
import { labelPx, type Sink } from './sink.js';
import { shareOf, walk } from './walk.js';

export function layValues(
  lane: ObjectLane,
  values: Track,
  part: Part,
  y: number,
  frame: Frame,
  sink: Sink,
): void {
  const { log } = frame.timeline;
  const isArray = lane.object.kind === ObjectKind.SharedArray;
  walk(values, frame, {
    span(k, x, width) {
      const event = values.event(k);
      const text = width >= labelPx ? valueText(log, event) : '';
      const label = isArray && text !== '' ? `[${log.object(event) - lane.object.id - 1}] = ${text}` : text;
      sink.box('value', x, y, width, part.height, log.thread(event), event, label);
    },
    crowd(_first, _end, x, event) {
      sink.crowd(x, y, part.height, 0, event, 1, 0);
    },
  });
}

export function layStates(
  lane: ObjectLane,
  states: Track,
  part: Part,
  y: number,
  frame: Frame,
  sink: Sink,
): void {
  const { kind } = lane.object;
  walk(states, frame, {
    span(k, x, width) {
      const code = states.code(k);
      if (code === EventState.Clear) return;
      const label = width >= labelPx ? stateWord(kind, code, frame.language) : '';
      sink.box('state', x, y, width, part.height, 0, states.event(k), label);
    },
    crowd(first, end, x, event) {
      sink.crowd(
        x,
        y,
        part.height,
        0,
        event,
        shareOf(states, first, end, (code) => code > 0),
        0,
      );
    },
  });
}
