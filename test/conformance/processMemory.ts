// multiprocessing.Value and multiprocessing.Array
import { Lock, Process, RLock, Array as SharedNumbers, Value } from 'threadlanes/multiprocessing';
import { attempt, tell } from './lines.js';

export function addToValue(value: Value, times: number) {
  for (let i = 0; i < times; i++) {
    value.getLock().acquire();
    value.value += 1;
    value.getLock().release();
  }
}

export function writeBoth(value: Value, numbers: SharedNumbers) {
  value.value = 3.5;
  for (let i = 0; i < numbers.length; i++) numbers[i] = -(numbers[i] ?? 0);
}

export function tryToTake(value: Value) {
  tell(value.getLock().acquire(false));
}

export function valueIsAsMade() {
  tell(new Value('i', 7).value, new Value('i').value, new Value('d', 2.5).value);
}

export function valueMayBeWritten() {
  const value = new Value('d', 1);
  value.value = 2.5;
  tell(value.value);
  value.value -= 1;
  tell(value.value);
}

export function processesShareThem() {
  const value = new Value('d', 0);
  const numbers = new SharedNumbers('i', [1, 2, 3]);
  const process = new Process({ target: writeBoth, args: [value, numbers] });
  process.start();
  process.join();
  tell(value.value, [...numbers]);
}

export function itsLockMakesAddingAtomic() {
  const value = new Value('i', 0);
  const processes = [30, 30].map((times) => new Process({ target: addToValue, args: [value, times] }));
  for (const process of processes) process.start();
  for (const process of processes) process.join();
  tell(value.value);
}

export function itsLockIsAnRLock() {
  const value = new Value('i', 0);
  tell(value.getLock().acquire(), value.getLock().acquire());
  value.value = 1;
  const process = new Process({ target: tryToTake, args: [value] });
  process.start();
  process.join();
}

export function itUsesTheLockItIsGiven() {
  const lock = new RLock();
  const value = new Value('i', 0, lock);
  value.getLock().acquire();
  tell(lock.acquire(false));
  lock.release();
  lock.release();
  attempt(() => lock.release());
  const plain = new Lock();
  const numbers = new SharedNumbers('i', 2, plain);
  plain.acquire();
  tell(numbers.getLock().acquire(false));
}

export function withoutALock() {
  const value = new Value('i', 4, false);
  tell(value.value);
  attempt(() => value.getLock());
}

export function wholeNumbersOnly() {
  attempt(() => new Value('i', 1.5));
  const value = new Value('i', 1);
  attempt(() => {
    value.value = 2.5;
  });
  tell(value.value);
  const numbers = new SharedNumbers('h', 2);
  attempt(() => {
    numbers[0] = 0.5;
  });
  attempt(() => new SharedNumbers('i', [1, 2.5]));
  tell([...numbers]);
}

export function highBitsAreLost() {
  tell(new Value('b', 200).value, new Value('B', 257).value, new Value('B', -1).value);
  tell(new Value('h', 40000).value, new Value('H', 65536).value);
  tell(new Value('i', 2147483648).value, new Value('I', -1).value);
}

export function numbersOfAllKinds() {
  for (const code of ['b', 'B', 'h', 'H', 'i', 'I'] as const) tell(new Value(code, 100).value);
  tell(new Value('f', 0.5).value, new Value('f', 0.1).value === 0.1, new Value('d', 0.1).value === 0.1);
}

export function arrayIsAsMade() {
  const numbers = new SharedNumbers('i', 3);
  tell(numbers.length, [...numbers]);
  tell([...new SharedNumbers('d', [1.5, -2.5])], [...new SharedNumbers('i', [])]);
}

export function elementsMayBeWritten() {
  const numbers = new SharedNumbers('i', [1, 2, 3]);
  numbers[0] = 10;
  numbers[-1] = 30;
  tell([...numbers], numbers[0], numbers[-1], numbers[-3]);
}

export function outsideIsAnError() {
  const numbers = new SharedNumbers('i', 2);
  attempt(() => numbers[2]);
  attempt(() => numbers[-3]);
  attempt(() => {
    numbers[2] = 1;
  });
  tell([...numbers]);
}

const cases: Record<string, () => void> = {
  valueIsAsMade,
  valueMayBeWritten,
  processesShareThem,
  itsLockMakesAddingAtomic,
  itsLockIsAnRLock,
  itUsesTheLockItIsGiven,
  withoutALock,
  wholeNumbersOnly,
  highBitsAreLost,
  numbersOfAllKinds,
  arrayIsAsMade,
  elementsMayBeWritten,
  outsideIsAnError,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
