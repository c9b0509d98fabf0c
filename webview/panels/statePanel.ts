/** Who does what and who owns what at the cursor. */
import type { ObjectState, ProgramState, ThreadState } from '../../src/trace/state.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { ObjectKind } from '../../src/trace/vocabulary.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

interface At {
  readonly timeline: Timeline;
  readonly state: ProgramState;
  readonly texts: Model['texts'];
  readonly reveal: (site: number) => void;
}

export function stateParts(model: Model, timeline: Timeline, reveal: (site: number) => void): HTMLElement[] {
  const at: At = { timeline, state: timeline.stateAfter(model.cursor), texts: model.texts, reveal };
  const threads = at.state.threads.flatMap((thread) => (thread ? [threadRow(thread, at)] : []));
  const objects = (kind: ObjectKind): HTMLElement[] =>
    at.state.objects.flatMap((object) => (object?.kind === kind ? [objectRow(object, at)] : []));
  const time = model.cursor === 0 ? 0 : timeline.log.time(model.cursor - 1);
  return [
    element('h2', '', `${at.texts.state} · ${formatTime(time)}`),
    ...section(at.texts.locks, objects(ObjectKind.Lock)),
    ...section(at.texts.queues, objects(ObjectKind.Queue)),
    ...section(at.texts.variables, objects(ObjectKind.Shared)),
    ...section(at.texts.threads, threads),
  ];
}

function section(title: string, rows: readonly HTMLElement[]): HTMLElement[] {
  return rows.length === 0 ? [] : [element('h3', '', title), element('ul', 'rows', rows)];
}

function row(name: string, text: string, bad: boolean, act: (() => void) | undefined): HTMLElement {
  const content = [element('strong', '', name), document.createTextNode(` ${text}`)];
  const line = element('button', bad ? 'row bad' : 'row', content);
  if (act) line.addEventListener('click', act);
  return element('li', '', [line]);
}

function threadRow(thread: ThreadState, at: At): HTMLElement {
  const place = at.timeline.place(thread.site);
  const parts = [at.texts.status[thread.status]];
  if (thread.status === 'blocked') parts.push(blockedOn(thread, at));
  if (place) parts.push(at.texts.line(place.line));
  return row(thread.name, parts.join(' · '), thread.status === 'blocked', () => at.reveal(thread.site));
}

function blockedOn(thread: ThreadState, at: At): string {
  const object = at.state.objects[thread.blockedOn];
  const holder = object?.kind === ObjectKind.Thread ? undefined : object?.holders[0];
  const name = holder ? (at.state.threads[holder.thread]?.name ?? '') : '';
  return at.texts.blockedOn(object?.name ?? '', name, formatTime(at.timeline.log.time(thread.since)));
}

function objectRow(object: ObjectState, at: At): HTMLElement {
  const names = (threads: readonly { thread: number }[]): string =>
    threads.map(({ thread }) => at.state.threads[thread]?.name ?? '').join(', ');
  const parts: string[] = [];
  if (object.kind === ObjectKind.Lock)
    parts.push(object.holders.length > 0 ? at.texts.owner(names(object.holders)) : at.texts.free);
  if (object.kind === ObjectKind.Queue) {
    parts.push(
      at.texts.items(object.items.length, object.capacity),
      [...object.items].map((item) => item.text).join(', '),
    );
  }
  if (object.kind === ObjectKind.Shared) parts.push(`= ${object.value}`);
  if (object.waiters.length > 0) parts.push(at.texts.waiters(names(object.waiters)));
  const site = object.holders[0] ? at.timeline.log.site(object.holders[0].since) : object.site;
  return row(object.name, parts.filter((part) => part !== '').join(' · '), false, () => at.reveal(site));
}
