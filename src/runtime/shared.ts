/** shared(): a variable that all threads see, in one cell (cells.ts). */
import { EventKind, ObjectKind } from '../trace/vocabulary.js';
import { type Cell, exchangeIf, keepValue, readCell, updateCell, writeCell } from './cells.js';
import { current } from './kernel.js';
import { bodyAt, Header } from './memory.js';
import { address, createObject, defineKind, emitCreate, SharedObject } from './sharedObject.js';
import { shortForm } from './shortForm.js';

export class Shared<T> extends SharedObject {
  constructor(initial: T) {
    super();
    const made = createObject(this, ObjectKind.Shared, (at, kernel) =>
      keepValue(kernel, at + bodyAt, initial),
    );
    if (!made) return;
    emitCreate(this[address], ObjectKind.Shared, 0);
    current().emitValue(EventKind.Write, this[address], initial, shortForm(initial));
  }

  get value(): T {
    return readCell(cellOf(this), EventKind.Read) as T;
  }
  set value(value: T) {
    writeCell(cellOf(this), EventKind.Write, value);
  }

  load(): T {
    return readCell(cellOf(this), EventKind.AtomicRead) as T;
  }
  store(value: T): void {
    writeCell(cellOf(this), EventKind.AtomicWrite, value);
  }
  exchange(value: T): T {
    return updateCell(cellOf(this), () => value).old as T;
  }
  compareExchange(expected: T, replacement: T): T {
    return exchangeIf(cellOf(this), expected, replacement) as T;
  }
  update(change: (value: T) => T): T {
    return updateCell(cellOf(this), change as (value: unknown) => unknown).now as T;
  }
  add(amount: number): number {
    return updateCell(cellOf(this), (value) => sum(value, amount)).old as number;
  }
  sub(amount: number): number {
    return this.add(-amount);
  }
}
defineKind(ObjectKind.Shared, () => Shared.prototype);

/** A new shared variable. */
export function shared<T>(initial: T): Shared<T> {
  return new Shared(initial);
}

function cellOf(variable: SharedObject): Cell {
  const object = variable[address];
  return { object, at: object + bodyAt, id: current().words[object + Header.Id] as number };
}

/** What add() makes of a value. Throws TypeError where one of the two is no number. */
export function sum(value: unknown, amount: number): number {
  if (typeof value !== 'number' || typeof amount !== 'number')
    throw new TypeError('add() and sub() are for numbers');
  return value + amount;
}
