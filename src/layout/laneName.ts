/** What stands before a lane, and what is said of it: the same words on the screen, in a picture and to a screen reader. */
import type { Timeline } from '../trace/timeline.js';
import { sharesThread, ThreadKind } from '../trace/vocabulary.js';
import { objectKindWord, objectSign, threadKindWord } from '../trace/words/kindWord.js';
import type { Language } from '../trace/words/language.js';
import type { Lane } from './lanes.js';

/** What fits beside a lane: its name, with a sign where a colour does not tell what it is. */
export function laneName(lane: Lane, timeline: Timeline, language: Language): string {
  if (lane.kind === 'process') return laneTitle(lane, timeline, language);
  const object = lane.kind === 'object' ? timeline.objects.get(lane.id)?.object : undefined;
  const sign = object ? objectSign(object.kind) : '';
  return `${lane.pinned ? '▴ ' : ''}${sign === '' ? '' : `${sign} `}${lane.label}`;
}

/** The whole name with the kind of thing. */
export function laneTitle(lane: Lane, timeline: Timeline, language: Language): string {
  const { kind, id, label, threadKind } = lane;
  const object = kind === 'object' ? timeline.objects.get(id)?.object : undefined;
  const word = object
    ? objectKindWord(object.kind, language)
    : threadKindWord(threadKind === 0 ? ThreadKind.Thread : threadKind, language);
  // A network called network needs no word.
  return word === '' || word === label ? label : `${word} ${label}`;
}

const stepPx = 8;

/** How far to the right a name stands: below the head of its process, and below the thread that it shares. */
export function indentOf({ threadKind, inGroup }: Lane): number {
  return (inGroup ? stepPx : 0) + (sharesThread(threadKind) ? stepPx : 0);
}
