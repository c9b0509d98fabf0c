/** asyncio.Future: a result that will be there later, in one thread. Callbacks run in the next round of the loop. */
import { EventKind, FutureState, ObjectKind, Operation } from '../../trace/vocabulary.js';
import { newId } from '../coroutines/lane.js';
import { CancelledError, InvalidStateError } from '../errors.js';
import { current } from '../kernel.js';
import { shortForm } from '../shortForm.js';
import { isCoroutine } from './coroutines.js';
import { runningLoop, type Scheduler } from './running.js';

/** How the trace tells of a wait for a future. */
export interface Shown {
  /** Tells that the calling task begins to wait, when it is still its turn. */
  block(): void;
  /** Tells that it goes on, when it is its turn again; `failed`: something was thrown into the wait. */
  resume(failed: boolean): void;
}

type State = 'pending' | 'finished' | 'failed' | 'cancelled';
export type DoneCallback = (future: Waitable) => void;

/** A future that the trace does not know by itself. */
export class Waitable<T = unknown> {
  readonly loop: Scheduler;
  #state: State = 'pending';
  #value: unknown;
  #callbacks: DoneCallback[] = [];
  /** Somebody has seen what it failed with. */
  wasSeen = false;

  constructor(
    readonly shown: Shown | undefined,
    loop: Scheduler = runningLoop(),
  ) {
    this.loop = loop;
  }

  done(): boolean {
    return this.#state !== 'pending';
  }
  cancelled(): boolean {
    return this.#state === 'cancelled';
  }
  result(): T {
    if (this.#state === 'finished') return this.#value as T;
    throw this.#problem() ?? this.#value;
  }
  exception(): unknown {
    if (this.#state === 'finished') return null;
    const problem = this.#problem();
    if (problem) throw problem;
    return this.#value;
  }
  setResult(result: T): void {
    this.#settle('finished', result);
  }
  setException(error: unknown): void {
    this.#settle('failed', error);
  }
  /** False if it was done already. */
  cancel(message?: string): boolean {
    if (this.done()) return false;
    this.#settle('cancelled', message);
    return true;
  }
  addDoneCallback(callback: DoneCallback): void {
    if (this.done()) this.loop.callSoon(() => callback(this as Waitable));
    else this.#callbacks.push(callback);
  }
  /** How many it took out. */
  removeDoneCallback(callback: DoneCallback): number {
    const before = this.#callbacks.length;
    this.#callbacks = this.#callbacks.filter((each) => each !== callback);
    return before - this.#callbacks.length;
  }

  /** Told of each change of state. */
  protected settled(_state: number): void {}

  #problem(): Error | undefined {
    if (this.#state === 'pending') return new InvalidStateError('Result is not set.');
    if (this.#state === 'cancelled') return new CancelledError(String(this.#value ?? ''));
    this.wasSeen = true;
    return undefined;
  }

  #settle(state: State, value: unknown): void {
    if (this.done()) throw new InvalidStateError('the future has its result already');
    this.#state = state;
    this.#value = value;
    this.settled(
      state === 'finished'
        ? FutureState.Finished
        : state === 'failed'
          ? FutureState.Failed
          : FutureState.Cancelled,
    );
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) this.loop.callSoon(() => callback(this as Waitable));
  }
}

/** A wait for something at an object, which is over with an event of its own. */
export function waitAt(object: number, operation: Operation, over?: EventKind): Shown {
  const kernel = current();
  return {
    block: () => kernel.emitNumber(EventKind.Block, object, operation, -1),
    resume: (failed) => {
      if (failed) kernel.emitOf(EventKind.TimedOut, object);
      else if (over !== undefined) kernel.emitOf(over, object);
    },
  };
}

/** A future that the program made. */
export class Future<T = unknown> extends Waitable<T> {
  readonly #object: number;

  constructor() {
    const kernel = current();
    const object = newId(kernel);
    super(waitAt(object, Operation.Wait, EventKind.Pass));
    this.#object = object;
    kernel.emitOf(EventKind.Create, object, 0, ObjectKind.Future, 0);
  }

  protected override settled(state: number): void {
    current().emitOf(EventKind.State, this.#object, state);
  }
}

export function isAwaitable(value: unknown): boolean {
  return value instanceof Waitable || isCoroutine(value);
}

/** What awaiting something else throws. */
export function notAwaitable(value: unknown): TypeError {
  const what = value instanceof Promise ? 'a Promise of JavaScript' : shortForm(value);
  return new TypeError(
    `${what} can't be used in 'await' expression: await a coroutine, task or future of threadlanes/asyncio`,
  );
}
