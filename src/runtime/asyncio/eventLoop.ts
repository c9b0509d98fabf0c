/**
 * asyncio's event loop (CPython's Lib/asyncio/base_events.py, _run_once): what is ready runs, in the order in which it became
 * so; when nothing is, the thread waits for the next timer or for a thread of an executor. It runs inside the call of run(),
 * so the thread that it belongs to is never left.
 */
import { EventKind, LoopKind, LoopState, ObjectKind, Operation } from '../../trace/vocabulary.js';
import { ThreadError } from '../errors.js';
import { ThreadPoolExecutor } from '../executor.js';
import type { Future as ThreadFuture } from '../future.js';
import { waitForFutures } from '../futureHub.js';
import { current } from '../kernel.js';
import { Control } from '../memory.js';
import { address, allocateHeader } from '../sharedObject.js';
import { secondsToNs } from '../time.js';
import { WaitClass } from '../waiting.js';
import { type Coroutine, isCoroutine } from './coroutines.js';
import { Waitable } from './future.js';
import { isLoopRunning, type Scheduler, setRunning } from './running.js';
import { Task } from './task.js';
import { Timers } from './timers.js';

type Anything = (...args: readonly unknown[]) => unknown;
interface Handle {
  readonly callback: () => void;
  cancelled: boolean;
}

export class EventLoop implements Scheduler {
  /** Its object, in memory and in the trace. */
  readonly #at: number;
  readonly id: number;
  #ready: Handle[] = [];
  readonly #timers = new Timers();
  readonly #tasks = new Set<Task>();
  readonly #failed: Task[] = [];
  #taskNumber = 0;
  currentTask: Task | undefined;
  readonly #calls = new Map<ThreadFuture, Waitable>();
  #executor: ThreadPoolExecutor | undefined;

  constructor() {
    const kernel = current();
    this.id = Atomics.add(kernel.words, Control.ObjectCount, 1) + 1;
    this.#at = allocateHeader(kernel, ObjectKind.Loop, kernel.space, this.id);
    kernel.emitText(EventKind.Create, this.#at, LoopKind.EventLoop, ObjectKind.Loop, 0, 'event loop');
  }

  /** Seconds on the loop's clock. */
  time(): number {
    return current().now() / 1e9;
  }
  callSoon(callback: () => void): { cancel(): void } {
    const handle: Handle = { callback, cancelled: false };
    this.#ready.push(handle);
    return canceller(handle);
  }
  callAt(whenNs: number, callback: () => void): { cancel(): void } {
    return canceller(this.#timers.add(whenNs, callback));
  }
  callLater(seconds: number, callback: () => void): { cancel(): void } {
    return this.callAt(current().now() + secondsToNs(Math.max(0, seconds)), callback);
  }

  nextTaskNumber(): number {
    return ++this.#taskNumber;
  }
  register(task: Task): void {
    this.#tasks.add(task);
  }
  forget(task: Task): void {
    this.#tasks.delete(task);
    if (!task.cancelled() && !task.wasSeen) this.#failed.push(task);
  }
  get tasks(): ReadonlySet<Task> {
    return this.#tasks;
  }

  /** Runs until the task is done. */
  runUntil(task: Task): void {
    while (!task.done()) this.#round();
  }

  /** An exported function runs in a thread of the executor, the loop's own by default. */
  runInExecutor(
    executor: ThreadPoolExecutor | null,
    target: Anything,
    ...args: readonly unknown[]
  ): Waitable {
    this.#executor ??= executor ? undefined : new ThreadPoolExecutor(undefined, 'asyncio');
    const call = ((executor ?? this.#executor) as ThreadPoolExecutor).submit(target, ...args);
    const kernel = current();
    const object = call[address];
    const waiter = new Waitable(
      {
        block: () => kernel.emitFloat(EventKind.Block, object, Operation.Wait, -1),
        resume: (failed) => kernel.emit(failed ? EventKind.TimedOut : EventKind.Pass, object),
      },
      this,
    );
    this.#calls.set(call, waiter);
    waiter.addDoneCallback(() => this.#calls.delete(call));
    return waiter;
  }

  /** Ends what is left: other tasks are cancelled, the executor is shut down. */
  close(): void {
    const left = [...this.#tasks];
    for (const task of left) task.cancel();
    for (const task of left) this.runUntil(task);
    this.#executor?.shutdown();
    this.#tellFailures();
    current().emit(EventKind.State, this.#at, LoopState.Closed);
  }

  #round(): void {
    this.#takeCalls();
    if (this.#ready.length === 0) this.#idle();
    this.#takeCalls();
    const now = current().now();
    for (let first = this.#timers.first(); first && first.whenNs <= now; first = this.#timers.first()) {
      this.#timers.take();
      this.#ready.push(first);
    }
    const ready = this.#ready;
    this.#ready = [];
    for (const handle of ready) if (!handle.cancelled) handle.callback();
  }

  /** Nothing is ready: until the next timer, or an answer of a thread. */
  #idle(): void {
    const kernel = current();
    const first = this.#timers.first();
    const timeout = first ? Math.max(0, first.whenNs - kernel.now()) : -1;
    if (timeout === 0) return;
    if (this.#calls.size > 0) {
      const futures = [...this.#calls.keys()].map((future) => future[address]);
      waitForFutures(kernel, futures, (isDone) => futures.some(isDone), timeout);
      return;
    }
    kernel.enter(this.#at);
    kernel.waitUntil(this.#at, WaitClass.Granted, Operation.Idle, timeout, () => false);
    kernel.leave(this.#at);
  }

  #takeCalls(): void {
    for (const [call, waiter] of this.#calls) {
      if (!call.done()) continue;
      this.#calls.delete(call);
      try {
        waiter.setResult(call.result());
      } catch (error) {
        waiter.setException(error);
      }
    }
  }

  /** What a task threw and nobody looked at, as CPython tells when the task is forgotten. */
  #tellFailures(): void {
    const kernel = current();
    for (const task of this.#failed) {
      if (task.wasSeen || task.cancelled()) continue;
      const error = task.exception();
      if (error !== null)
        kernel.asLane(task.laneId, () => {
          const { message, file, line } = kernel.describeThrown(error);
          kernel.emitText(EventKind.Raise, 0, 0, line, file, message);
        });
    }
  }
}

function canceller(handle: { cancelled: boolean }): { cancel(): void } {
  return {
    cancel() {
      handle.cancelled = true;
    },
  };
}

let own: EventLoop | undefined;

/** The loop that runs in this thread. */
export function getRunningLoop(): EventLoop {
  if (!own || !isLoopRunning()) throw new ThreadError('no running event loop');
  return own;
}

/** Runs a coroutine in a new loop, and what it leaves behind to its end; answers what it returns. */
export function run(coroutine: Coroutine): unknown {
  if (isLoopRunning()) throw new ThreadError('asyncio.run() cannot be called from a running event loop');
  if (!isCoroutine(coroutine)) throw new TypeError('a coroutine was expected');
  const loop = new EventLoop();
  own = loop;
  setRunning(loop);
  try {
    const task = new Task(coroutine, loop);
    loop.runUntil(task);
    task.wasSeen = true; // by the caller, below
    loop.close();
    return task.result();
  } finally {
    own = undefined;
    setRunning(undefined);
  }
}
