// threading.local
import { Event, Thread, ThreadLocal } from 'threadlanes';
import { attempt, tell } from './lines.js';

interface Mine {
  x: number;
  y: string;
}

const mine = new ThreadLocal<Mine>();
const mayGoOn = new Event();
const hasSet = new Event();

export class Counted extends ThreadLocal {
  count: number;

  constructor(count: number) {
    super(count);
    this.count = count;
  }

  doubled() {
    return this.count * 2;
  }
}

const counted = new Counted(2);

export function tellMine() {
  tell('x' in mine, 'y' in mine);
}

export function setMine() {
  mine.x = 2;
  tell(mine.x);
}

export function setAndWait() {
  mine.x = 2;
  hasSet.set();
  mayGoOn.wait();
  tell(mine.x);
}

export function useCounted() {
  tell(counted.count, counted.doubled());
  counted.count = 5;
  tell(counted.count, counted.doubled());
}

export function useGiven(given: { x?: number }) {
  tell('x' in given);
  given.x = 3;
  tell(given.x);
}

function inThread(target: () => void) {
  const thread = new Thread({ target });
  thread.start();
  return thread;
}

export function keepsWhatItsThreadSets() {
  mine.x = 1;
  mine.y = 'one';
  tell(mine.x, mine.y);
  mine.x = 7;
  tell(mine.x);
}

export function isUnsetInOtherThreads() {
  mine.x = 1;
  inThread(tellMine).join();
  tell('x' in mine, 'y' in mine);
}

export function changesAreNotSeenElsewhere() {
  mine.x = 1;
  inThread(setMine).join();
  tell(mine.x);
}

export function livesSideBySide() {
  const thread = inThread(setAndWait);
  hasSet.wait();
  mine.x = 1;
  mayGoOn.set();
  thread.join();
  tell(mine.x);
}

export function newThreadsBeginAnew() {
  inThread(setMine).join();
  inThread(tellMine).join();
  inThread(setMine).join();
}

export function propertiesMayBeDeleted() {
  mine.x = 1;
  delete mine.x;
  tell('x' in mine);
  mine.x = 2;
  tell(mine.x);
}

export function namesOfItsProperties() {
  mine.x = 1;
  mine.y = 'one';
  tell(Object.keys(mine).sort());
}

export function severalAreIndependent() {
  const other = new ThreadLocal<Mine>();
  mine.x = 1;
  tell('x' in other);
  other.x = 2;
  tell(mine.x, other.x);
}

export function subclassIsMadeForEachThread() {
  tell(counted.count, counted.doubled());
  inThread(useCounted).join();
  inThread(useCounted).join();
  tell(counted.count);
}

export function mayBeGivenToAThread() {
  const given = new ThreadLocal<Mine>();
  given.x = 1;
  const thread = new Thread({ target: useGiven, args: [given] });
  thread.start();
  thread.join();
  tell(given.x);
}

export function holdsObjectsOfAnyKind() {
  const list = [1];
  mine.y = 'text';
  (mine as { list?: number[] }).list = list;
  list.push(2);
  attempt(() => (mine as { list?: number[] }).list);
}

const cases: Record<string, () => void> = {
  keepsWhatItsThreadSets,
  isUnsetInOtherThreads,
  changesAreNotSeenElsewhere,
  livesSideBySide,
  newThreadsBeginAnew,
  propertiesMayBeDeleted,
  namesOfItsProperties,
  severalAreIndependent,
  subclassIsMadeForEachThread,
  mayBeGivenToAThread,
  holdsObjectsOfAnyKind,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
