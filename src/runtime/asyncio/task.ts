/**
 * asyncio.Task: drives a coroutine, one step at a time (CPython's Lib/asyncio/tasks.py, Task.__step and __wakeup). In the
 * trace a task is a lane that has the loop while it runs.
 */
import { EventKind, HandOver, Operation, ThreadEnding, ThreadKind } from '../../trace/vocabulary.js';
import { endLane, type Lane, newLane } from '../coroutines/lane.js';
import { CancelledError, ThreadError } from '../errors.js';
import { isUnwinding } from '../gevent/hub.js';
import { current } from '../kernel.js';
import { Awaited, type Coroutine, isCoroutine, nameOf } from './coroutines.js';
import type { EventLoop } from './eventLoop.js';
import { isAwaitable, notAwaitable, Waitable, waitAt } from './future.js';

/** What a coroutine of the runtime yields to let others have their turn. */
export const turn = Symbol('turn');

/** Coroutines that somebody has begun to await. */
const begun = new WeakSet<Coroutine>();

/** What a step led to: nothing to wait for but the next turn (null), something to wait for, or an end. */
type Step = { readonly waiter: Waitable | null } | { readonly value: unknown };
/** What a coroutine goes on with, or has come to. */
type Outcome = { readonly value: unknown } | { readonly error: unknown };

export class Task<T = unknown> extends Waitable<T> {
  readonly #loop: EventLoop;
  readonly #lane: Lane;
  /** Innermost last. */
  readonly #stack: Coroutine[];
  #name: string;
  #waiter: Waitable | undefined;
  #mustCancel = false;
  #cancelMessage: string | undefined;
  #cancelRequests = 0;
  #hasBegun = false;
  #site: number;

