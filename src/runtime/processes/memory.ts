/**
 * multiprocessing's Value and Array: numbers in cells (cells.ts) that every process sees, with a lock beside them. A read and
 * a write each hold the lock; in the trace they are plain accesses, so without it they can race.
 */
import { EventKind, ObjectKind, ValueForm } from '../../trace/vocabulary.js';
import { type Cell, cellWords, keepValue, readCell, writeCell } from '../cells.js';
import { current, type Kernel } from '../kernel.js';
import { bodyAt, Header } from '../memory.js';
import {
  address,
  createObject,
  emitCreate,
  liveEverywhere,
  registerProcessKind,
  rememberWrapper,
  SharedObject,
  setAddress,
  takeElementIds,
  wrapperAt,
} from '../sharedObject.js';
import { SharedArrayWords } from '../waiting.js';
import { type Lock, RLock } from './locks.js';
import { codeOf, fitted } from './typecodes.js';

/** After a Value's cell, or an Array's words. */
const MemoryWords = { Code: bodyAt + cellWords, Lock: bodyAt + cellWords + 1 } as const;

type GivenLock = Lock | RLock | boolean;

/** What Value and Array have in common. */
class Guarded extends SharedObject {
  getLock(): Lock | RLock {
    const lock = lockOf(this);
    if (!lock) throw new TypeError('it was made without a lock');
    return lock;
  }
}

export class Value extends Guarded {
  constructor(typecode: string, value = 0, lock: GivenLock = true) {
    super();
    const code = codeOf(typecode);
    const first = fitted(code, value);
    const guardedBy = lockFor(lock);
    const made = createObject(this, ObjectKind.Shared, (at, kernel) => {
      keepValue(kernel, at + bodyAt, first);
      fillGuard(kernel, at, code, guardedBy);
    });
    if (!made) return;
    emitCreate(this[address], ObjectKind.Shared, 0);
    current().emitFloat(EventKind.Write, this[address], ValueForm.Number, first);
  }
  get value(): number {
    return guarded(this, () => readCell(cellOf(this[address]), EventKind.Read) as number);
  }
  set value(value: number) {
    const kept = fitted(codeOfObject(this), value);
    guarded(this, () => writeCell(cellOf(this[address]), EventKind.Write, kept));
  }
}

class ArrayObject extends Guarded {
  constructor(typecode: string, given: number | Iterable<number>, lock: GivenLock = true) {
    super();
    const code = codeOf(typecode);
    const values = typeof given === 'number' ? zeros(given) : [...given].map((value) => fitted(code, value));
    const guardedBy = lockFor(lock);
    const made = createObject(this, ObjectKind.SharedArray, (at, kernel) => {
      fillCells(kernel, at, values);
      fillGuard(kernel, at, code, guardedBy);
    });
    if (made) current().emit(EventKind.Create, this[address], 0, ObjectKind.SharedArray, values.length);
  }
  get length(): number {
    return current().words[this[address] + SharedArrayWords.Length] as number;
  }
  *[Symbol.iterator](): Iterator<number> {
    for (let index = 0; index < this.length; index++) yield readElement(this, index);
  }
}

/** What a program knows as Array: an object that is made is seen through its square brackets. */
export const SynchronizedArray = new Proxy(ArrayObject, {
  construct(target, given, newTarget) {
    const facade = indexed(Reflect.construct(target, given, newTarget) as ArrayObject);
    rememberWrapper(facade, facade[address]);
    return facade;
  },
});

liveEverywhere(Value, ArrayObject);
registerProcessKind(ObjectKind.Shared, (at) => {
  const value = Object.create(Value.prototype) as Value;
  setAddress(value, at);
  return value;
});
registerProcessKind(ObjectKind.SharedArray, (at) => {
  const array = Object.create(ArrayObject.prototype) as ArrayObject;
  setAddress(array, at);
  return indexed(array);
});

function lockFor(given: GivenLock): number {
  if (typeof given !== 'boolean') return given[address];
  return given ? new RLock()[address] : 0;
}

function fillGuard({ words }: Kernel, at: number, code: number, lock: number): void {
  words[at + MemoryWords.Code] = code;
  words[at + MemoryWords.Lock] = lock;
}

function fillCells(kernel: Kernel, at: number, values: readonly number[]): void {
  const cells = kernel.allocator.allocate(Math.max(1, values.length) * cellWords * 4);
  kernel.words.fill(0, cells, cells + values.length * cellWords);
  takeElementIds(kernel, at, values.length);
  kernel.words[at + SharedArrayWords.Length] = values.length;
  kernel.words[at + SharedArrayWords.Cells] = cells;
  for (const [index, value] of values.entries()) keepValue(kernel, cells + index * cellWords, value);
}

function zeros(length: number): number[] {
  if (!Number.isInteger(length) || length < 0)
    throw new RangeError(`an array cannot have ${length} elements`);
  return new Array<number>(length).fill(0);
}

function codeOfObject(guarded: SharedObject): number {
  return current().words[guarded[address] + MemoryWords.Code] as number;
}

function lockOf(guarded: SharedObject): Lock | RLock | undefined {
  const lock = current().words[guarded[address] + MemoryWords.Lock] as number;
  return lock === 0 ? undefined : (wrapperAt(lock) as Lock | RLock);
}

function guarded<T>(object: SharedObject, work: () => T): T {
  const lock = lockOf(object);
  lock?.acquire();
  try {
    return work();
  } finally {
    lock?.release();
  }
}

function cellOf(object: number): Cell {
  return { object, at: object + bodyAt, id: current().words[object + Header.Id] as number };
}

/** A negative index counts from the end. */
function elementOf(array: ArrayObject, index: number): Cell {
  const { words } = current();
  const object = array[address];
  const { length } = array;
  const place = index < 0 ? index + length : index;
  if (place < 0 || place >= length)
    throw new RangeError(`there is no element ${index} in an array of ${length}`);
  const at = (words[object + SharedArrayWords.Cells] as number) + place * cellWords;
  return { object, at, id: (words[object + Header.Id] as number) + 1 + place };
}

function readElement(array: ArrayObject, index: number): number {
  return guarded(array, () => readCell(elementOf(array, index), EventKind.Read) as number);
}

function writeElement(array: ArrayObject, index: number, value: unknown): void {
  const kept = fitted(codeOfObject(array), value);
  guarded(array, () => writeCell(elementOf(array, index), EventKind.Write, kept));
}

function indexOf(key: string | symbol): number | undefined {
  return typeof key === 'string' && /^-?(?:0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
}

/** Square brackets for an array. */
function indexed(array: ArrayObject): ArrayObject {
  return new Proxy(array, {
    get(target, key) {
      const index = indexOf(key);
      return index === undefined ? (Reflect.get(target, key, target) as unknown) : readElement(target, index);
    },
    set(target, key, value) {
      const index = indexOf(key);
      if (index === undefined) throw new TypeError(`an array has no property ${String(key)} to set`);
      writeElement(target, index, value);
      return true;
    },
  });
}
