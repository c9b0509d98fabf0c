/** Iterators as asynchronous ones, and what a generator that yields what it awaits needs beside them. */
import { isUnwinding } from '../gevent/hub.js';
import { Awaited, type Coroutine } from './coroutines.js';
import { isAwaitable } from './future.js';

type Method = (value?: unknown) => unknown;

export interface AsyncIteratorLike {
  readonly next: Method;
  readonly return?: Method | null;
  readonly throw?: Method | null;
}

export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Awaits a value that can be awaited, any other is there; throws what that throws. */
export function* awaitValue(value: unknown): Coroutine {
  return isAwaitable(value) ? yield new Awaited(value) : value;
}

/** As `awaitValue`, and answers what came of it. */
export function* settle(value: unknown): Generator<unknown, Outcome, unknown> {
  try {
    return { value: yield* awaitValue(value) };
  } catch (error) {
    if (isUnwinding(error)) throw error;
    return { error };
  }
}

/** ECMAScript's GetIterator for `async`: a plain iterator is wrapped. Throws a TypeError where there is none. */
export function asyncIteratorOf(items: unknown): AsyncIteratorLike {
  const begin = (items as AsyncIterable<unknown>)[Symbol.asyncIterator];
  const iterator =
    begin === undefined || begin === null
      ? new FromPlain((items as Iterable<unknown>)[Symbol.iterator]() as AsyncIteratorLike)
      : begin.call(items as AsyncIterable<unknown>);
  if (!isObject(iterator)) throw new TypeError(`${String(iterator)} is not an iterator`);
  return iterator as AsyncIteratorLike;
}

/** Throws what ECMAScript says of an iterator that answers with no object. */
export function checkedResult(result: unknown): IteratorResult<unknown, unknown> {
  if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`);
  return result as IteratorResult<unknown, unknown>;
}

/** ECMAScript's AsyncIteratorClose, where nothing was thrown. */
export function* closeIterator(iterator: AsyncIteratorLike): Coroutine {
  const close = iterator.return;
  return close ? checkedResult(yield* awaitValue(close.call(iterator))) : undefined;
}

export const noThrow = 'The iterator does not provide a `throw` method';

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** ECMAScript's %AsyncFromSyncIteratorPrototype%: items are awaited; one that fails closes the iterator. */
class FromPlain {
  readonly #iterator: AsyncIteratorLike;
  readonly #next: Method;

  constructor(iterator: AsyncIteratorLike) {
    if (!isObject(iterator)) throw new TypeError(`${String(iterator)} is not an iterator`);
    this.#iterator = iterator;
    this.#next = iterator.next;
  }

  *next(...value: [unknown?]): Coroutine {
    return yield* this.#settled(this.#next.apply(this.#iterator, value), true);
  }
  *return(...value: [unknown?]): Coroutine {
    const close = this.#iterator.return ?? undefined;
    if (!close) return { done: true, value: value[0] };
    return yield* this.#settled(close.apply(this.#iterator, value), false);
  }
  *throw(error: unknown): Coroutine {
    const { throw: raise } = this.#iterator;
    if (raise) return yield* this.#settled(raise.call(this.#iterator, error), true);
    this.#iterator.return?.();
    throw new TypeError(noThrow);
  }

  *#settled(result: unknown, closes: boolean): Coroutine {
    const { done = false, value } = checkedResult(result);
    const outcome = yield* settle(value);
    if ('value' in outcome) return { done: Boolean(done), value: outcome.value };
    if (closes && !done) this.#closeQuietly();
    throw outcome.error;
  }

  /** What closing throws counts for nothing beside the error that it is closed for. */
  #closeQuietly(): void {
    try {
      this.#iterator.return?.();
    } catch (error) {
      if (isUnwinding(error)) throw error;
    }
  }
}
