/** The event loop, its tasks, and the functions that wait. */
import type { ThreadPoolExecutor } from './futures.js';

/** What an async function makes. */
export type Coroutine<T = unknown> = PromiseLike<T>;
/** What can be awaited. */
export type Awaitable<T = unknown> = PromiseLike<T>;

/** By this TypeScript knows that a future can be awaited. */
declare const CanBeAwaited: abstract new <T>() => PromiseLike<T>;

/** A result that will be there later, in one thread. */
export declare class Future<T = unknown> extends CanBeAwaited<T> {
  constructor();
  done(): boolean;
  cancelled(): boolean;
  /** @throws InvalidStateError before it is done; CancelledError; what was set as its exception */
  result(): T;
  exception(): unknown;
  setResult(result: T): void;
  setException(error: unknown): void;
  /** @returns false if it was done already */
  cancel(message?: string): boolean;
  /** The callback runs in the next round of the loop after it is done. */
  addDoneCallback(callback: (future: Future) => void): void;
  /** @returns how many it took out */
  removeDoneCallback(callback: (future: Future) => void): number;
}

/** Drives a coroutine, whenever it is its turn. In the picture it is a lane. */
export declare class Task<T = unknown> extends Future<T> {
  private constructor();
  getName(): string;
  setName(name: string): void;
  /** Throws CancelledError into the task where it waits. It may catch it. */
  override cancel(message?: string): boolean;
  /** How many calls of cancel() were not taken back. */
  cancelling(): number;
  uncancel(): number;
}

export declare class EventLoop {
  private constructor();
  /** Seconds on the loop's clock. */
  time(): number;
  callSoon(callback: () => void): { cancel(): void };
  callLater(seconds: number, callback: () => void): { cancel(): void };
  /** Runs an exported function in a thread: of the executor, or of one that the loop keeps. */
  runInExecutor<Args extends readonly unknown[], R>(
    executor: ThreadPoolExecutor | null,
    target: (...args: Args) => R,
    ...args: Args
  ): Future<R>;
}

/**
 * Runs a coroutine in a new loop of the calling thread; cancels what it left behind, and waits for that.
 * @throws ThreadError where a loop runs already
 */
export declare function run<T>(coroutine: Coroutine<T>): T;
/** @throws ThreadError where no loop runs */
export declare function getRunningLoop(): EventLoop;
/** The coroutine gets a lane of its own and begins when the calling task awaits something. */
export declare function createTask<T>(coroutine: Coroutine<T>, name?: string): Task<T>;
/** A coroutine as a task; a future as it is. */
export declare function ensureFuture<T>(awaitable: Awaitable<T>): Future<T>;
export declare function currentTask(): Task | null;
export declare function allTasks(): Set<Task>;
/** The task sleeps, and the others have their turn. 0 only lets them have it. */
export declare function sleep(seconds: number): Promise<void>;
export declare function sleep<T>(seconds: number, result: T): Promise<T>;

type Results<A extends readonly unknown[]> = { -readonly [K in keyof A]: Awaited<A[K]> };
/**
 * Runs all at once; the results come in their order. The first exception is thrown, and the others go on.
 * With `{ returnExceptions: true }` as last argument exceptions are results.
 */
export declare function gather<A extends readonly Awaitable[]>(...awaitables: A): Future<Results<A>>;
export declare function gather(
  ...given: readonly [...Awaitable[], { readonly returnExceptions: boolean }]
): Future<unknown[]>;
/** Waits until the tasks are done as asked for, or so many seconds. Cancels nothing. */
export declare function wait<F extends Future>(
  futures: Iterable<F>,
  options?: { readonly timeout?: number; readonly returnWhen?: string },
): Promise<{ done: Set<F>; pending: Set<F> }>;
export declare const FIRST_COMPLETED: string;
export declare const FIRST_EXCEPTION: string;
export declare const ALL_COMPLETED: string;
/**
 * Waits for so many seconds at most; then what is awaited is cancelled.
 * @throws TimeoutError
 */
export declare function waitFor<T>(awaitable: Awaitable<T>, seconds: number | null): Promise<T>;
/** Cancelling what this answers does not cancel what is awaited. */
export declare function shield<T>(awaitable: Awaitable<T>): Future<T>;
/** Coroutines that give the results as they come. */
export declare function asCompleted<T>(awaitables: Iterable<Awaitable<T>>): IterableIterator<Promise<T>>;
/** Runs an exported function in a thread, and the loop goes on meanwhile. */
export declare function toThread<Args extends readonly unknown[], R>(
  target: (...args: Args) => R,
  ...args: Args
): Promise<R>;

/** What `run` awaits is cancelled when the time is up, and TimeoutError thrown instead. */
export declare class Timeout {
  private constructor();
  run<T>(body: (timeout: this) => Awaitable<T>): Promise<T>;
  /** Seconds on the loop's clock; null for no end. */
  when(): number | null;
  reschedule(when: number | null): void;
  expired(): boolean;
}
export declare function timeout(seconds: number | null): Timeout;
/** As timeout, with a time on the loop's clock. */
export declare function timeoutAt(when: number | null): Timeout;

/** Tasks that somebody waits for together: leaving `run` waits for all; the first failure cancels the others. */
export declare class TaskGroup {
  constructor();
  createTask<T>(coroutine: Coroutine<T>, name?: string): Task<T>;
  /** @throws ExceptionGroup with all that went wrong */
  run<T>(body: (group: this) => Awaitable<T>): Promise<T>;
}

/** Several exceptions at once. */
export declare class ExceptionGroup extends Error {
  readonly exceptions: readonly unknown[];
}
