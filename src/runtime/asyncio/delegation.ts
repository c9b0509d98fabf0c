/** What the `yield`s of an asynchronous generator give to asyncGenerator.ts, which drives it. */
import { isUnwinding } from '../gevent/hub.js';
import {
  type AsyncIteratorLike,
  asyncIteratorOf,
  awaitValue,
  checkedResult,
  closeIterator,
  noThrow,
  settle,
} from './asyncIterators.js';

/** What a `yield` of the program gives to whoever asked for the next item. */
export class Item {
  constructor(readonly value: unknown) {}
}

/** What goes into a generator: the answer of its `yield`, an error, or that it is to return. */
export interface Resumption {
  readonly how: 'next' | 'throw' | 'return';
  readonly value: unknown;
}
/** An item of the inner iterator; or that this is over, and how the generator goes on. */
type Step = { readonly item: unknown } | { readonly on: Resumption };

/**
 * What `yield*` gives: until the inner iterator is done, whoever asks is answered by that (ECMAScript, evaluation of `yield *`
 * in an async generator). Its items are passed on as they are. Constructing it throws where there is no iterator.
 */
export class Delegation {
  readonly #inner: AsyncIteratorLike;
  readonly #next: AsyncIteratorLike['next'];

  constructor(items: unknown) {
    this.#inner = asyncIteratorOf(items);
    this.#next = this.#inner.next;
  }

  /** Yields what has to be awaited. What fails goes into the generator. */
  *resume(received: Resumption): Generator<unknown, Step, unknown> {
    try {
      return yield* this.#ask(received);
    } catch (error) {
      if (isUnwinding(error)) throw error;
      return { on: { how: 'throw', value: error } };
    }
  }

  *#ask({ how, value: given }: Resumption): Generator<unknown, Step, unknown> {
    // What is to be returned is awaited first, and thrown in where that fails.
    const outcome = how === 'return' ? yield* settle(given) : { value: given };
    if ('error' in outcome) return yield* this.#ask({ how: 'throw', value: outcome.error });
    const { value } = outcome;
    const method = how === 'next' ? this.#next : this.#inner[how];
    if (method === undefined || method === null) {
      if (how === 'return') return { on: { how, value: new Item(value) } };
      yield* closeIterator(this.#inner);
      throw new TypeError(noThrow);
    }
    const result = checkedResult(yield* awaitValue(method.call(this.#inner, value)));
    if (!result.done) return { item: result.value };
    // As an item, what is returned is not awaited once more.
    if (how === 'return') return { on: { how, value: new Item(result.value) } };
    return { on: { how: 'next', value: result.value } };
  }
}
