/** An object at one moment, in a few words: what each kind has to say of itself. */
import { busyWorkers, tasksOver } from '../../src/trace/pools.js';
import type { ObjectState, ProgramState } from '../../src/trace/state.js';
import { ObjectKind } from '../../src/trace/vocabulary.js';
import type { Language } from '../../src/trace/words/language.js';
import { stateWord } from '../../src/trace/words/stateWord.js';
import type { Texts } from '../text/english.js';

/** More names than these are counted. */
const mostNames = 12;

export function describeObject(
  object: ObjectState,
  state: ProgramState,
  texts: Texts,
  language: Language,
  /** Whether the program ever asks for the queue's unfinished tasks. */
  countsTasks: boolean,
): string {
  const named = (threads: readonly { thread: number }[]): string =>
    listed(
      threads.map(({ thread }) => state.threads[thread]?.name ?? ''),
      texts,
    );
  const parts = ownParts(object, state, texts, countsTasks);
  const word = stateWord(object.kind, object.state, language);
  const isPlain =
    object.state === 0 && (object.kind === ObjectKind.Queue || object.kind === ObjectKind.Executor);
  if (word !== '' && !isPlain) parts.push(word);
  // Whoever waits for a pool is one of its workers with nothing to do.
  if (object.waiters.length > 0 && object.kind !== ObjectKind.Executor)
    parts.push(texts.waiters(named(object.waiters)));
  return parts.filter((part) => part !== '').join(' · ');
}

function ownParts(object: ObjectState, state: ProgramState, texts: Texts, countsTasks: boolean): string[] {
  switch (object.kind) {
    case ObjectKind.Lock:
    case ObjectKind.RLock:
    case ObjectKind.Gil:
      return [owners(object, state, texts)];
    case ObjectKind.Loop:
      return [texts.turnOf(holders(object, state, texts))];
    case ObjectKind.Semaphore:
      return [
        texts.permits(object.permits, object.capacity),
        object.holders.length > 0 ? owners(object, state, texts) : '',
      ];
    case ObjectKind.Condition:
      return [texts.belongsTo(state.objects[object.link]?.name ?? '')];
    case ObjectKind.Barrier:
      return [texts.parties(object.waiters.length, object.capacity)];
    case ObjectKind.Network:
    case ObjectKind.Socket:
    case ObjectKind.Selector:
      return contents(object, texts);
    case ObjectKind.Executor:
      return pool(object, state, texts);
    case ObjectKind.Queue:
      return [
        ...contents(object, texts),
        countsTasks && object.unfinished > 0 ? texts.unfinished(object.unfinished) : '',
      ];
    case ObjectKind.Connection:
      return [...contents(object, texts), texts.otherEnd(state.objects[object.link]?.name ?? '')];
    case ObjectKind.Shared:
    case ObjectKind.Managed:
      return [`= ${object.value}`];
    default:
      return [];
  }
}

function pool(object: ObjectState, state: ProgramState, texts: Texts): string[] {
  const over = tasksOver(state, object);
  return [
    ...contents(object, texts),
    texts.workers(busyWorkers(state, object).length, object.capacity),
    over > 0 ? texts.tasksOver(over) : '',
  ];
}

function owners(object: ObjectState, state: ProgramState, texts: Texts): string {
  return object.holders.length === 0 ? texts.free : texts.owner(holders(object, state, texts));
}

function holders(object: ObjectState, state: ProgramState, texts: Texts): string {
  const names = object.holders.map(({ thread, depth }) => {
    const name = state.threads[thread]?.name ?? '';
    return depth > 1 ? `${name} ×${depth}` : name;
  });
  return listed(names, texts);
}

function contents(object: ObjectState, texts: Texts): string[] {
  const items: string[] = [];
  for (let place = 0; place <= Math.min(object.items.length - 1, mostNames); place++)
    items.push(object.items.at(place)?.text ?? '');
  const rest = object.items.length - mostNames;
  const shown = items.slice(0, mostNames).join(', ');
  return [
    texts.items(object.items.length, object.kind === ObjectKind.Queue ? object.capacity : 0),
    rest > 0 ? `${shown}, ${texts.moreRows(rest)}` : shown,
  ];
}

function listed(names: readonly string[], texts: Texts): string {
  const shown = names.slice(0, mostNames).join(', ');
  const rest = names.length - mostNames;
  return rest > 0 ? `${shown}, ${texts.moreRows(rest)}` : shown;
}
