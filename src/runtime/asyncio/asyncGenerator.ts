/**
 * Asynchronous generators (PEP 525) and the loops over them. The loader turned their functions into plain generators that
 * yield what they await as Awaited and what they give as Item. Names and closing are JavaScript's; that only one call at a
 * time may be under way is Python's rule. Nothing here has a lane: all of it runs in the task that asks.
 */
import { ThreadError } from '../errors.js';
import { isUnwinding } from '../gevent/hub.js';
import { Awaited, type Coroutine } from './coroutines.js';
import { isAwaitable } from './future.js';

/** What a `yield` of the program gives to whoever asked for the next item. */
export class Item {
  constructor(readonly value: unknown) {}
}

type Result = IteratorResult<unknown, unknown>;
type Resume = () => Result;

export class AsyncGenerator {
  readonly #body: Coroutine;
  #isRunning = false;

  constructor(body: Coroutine) {
    this.#body = body;
  }

  /** Awaited, these answer `{ done, value }`; `next` goes on to the next item with `value` as the answer of the last yield. */
  next(value?: unknown): Coroutine {
    return this.#run('next', () => this.#body.next(value));
  }
  throw(error: unknown): Coroutine {
    return this.#run('throw', () => this.#body.throw(error));
  }
  return(value?: unknown): Coroutine {
    return this.#run('return', () => this.#body.return(value));
  }
  [Symbol.asyncIterator](): this {
    return this;
  }

  *#run(name: string, resume: Resume): Coroutine {
    if (this.#isRunning) throw new ThreadError(`${name}(): asynchronous generator is already running`);
    this.#isRunning = true;
    try {
      return yield* this.#toItem(resume);
    } finally {
      this.#isRunning = false;
    }
  }

  /** Awaits what the body awaits, until it gives an item or is done. */
  *#toItem(resume: Resume): Generator<unknown, Result, unknown> {
    for (let step = resume(); ; ) {
      const { done = false, value } = step;
      const given = value instanceof Item ? value.value : value;
      const isGiven = done || value instanceof Item;
      if (isGiven && !isAwaitable(given)) return { done, value: given };
      const outcome = yield* settle(isGiven ? new Awaited(given) : value);
      if (done && 'error' in outcome) throw outcome.error;
      if (isGiven && 'value' in outcome) return { done, value: outcome.value };
      step = 'error' in outcome ? this.#body.throw(outcome.error) : this.#body.next(outcome.value);
    }
  }
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

function* settle(awaited: unknown): Generator<unknown, Outcome, unknown> {
  try {
    return { value: yield awaited };
  } catch (error) {
    if (isUnwinding(error)) throw error;
    return { error };
  }
}

/** One `for await` loop: each round awaits the next item; leaving it early closes the iterator, and awaits that. */
export class Rounds {
  readonly #iterator: AsyncIterator<unknown> | Iterator<unknown>;
  readonly #isAsync: boolean;
  #hasFailed = false;
  /** The iterator may have more and has to be closed. */
  isOpen = false;
  /** The item of this round. */
  value: unknown;

  constructor(items: AsyncIterable<unknown> | Iterable<unknown>) {
    const begin = (items as AsyncIterable<unknown>)[Symbol.asyncIterator];
    this.#isAsync = begin !== undefined && begin !== null;
    this.#iterator = this.#isAsync
      ? begin.call(items as AsyncIterable<unknown>)
      : (items as Iterable<unknown>)[Symbol.iterator]();
  }

  /** Has to be awaited, and given to `take`. */
  next(): unknown {
    this.isOpen = false;
    return this.#isAsync ? this.#iterator.next() : nextOf(this.#iterator as Iterator<unknown>);
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
    const closing = this.#iterator.return?.();
    if (!this.#isAsync || closing === undefined) return;
    const outcome = yield* settle(new Awaited(closing));
    if ('error' in outcome && !this.#hasFailed) throw outcome.error;
  }
}

/** The next item of a plain iterator; where that is a coroutine or a future, what it comes to. */
function* nextOf(iterator: Iterator<unknown>): Coroutine {
  const { done = false, value } = iterator.next();
  return { done, value: isAwaitable(value) ? yield new Awaited(value) : value };
}
