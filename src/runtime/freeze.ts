/**
 * Deep freezing of plain values that several threads would each have a copy of: a change to such a copy would silently be
 * lost, so it throws instead. Shared objects are left alone: they really are shared.
 */
import { SharedObject } from './sharedObject.js';

/** Freezes a value and all it holds, and returns it. `name` is what the program calls it. */
export function keep<T>(value: T, name: string): T {
  freeze(value, name, new Set());
  return value;
}

function freeze(value: unknown, name: string, seen: Set<object>): void {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  if (value instanceof SharedObject || seen.has(value)) return;
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    throw new TypeError(`${name} is a typed array: every thread would have its own copy; use shared()`);
  }
  if (value instanceof Map || value instanceof Set) refuseChanges(value, name);
  for (const key of Reflect.ownKeys(value)) {
    const field = Object.getOwnPropertyDescriptor(value, key);
    if (field && 'value' in field && !(typeof value === 'function' && key === 'prototype')) {
      freeze(field.value, `${name}.${String(key)}`, seen);
    }
  }
  Object.freeze(value);
}

function refuseChanges(collection: Map<unknown, unknown> | Set<unknown>, name: string): void {
  const refuse = (): never => {
    throw new TypeError(
      `${name} is a plain ${collection.constructor.name}: every thread would change a copy of its own; use shared() or a Queue`,
    );
  };
  for (const method of ['set', 'add', 'delete', 'clear']) {
    if (method in collection) Object.defineProperty(collection, method, { value: refuse });
  }
}
