/** What a Create event brings into the state, and what it is called. */
import type { EventLog } from './eventLog.js';
import type { Site } from './header.js';
import { newObject, type ObjectState, type ProgramState } from './state.js';
import { EventKind, ObjectKind, objectKindName } from './vocabulary.js';

/** The variable that the object was given to, told apart by a number when the same line made several; else its kind and id. */
function nameObject(
  state: ProgramState,
  sites: readonly Site[],
  id: number,
  kind: number,
  site: number,
): string {
  const unnamed = `${objectKindName(kind as ObjectKind)}-${id}`;
  const named = sites[site]?.name;
  if (named === undefined) return unnamed;
  const key = site * 256 + kind;
  const same = (state.made.get(key) ?? 0) + 1;
  state.made.set(key, same);
  if (named.startsWith('[')) return (comesInPairs(kind) && nameInTurn(named, same)) || unnamed;
  return same === 1 ? named : `${named}#${same}`;
}

function comesInPairs(kind: number): boolean {
  return kind === ObjectKind.Connection || kind === ObjectKind.Socket;
}

/** Of `[here, there]`: what the ends of a pipe are called, one after the other, and of further pipes from the same line. */
function nameInTurn(pattern: string, made: number): string {
  const names = pattern.slice(1, -1).split(', ');
  const round = Math.ceil(made / names.length);
  const name = names[(made - 1) % names.length] ?? '';
  return round === 1 || name === '' ? name : `${name}#${round}`;
}

/** Kinds whose detail is another object. */
function linksTo(kind: number): boolean {
  return kind === ObjectKind.Condition || kind === ObjectKind.Connection || kind === ObjectKind.Future;
}

export function makeObject(state: ProgramState, log: EventLog, i: number, sites: readonly Site[]): void {
  const id = log.object(i);
  const kind = log.a(i);
  const detail = log.b(i);
  const object = newObject({
    id,
    kind: kind as ObjectKind,
    variety: log.info(i),
    name: log.text(i) || nameObject(state, sites, id, kind, log.site(i)),
    site: log.site(i),
    maker: log.thread(i),
    capacity: linksTo(kind) ? 0 : detail,
    link: linksTo(kind) ? detail : 0,
  });
  if (kind === ObjectKind.Semaphore) object.permits = detail;
  if (kind === ObjectKind.Condition) nameOwnLock(state, object);
  state.addObject(object, i);
}

/** The lock that a condition made for itself, on the same line, is called after it. */
function nameOwnLock(state: ProgramState, condition: ObjectState): void {
  const lock = state.objects[condition.link];
  if (lock?.site === condition.site && (lock.kind === ObjectKind.RLock || lock.kind === ObjectKind.Lock))
    lock.name = `${condition.name}.lock`;
}

const accesses: ReadonlySet<number> = new Set([
  EventKind.Read,
  EventKind.Write,
  EventKind.AtomicRead,
  EventKind.AtomicWrite,
  EventKind.AtomicUpdate,
]);

/** The elements of an array take the ids that follow its own, and come into being with the first access. */
export function makeElement(state: ProgramState, log: EventLog, i: number): ObjectState | undefined {
  const id = log.object(i);
  if (!accesses.has(log.kind(i))) return undefined;
  const array = state.arrays.find(({ id: first, capacity }) => id > first && id <= first + capacity);
  if (!array) return undefined;
  const element = newObject({
    id,
    kind: ObjectKind.Shared,
    variety: 0,
    name: `${array.name}[${id - array.id - 1}]`,
    site: array.site,
    maker: array.maker,
    capacity: 0,
    link: array.id,
  });
  state.addObject(element, i);
  return element;
}
