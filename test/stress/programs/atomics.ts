// Shared variables and arrays: what each operation answers and throws, and eight threads that change them without a lock.
import { Event, Lock, print, shared, sharedArray, Thread } from 'threadlanes';

const number = shared(5);
const word = shared('one');
const flag = shared(false);
const list = shared<number[]>([1, 2]);
const numbers = sharedArray([1, 2, 3]);
const zeros = sharedArray(3);
const words = sharedArray(['a', 'b']);
const lock = new Lock();
const begin = new Event();

function tell(...values: unknown[]) {
  print(...values.map((value) => JSON.stringify(value ?? null)));
}

function attempt(call: () => unknown) {
  try {
    tell(call());
  } catch (error) {
    tell(`throws ${error instanceof Error ? error.name : String(error)}`);
  }
}

function variables() {
  number.value += 1;
  tell(number.value, number.load(), number.exchange(10), number.load());
  tell(
    number.add(5),
    number.sub(1),
    number.load(),
    number.update((value) => value * 2),
    number.value,
  );
  tell(number.compareExchange(28, 1), number.compareExchange(28, 2), number.value);
  number.store(7);
  word.value = 'two';
  tell(number.value, word.load(), word.compareExchange('two', 'three'), word.value);
  tell(flag.exchange(true), flag.compareExchange(true, false), flag.value);
  tell(
    word.update((text) => `${text}!`),
    word.value,
  );
}

function copies() {
  const copy = list.value;
  copy.push(3);
  tell(list.value);
  list.value = copy;
  tell(list.value);
  attempt(() => list.compareExchange(copy, []));
  attempt(() => {
    (list as { value: unknown }).value = () => 1;
  });
  tell(list.value);
}

function updateOnlyComputes() {
  attempt(() => number.update((value) => value + number.value));
  attempt(() => number.update(() => (lock.acquire() ? 1 : 0)));
  attempt(() => {
    number.update(() => {
      throw new TypeError('it fails');
    });
  });
  tell(
    number.value,
    lock.locked(),
    number.update((value) => value + 1),
  );
}

function arrays() {
  tell(numbers.length, [...numbers], [...zeros], [...words]);
  numbers[0] = 10;
  words[1] = 'c';
  tell(numbers[0], words[1], numbers[3], numbers[-1]);
  tell(numbers.load(1), numbers.exchange(1, 20), numbers.compareExchange(1, 20, 21), numbers.load(1));
  tell(
    numbers.add(2, 5),
    numbers.sub(2, 1),
    numbers.update(2, (value) => -value),
    [...numbers],
  );
  attempt(() => {
    numbers[3] = 1;
  });
  attempt(() => numbers.load(3));
  attempt(() => numbers.store(-1, 0));
  attempt(() => numbers.add(0.5, 1));
  attempt(() => sharedArray(-1));
  attempt(() => sharedArray(1.5));
  tell(sharedArray(0).length, [...numbers]);
}

/** Each thread adds so often to a variable and to an element that all share, in every atomic way in turn. */
export function addAll(times: number, index: number) {
  begin.wait();
  for (let i = 0; i < times; i++) {
    if (i % 3 === 0) number.add(1);
    else if (i % 3 === 1) number.update((value) => value + 1);
    else addBySwapping();
    numbers.add(i % 3, 1);
    zeros.update(index % 3, (value) => value + 1);
  }
}

function addBySwapping() {
  for (let seen = number.load(); ; ) {
    const there = number.compareExchange(seen, seen + 1);
    if (there === seen) return;
    seen = there;
  }
}

export function addPlainly(times: number) {
  for (let i = 0; i < times; i++) zeros[1] = (zeros[1] ?? 0) + 1;
}

function inThreads(target: (times: number, index: number) => void, threads: number, times: number) {
  const all = Array.from({ length: threads }, (_, i) => new Thread({ target, args: [times, i] }));
  for (const thread of all) thread.start();
  begin.set();
  for (const thread of all) thread.join();
}

function haste(threads: number, times: number) {
  inThreads(addAll, threads, times);
  return [number.value, [...numbers], [...zeros]];
}

function race() {
  inThreads(addPlainly, 2, 1);
}

export function main(variant: string, threads: string, times: string) {
  if (variant === 'haste') return haste(Number(threads), Number(times));
  if (variant === 'race') return race();
  if (variant === 'variables') return variables();
  if (variant === 'copies') return copies();
  return variant === 'arrays' ? arrays() : updateOnlyComputes();
}
