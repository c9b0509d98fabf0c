/**
 * Asynchronous generators (PEP 525) and the loops over them. The loader turned their functions into plain generators that
 * yield what they await as Awaited and what they give as Item. Names and closing are JavaScript's; that only one call at a
 * time may be under way is Python's rule. Nothing here has a lane: all of it runs in the task that asks.
 */
import { ThreadError } from '../errors.js';
import { isUnwinding } from '../gevent/hub.js';
import { type AsyncIteratorLike, asyncIteratorOf, closeIterator, settle } from './asyncIterators.js';
import type { Awaited, Coroutine } from './coroutines.js';
import { Delegation, Item, type Resumption } from './delegation.js';
import { isAwaitable } from './future.js';

type Result = IteratorResult<unknown, unknown>;

export class AsyncGenerator {
  readonly #body: Coroutine;
  #isRunning = false;
  /** The `yield*` that the body stands at. */
  #delegation: Delegation | undefined;

  constructor(body: Coroutine) {
    this.#body = body;
  }

  /** Awaited, these answer `{ done, value }`; `next` goes on to the next item with `value` as the answer of the last yield. */
  next(value?: unknown): Coroutine {
    return this.#run({ how: 'next', value });
  }
  throw(error: unknown): Coroutine {
    return this.#run({ how: 'throw', value: error });
  }
  return(value?: unknown): Coroutine {
    return this.#run({ how: 'return', value });
  }
  [Symbol.asyncIterator](): this {
    return this;
  }

  *#run(received: Resumption): Coroutine {
    if (this.#isRunning)
      throw new ThreadError(`${received.how}(): asynchronous generator is already running`);
    this.#isRunning = true;
    try {
      return yield* this.#toItem(received);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Awaits what the body awaits, until it gives an item or is done. */
  *#toItem(first: Resumption): Generator<unknown, Result, unknown> {
    for (let received = first; ; ) {
      if (this.#delegation) {
        const step = yield* this.#delegation.resume(received);
        if ('item' in step) return { done: false, value: step.item };
        this.#delegation = undefined;
        received = step.on;
      }
      const { done = false, value } = this.#body[received.how](received.value);
      if (value instanceof Delegation) {
        this.#delegation = value;
        received = { how: 'next', value: undefined };
        continue;
      }
      const isItem = value instanceof Item;
      const given = isItem ? value.value : value;
      const isOver = done || isItem;
      if (isOver && ((done && isItem) || !isAwaitable(given))) return { done, value: given };
      const outcome = yield* settle(isOver ? given : (value as Awaited).value);
      if (done && 'error' in outcome) throw outcome.error;
      if (isOver && 'value' in outcome) return { done, value: outcome.value };
      received =
        'error' in outcome ? { how: 'throw', value: outcome.error } : { how: 'next', value: outcome.value };
    }
  }
}

/** One `for await` loop: each round awaits the next item; leaving it early closes the iterator, and awaits that. */
export class Rounds {
  readonly #iterator: AsyncIteratorLike;
  #hasFailed = false;
  /** The iterator may have more and has to be closed. */
  isOpen = false;
  /** The item of this round. */
  value: unknown;

  constructor(items: AsyncIterable<unknown> | Iterable<unknown>) {
    this.#iterator = asyncIteratorOf(items);
  }

  /** Has to be awaited, and given to `take`. */
  next(): unknown {
    this.isOpen = false;
    return this.#iterator.next();
  }

  /** False when there are no more items. */
  take(result: Result): boolean {
    if (result.done) return false;
    this.isOpen = true;
    this.value = result.value;
    return true;
  }

  /** The body of the loop threw: what closing throws then counts for nothing, and a run that is over closes nothing. */
  fail(error: unknown): void {
    this.#hasFailed = true;
    if (isUnwinding(error)) this.isOpen = false;
  }

  *close(): Coroutine {
    this.isOpen = false;
    const outcome = yield* settle(closeIterator(this.#iterator));
    if ('error' in outcome && !this.#hasFailed) throw outcome.error;
    return undefined;
  }
}
