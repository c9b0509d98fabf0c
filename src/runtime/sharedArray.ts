/**
 * sharedArray(): so many cells in a row. In the trace the array is one object and its elements take the ids that follow
 * its own, so that a race is found for each element by itself.
 */
import { EventKind, ObjectKind } from '../trace/vocabulary.js';
import { type Cell, cellWords, exchangeIf, keepValue, readCell, updateCell, writeCell } from './cells.js';
import { current, type Kernel } from './kernel.js';
import { Header } from './memory.js';
import { sum } from './shared.js';
import {
  address,
  createObject,
  registerKind,
  rememberWrapper,
  SharedObject,
  setAddress,
  takeElementIds,
} from './sharedObject.js';
import { SharedArrayWords } from './waiting.js';

/** Elements of one array: what fits into a sixteenth of a run's memory. */
const longest = 100_000;

export class SharedArray extends SharedObject {
  constructor(given: number | readonly unknown[]) {
    super();
    const values = typeof given === 'number' ? new Array<number>(checkedLength(given)).fill(0) : given;
    checkedLength(values.length);
    const made = createObject(this, ObjectKind.SharedArray, (at, kernel) => fill(kernel, at, values));
    if (!made) return;
    const kernel = current();
    kernel.emit(EventKind.Create, this[address], 0, ObjectKind.SharedArray, values.length);
  }

  get length(): number {
    return current().words[this[address] + SharedArrayWords.Length] as number;
  }
  load(index: number): unknown {
    return readCell(cellOf(this, index), EventKind.AtomicRead);
  }
  store(index: number, value: unknown): void {
    writeCell(cellOf(this, index), EventKind.AtomicWrite, value);
  }
  exchange(index: number, value: unknown): unknown {
    return updateCell(cellOf(this, index), () => value).old;
  }
  compareExchange(index: number, expected: unknown, replacement: unknown): unknown {
    return exchangeIf(cellOf(this, index), expected, replacement);
  }
  update(index: number, change: (value: unknown) => unknown): unknown {
    return updateCell(cellOf(this, index), change).now;
  }
  add(index: number, amount: number): number {
    return updateCell(cellOf(this, index), (value) => sum(value, amount)).old as number;
  }
  sub(index: number, amount: number): number {
    return this.add(index, -amount);
  }
  *[Symbol.iterator](): Iterator<unknown> {
    for (let index = 0; index < this.length; index++) yield readCell(cellOf(this, index), EventKind.Read);
  }
}

/** A new shared array: `array[i]` reads and writes an element. */
export function sharedArray(given: number | readonly unknown[]): SharedArray {
  const array = new SharedArray(given);
  const facade = indexed(array);
  rememberWrapper(facade, array[address]);
  return facade;
}

registerKind(ObjectKind.SharedArray, (at) => {
  const array = Object.create(SharedArray.prototype) as SharedArray;
  setAddress(array, at);
  return indexed(array);
});

function checkedLength(length: number): number {
  if (!Number.isInteger(length) || length < 0 || length > longest)
    throw new RangeError(`a shared array has 0 to ${longest} elements, not ${length}`);
  return length;
}

/** Elements are cells; their ids follow the array's. */
function fill(kernel: Kernel, at: number, values: readonly unknown[]): void {
  const { words } = kernel;
  const cells = kernel.allocator.allocate(Math.max(1, values.length) * cellWords * 4);
  words.fill(0, cells, cells + values.length * cellWords);
  takeElementIds(kernel, at, values.length);
  words[at + SharedArrayWords.Length] = values.length;
  words[at + SharedArrayWords.Cells] = cells;
  for (const [index, value] of values.entries()) keepValue(kernel, cells + index * cellWords, value);
}

function cellOf(array: SharedArray, index: number): Cell {
  const { words } = current();
  const object = array[address];
  const length = words[object + SharedArrayWords.Length] as number;
  if (!Number.isInteger(index) || index < 0 || index >= length)
    throw new RangeError(`there is no element ${index} in an array of ${length}`);
  const at = (words[object + SharedArrayWords.Cells] as number) + index * cellWords;
  return { object, at, id: (words[object + Header.Id] as number) + 1 + index };
}

function indexOf(key: string | symbol): number | undefined {
  return typeof key === 'string' && /^(?:0|[1-9]\d*)$/.test(key) ? Number(key) : undefined;
}

/** Square brackets for an array. Reading beyond the end gives undefined, as in any array; writing there throws. */
function indexed(array: SharedArray): SharedArray {
  return new Proxy(array, {
    get(target, key) {
      const index = indexOf(key);
      if (index === undefined) return Reflect.get(target, key, target) as unknown;
      return index < target.length ? readCell(cellOf(target, index), EventKind.Read) : undefined;
    },
    set(target, key, value) {
      const index = indexOf(key);
      if (index === undefined) throw new TypeError(`a shared array has no property ${String(key)} to set`);
      writeCell(cellOf(target, index), EventKind.Write, value);
      return true;
    },
  });
}
