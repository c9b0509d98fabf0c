/** Who does what and who owns what at the cursor: the wait-for graph, a cycle in words, then every object and thread. */

import type { LaneGroup } from '../../src/layout/laneSettings.js';
import { groupOf } from '../../src/layout/parts.js';
import { standsAlone } from '../../src/trace/standsAlone.js';
import type { ObjectState, ProgramState, ThreadState } from '../../src/trace/state.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { LoopState, ObjectKind, Operation, ThreadKind } from '../../src/trace/vocabulary.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { threadKindWord } from '../../src/trace/words/kindWord.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';
import { describeObject } from './describeObject.js';
import { waitGraph } from './waitGraph.js';

/** More rows of one kind than these are counted. */
const mostRows = 100;

export interface At {
  readonly model: Model;
  readonly timeline: Timeline;
  readonly state: ProgramState;
  readonly texts: Model['texts'];
  readonly reveal: (site: number) => void;
}

export function stateParts(model: Model, timeline: Timeline, reveal: (site: number) => void): Element[] {
  const { state, texts } = model;
  if (!state) return [];
  const at: At = { model, timeline, state, texts, reveal };
  const time = model.cursor === 0 ? 0 : timeline.log.time(model.cursor - 1);
  const objects = (group: LaneGroup): ObjectState[] =>
    state.objects.filter(
      (object): object is ObjectState =>
        object !== undefined &&
        standsAlone(object, state) &&
        groupOf(object.kind) === group &&
        !isClosedLoop(object),
    );
  // What explains a standstill comes first; else the lists stay where they are, whoever waits for whom.
  const graph = waitGraph(at);
  return [
    element('h2', '', `${texts.state} · ${formatTime(time)}`),
    ...(graph.hasCycle ? graph.parts : []),
    ...section(texts.locks, objects('locks'), (object) => objectRow(object, at), at),
    ...section(texts.queues, objects('queues'), (object) => objectRow(object, at), at),
    ...section(texts.others, objects('others'), (object) => objectRow(object, at), at),
    ...section(texts.variables, objects('values'), (object) => objectRow(object, at), at),
    ...section(
      texts.threads,
      state.threads.filter((thread) => thread !== undefined),
      (thread) => threadRow(thread, at),
      at,
    ),
    ...(graph.hasCycle ? [] : graph.parts),
  ];
}

/** A program may make one for each of its calls; what is over says nothing of this moment. */
function isClosedLoop({ kind, state }: ObjectState): boolean {
  return kind === ObjectKind.Loop && state === LoopState.Closed;
}

function section<T>(
  title: string,
  all: readonly T[],
  row: (one: T) => HTMLElement,
  { texts }: At,
): HTMLElement[] {
  if (all.length === 0) return [];
  const rows = all.slice(0, mostRows).map(row);
  if (all.length > mostRows) rows.push(element('li', 'rest', texts.moreRows(all.length - mostRows)));
  return [element('h3', '', title), element('ul', 'rows', rows)];
}

function row(name: string, text: string, bad: boolean, act: () => void): HTMLElement {
  const content = [element('strong', '', name), document.createTextNode(` ${text}`)];
  const line = element('button', bad ? 'row bad' : 'row', content);
  line.addEventListener('click', act);
  return element('li', '', [line]);
}

function threadRow(thread: ThreadState, at: At): HTMLElement {
  const place = at.timeline.place(thread.site);
  const isIdle = thread.operation === Operation.Idle;
  const parts: string[] = [isIdle ? at.texts.idle : at.texts.status[thread.status]];
  if (thread.kind !== ThreadKind.Thread) parts.unshift(threadKindWord(thread.kind, at.model.language));
  const task = at.state.objects[thread.task];
  if (task && thread.status !== 'ended') parts.push(at.texts.carriesOut(task.name));
  if (thread.status === 'blocked' && !isIdle) parts.push(blockedOn(thread, at));
  if (place) parts.push(at.texts.line(place.line));
  return row(thread.name, parts.join(' · '), thread.status === 'blocked' && !isIdle, () =>
    at.reveal(thread.site),
  );
}

function blockedOn(thread: ThreadState, at: At): string {
  const object = at.state.objects[thread.blockedOn];
  const holder = object?.kind === ObjectKind.Thread ? undefined : object?.holders[0];
  const name = holder ? (at.state.threads[holder.thread]?.name ?? '') : '';
  return at.texts.blockedOn(object?.name ?? '', name, formatTime(at.timeline.log.time(thread.since)));
}

function objectRow(object: ObjectState, at: At): HTMLElement {
  const site = object.holders[0]?.site ?? object.site;
  const countsTasks = at.timeline.state.objects[object.id]?.countsTasks ?? false;
  const text = describeObject(object, at.state, at.texts, at.model.language, countsTasks);
  return row(object.name, text, false, () => at.reveal(site));
}
