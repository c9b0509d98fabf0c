/**
 * shared(): a variable that all threads see. Each read and each write is one operation of its own, so `x.value += 1` is
 * two, and another thread may come between them: that is the race that the detectors look for.
 * In a live run the cell's guard is held while the value is touched and the event takes its position.
 */
import { EventKind, ObjectKind, ValueForm } from '../trace/vocabulary.js';
import { current, type Kernel } from './kernel.js';
import { load, store } from './sharedBytes.js';
import { address, createObject, emitCreate, registerKind, SharedObject, setAddress } from './sharedObject.js';
import { shortForm } from './shortForm.js';
import { SharedWords } from './waiting.js';

export class Shared<T> extends SharedObject {
  constructor(initial: T) {
    super();
    const made = createObject(this, ObjectKind.Shared, (at, kernel) => write(kernel, at, initial));
    if (!made) return;
    emitCreate(this[address], ObjectKind.Shared, 0);
    current().emitValue(EventKind.Write, this[address], initial, shortForm(initial));
  }

  get value(): T {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const value = read(kernel, object) as T;
    kernel.emitValue(EventKind.Read, object, value, shortForm(value));
    kernel.leave(object);
    return value;
  }

  set value(value: T) {
    const kernel = current();
    const object = this[address];
    const text = shortForm(value);
    kernel.enter(object);
    try {
      write(kernel, object, value);
      kernel.emitValue(EventKind.Write, object, value, text);
    } finally {
      kernel.leave(object);
    }
  }
}

/** A new shared variable. */
export function shared<T>(initial: T): Shared<T> {
  return new Shared(initial);
}

registerKind(ObjectKind.Shared, (at) => {
  const cell = Object.create(Shared.prototype) as Shared<unknown>;
  setAddress(cell, at);
  return cell;
});

function write(kernel: Kernel, object: number, value: unknown): void {
  const { words } = kernel;
  const stored = typeof value === 'number' ? { at: 0, length: 0 } : store(kernel, value, 'the value');
  const old = words[object + SharedWords.Address] as number;
  if (old !== 0) kernel.allocator.free(old, words[object + SharedWords.Length] as number);
  words[object + SharedWords.Form] = stored.at === 0 ? ValueForm.Number : ValueForm.Text;
  words[object + SharedWords.Address] = stored.at;
  words[object + SharedWords.Length] = stored.length;
  if (typeof value === 'number') kernel.memory.setDouble(object + SharedWords.Number, value);
}

function read(kernel: Kernel, object: number): unknown {
  const { words } = kernel;
  if (words[object + SharedWords.Form] === ValueForm.Number)
    return kernel.memory.double(object + SharedWords.Number);
  return load(
    kernel,
    words[object + SharedWords.Address] as number,
    words[object + SharedWords.Length] as number,
  );
}
