/**
 * A cell is where a shared variable, or one element of a shared array, keeps its value: numbers as they are, other values
 * as a block of bytes. Each read and each write is one operation of its own, so `x.value += 1` is two, and another thread
 * may come between them: that is the race that the detectors look for. The atomic ones are one operation, whatever they do.
 * In a live run the object's guard is held while the value is touched and the event takes its position.
 */
import { Access } from '../explore/strategy.js';
import { EventKind, ValueForm } from '../trace/vocabulary.js';
import { current, type Kernel } from './kernel.js';
import { load, store } from './sharedBytes.js';
import { shortForm } from './shortForm.js';

const CellWords = { Number: 0, Form: 2, Address: 3, Length: 4 } as const;
/** Words of one cell; even, as it begins with a float64. */
export const cellWords = 6;

/** Where a cell lies, whose guard covers it, and which id it has in the trace. */
export interface Cell {
  readonly object: number;
  readonly at: number;
  readonly id: number;
}

export function keepValue(kernel: Kernel, at: number, value: unknown): void {
  const { words } = kernel;
  const stored = typeof value === 'number' ? { at: 0, length: 0 } : store(kernel, value, 'the value');
  const old = words[at + CellWords.Address] as number;
  if (old !== 0) kernel.allocator.free(old, words[at + CellWords.Length] as number);
  words[at + CellWords.Form] = stored.at === 0 ? ValueForm.Number : ValueForm.Text;
  words[at + CellWords.Address] = stored.at;
  words[at + CellWords.Length] = stored.length;
  if (typeof value === 'number') kernel.memory.setDouble(at + CellWords.Number, value);
}

export function valueIn(kernel: Kernel, at: number): unknown {
  const { words } = kernel;
  if (words[at + CellWords.Form] === ValueForm.Number) return kernel.memory.double(at + CellWords.Number);
  return load(kernel, words[at + CellWords.Address] as number, words[at + CellWords.Length] as number);
}

function tell(kernel: Kernel, kind: EventKind, cell: Cell, value: unknown): void {
  if (typeof value === 'number') kernel.emitNumber(kind, cell.id, ValueForm.Number, value);
  else kernel.emitTextOf(kind, cell.id, ValueForm.Text, 0, 0, shortForm(value));
}

function operate<T>(cell: Cell, access: Access, work: (kernel: Kernel) => T): T {
  const kernel = current();
  kernel.enter(cell.object, access, cell.id);
  try {
    return work(kernel);
  } finally {
    kernel.leave(cell.object);
  }
}

export function readCell(cell: Cell, kind: EventKind): unknown {
  return operate(cell, Access.Read, (kernel) => {
    const value = valueIn(kernel, cell.at);
    tell(kernel, kind, cell, value);
    return value;
  });
}

export function writeCell(cell: Cell, kind: EventKind, value: unknown): void {
  operate(cell, Access.Change, (kernel) => {
    keepValue(kernel, cell.at, value);
    tell(kernel, kind, cell, value);
  });
}

/** Writes what `change` makes of the value, in one operation; answers both. The function may use nothing that is shared. */
export function updateCell(cell: Cell, change: (value: unknown) => unknown): { old: unknown; now: unknown } {
  return operate(cell, Access.Change, (kernel) => {
    const old = valueIn(kernel, cell.at);
    kernel.forbidden = 'the function that update() calls only computes: it may not use anything shared';
    try {
      const now = change(old);
      keepValue(kernel, cell.at, now);
      tell(kernel, EventKind.AtomicUpdate, cell, now);
      return { old, now };
    } finally {
      kernel.forbidden = '';
    }
  });
}

/** Writes the replacement if the value is `expected`; answers what was there. A failed one is a read. */
export function exchangeIf(cell: Cell, expected: unknown, replacement: unknown): unknown {
  if (typeof expected === 'object' && expected !== null)
    throw new TypeError('objects arrive as copies, so none is ever the expected one');
  return operate(cell, Access.Change, (kernel) => {
    const old = valueIn(kernel, cell.at);
    const same = Object.is(old, expected);
    if (same) keepValue(kernel, cell.at, replacement);
    tell(kernel, same ? EventKind.AtomicUpdate : EventKind.AtomicRead, cell, same ? replacement : old);
    return old;
  });
}