  constructor(coroutine: Coroutine, loop: EventLoop, name?: string) {
    if (!isCoroutine(coroutine)) throw new TypeError('a coroutine was expected');
    claim(coroutine);
    const kernel = current();
    const number = loop.nextTaskNumber();
    const own = name ?? `Task-${number}`;
    const function_ = nameOf(coroutine);
    const lane = newLane(kernel, ThreadKind.Task, function_ === '' ? own : `${own} (${function_})`);
    super(waitAt(lane.object, Operation.Join, EventKind.Join), loop);
    this.#loop = loop;
    this.#lane = lane;
    this.#stack = [coroutine];
    this.#name = own;
    this.#site = kernel.site;
    kernel.emitOf(EventKind.ThreadStart, lane.object, 0, lane.id);
    loop.register(this as Task);
    loop.callSoon(() => this.#step());
  }

  getName(): string {
    return this.#name;
  }
  setName(name: unknown): void {
    this.#name = String(name);
  }
  get laneId(): number {
    return this.#lane.id;
  }
  cancelling(): number {
    return this.#cancelRequests;
  }
  uncancel(): number {
    if (this.#cancelRequests > 0) this.#cancelRequests--;
    if (this.#cancelRequests === 0) this.#mustCancel = false;
    return this.#cancelRequests;
  }
  override setResult(): never {
    throw new ThreadError('Task does not support set_result operation');
  }
  override setException(): never {
    throw new ThreadError('Task does not support set_exception operation');
  }

  /** The task is thrown CancelledError where it waits, or when it goes on. */
  override cancel(message?: string): boolean {
    if (this.done()) return false;
    this.#cancelRequests++;
    if (this.#waiter?.cancel(message)) return true;
    this.#mustCancel = true;
    this.#cancelMessage = message;
    return true;
  }

  #step(waiter?: Waitable): void {
    const kernel = current();
    kernel.point(0);
    const own = kernel.lane;
    this.#enter(waiter);
    const from = this.#cancellation(waiter ? outcomeOf(waiter) : { value: undefined });
    this.#waiter = undefined;
    try {
      const step = this.#drive(from);
      this.#site = kernel.site;
      if ('waiter' in step) this.#suspend(step.waiter);
      else this.#finish(ThreadEnding.Returned, () => super.setResult(step.value as T));
    } catch (thrown) {
      if (isUnwinding(thrown)) throw thrown;
      if (thrown instanceof CancelledError)
        this.#finish(ThreadEnding.Terminated, () => super.cancel(thrown.message));
      else this.#finish(ThreadEnding.Raised, () => super.setException(thrown));
    }
    this.#loop.currentTask = undefined;
    kernel.lane = own;
  }

  /** A task that was cancelled before it went on does so with CancelledError. */
  #cancellation(outcome: Outcome): Outcome {
    if (!this.#mustCancel) return outcome;
    this.#mustCancel = false;
    if ('error' in outcome && outcome.error instanceof CancelledError) return outcome;
    return { error: new CancelledError(this.#cancelMessage ?? '') };
  }

  /** It is the task's turn. */
  #enter(waiter: Waitable | undefined): void {
    const kernel = current();
    kernel.lane = this.#lane.id;
    kernel.goTo(this.#site);
    this.#loop.currentTask = this as Task;
    if (!this.#hasBegun) kernel.emitOf(EventKind.ThreadBegin, this.#lane.object);
    this.#hasBegun = true;
    kernel.emitOf(EventKind.Acquire, this.#loop.id);
    waiter?.shown?.resume(waiter.cancelled());
  }

  /**
   * Goes on until something has to be waited for, or the outermost coroutine is done. Throws what that one threw. A result
   * that can itself be awaited is, as the types of TypeScript say.
   */
  #drive(from: Outcome): Step {
    let next: Outcome | { readonly waiter: Waitable } = from;
    for (;;) {
      if ('waiter' in next) return next;
      const outcome: Outcome = next;
      if ('value' in outcome && isAwaitable(outcome.value)) {
        next = this.#await(outcome.value);
        continue;
      }
      const top = this.#stack.at(-1);
      if (!top) return finished(outcome);
      const advanced = advance(top, outcome);
      if ('outcome' in advanced) {
        this.#stack.pop();
        next = advanced.outcome;
        continue;
      }
      const wanted = advanced.yielded instanceof Awaited ? advanced.yielded.value : advanced.yielded;
      if (wanted === turn) return { waiter: null };
      next = this.#await(wanted);
    }
  }

  /** What is awaited has to be waited for, is there already, or is a coroutine that goes on in this task. */
  #await(wanted: unknown): Outcome | { readonly waiter: Waitable } {
    if (this.#is(wanted)) return { error: new ThreadError('Task cannot await on itself') };
    if (wanted instanceof Waitable) return wanted.done() ? outcomeOf(wanted) : { waiter: wanted };
    if (!isCoroutine(wanted)) return { error: notAwaitable(wanted) };
    try {
      claim(wanted);
    } catch (error) {
      return { error };
    }
    this.#stack.push(wanted);
    return { value: undefined };
  }

  #is(other: unknown): boolean {
    return other === this;
  }

  #suspend(waiter: Waitable | null): void {
    const kernel = current();
    if (waiter?.shown) {
      waiter.shown.block();
      kernel.emitOf(EventKind.Release, this.#loop.id);
    } else kernel.emitTextOf(EventKind.HandOver, this.#loop.id, HandOver.Yield, 0, 0, '');
    if (!waiter) {
      this.#loop.callSoon(() => this.#step());
      return;
    }
    this.#waiter = waiter;
    waiter.addDoneCallback(() => this.#step(waiter));
    if (this.#mustCancel && waiter.cancel(this.#cancelMessage)) this.#mustCancel = false;
  }

  #finish(ending: ThreadEnding, settle: () => void): void {
    const kernel = current();
    kernel.emitOf(EventKind.Release, this.#loop.id);
    endLane(kernel, this.#lane, ending);
    settle();
    this.#loop.forget(this as Task);
  }
}

function finished(outcome: Outcome): Step {
  if ('error' in outcome) throw outcome.error;
  return outcome;
}

function claim(coroutine: Coroutine): void {
  if (begun.has(coroutine)) throw new ThreadError('cannot reuse already awaited coroutine');
  begun.add(coroutine);
}

function outcomeOf(waiter: Waitable): Outcome {
  try {
    return { value: waiter.result() };
  } catch (error) {
    return { error };
  }
}

function advance(
  top: Coroutine,
  outcome: Outcome,
): { readonly yielded: unknown } | { readonly outcome: Outcome } {
  try {
    const { done, value } = 'error' in outcome ? top.throw(outcome.error) : top.next(outcome.value);
    return done ? { outcome: { value } } : { yielded: value };
  } catch (error) {
    if (isUnwinding(error)) throw error;
    return { outcome: { error } };
  }
}
