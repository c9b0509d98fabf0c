/** Threads, what belongs to one thread, and what a thread does with its time. */

/** What a thread is made of; all of it may be left out. */
export interface ThreadOptions<Args extends readonly unknown[]> {
  /** What the thread does: an exported function, which the thread finds by its name. */
  readonly target?: (...args: Args) => void;
  /** Arguments for the target: plain data, which arrives as a copy, or shared objects. */
  readonly args?: Readonly<Args>;
  /** By default `Thread-1 (target)`, `Thread-2 (target)`, and so on; without a target `Thread-1`. */
  readonly name?: string;
  /** The program does not wait for daemon threads. By default as the thread that makes it. */
  readonly daemon?: boolean;
  /** Where threads compete for processors (see compute), the higher number goes first. 0 by default. */
  readonly priority?: number;
}

/**
 * A thread of control. Give it a function (`new Thread({ target: work, args: [1] })`), or extend the class and override
 * `run()`. The function or class must be exported: the thread finds it by its name.
 *
 * An error that leaves the thread's function ends that thread and no other; it is reported as a finding.
 */
export declare class Thread<Args extends readonly unknown[] = readonly never[]> {
  constructor(options?: ThreadOptions<Args>);
  /** For people only: it may be changed at any time, and two threads may have the same. */
  name: string;
  /**
   * Whether the program ends without waiting for this thread.
   * @throws ThreadError on setting it once the thread was started
   */
  get daemon(): boolean;
  set daemon(value: boolean);
  /** A number of its own, never 0; null before the thread was started. It stays when the thread has ended. */
  readonly ident: number | null;
  /** The number that the system would give it; null before the thread was started. Here the same as `ident`. */
  readonly nativeId: number | null;
  /**
   * Lets the thread run. When it returns, the thread is alive.
   * @throws ThreadError when it was started before, or too many threads are alive
   * @throws TypeError when target or class are not exported, or an argument or field cannot be copied
   */
  start(): void;
  /** What the thread does: calls the target, if there is one. Override it in a subclass. */
  run(): void;
  /**
   * Waits until the thread has ended, or for so many seconds; then `isAlive()` tells which. May be called many times.
   * @param timeout seconds to wait at most; less than 0 counts as 0
   * @throws ThreadError when the thread was not started, or is the calling one
   */
  join(timeout?: number): void;
  /** Started, and not ended. */
  isAlive(): boolean;
}

/** A thread that calls a function once, after so many seconds, unless it is cancelled before. */
export declare class Timer<Args extends readonly unknown[] = readonly never[]> extends Thread {
  /**
   * @param interval seconds from start() to the call
   * @param target an exported function
   * @param args its arguments
   */
  constructor(interval: number, target: (...args: Args) => void, args?: Readonly<Args>);
  readonly interval: number;
  /** Stops the timer if it still waits: the function is not called. Later, or again, it does nothing. */
  cancel(): void;
}

/** The thread that calls it. */
export declare function currentThread(): Thread;
/** The thread that main() runs in. Its name is `MainThread`, and it is not a daemon. */
export declare function mainThread(): Thread;
/** All threads that are alive, the calling one and main among them; not those not started yet, and not those that ended. */
export declare function enumerate(): Thread[];
/** How many threads are alive: the length of `enumerate()`. */
export declare function activeCount(): number;
/** The `ident` of the calling thread. */
export declare function getIdent(): number;
/** The `nativeId` of the calling thread. */
export declare function getNativeId(): number;

/**
 * An object whose properties each thread has for itself: `const mine = new ThreadLocal<{ hits: number }>()`, then
 * `mine.hits = 1`. A property is undefined in a thread that has not set it. Python: threading.local.
 *
 * A subclass may have fields, a constructor and methods: each thread runs the constructor when it first uses the object,
 * with the arguments that the constructor gives to super(). Make it at module level.
 */
export type ThreadLocal<T extends object = object> = Partial<T>;
export declare const ThreadLocal: new <T extends object = object>(...args: readonly unknown[]) => Partial<T>;

/**
 * What a program says of the machine that it runs on in controlled mode: `export const machine: Machine = { processors: 1 }`.
 */
export interface Machine {
  /** How many threads can compute at once; as many as want to by default. */
  readonly processors?: number;
  /** Milliseconds after which a thread that computes lets another one have the processor. 5 by default. */
  readonly quantumMs?: number;
  /** What is different in a variant, by its name. */
  readonly variants?: Readonly<Record<string, Omit<Machine, 'variants'>>>;
}

/**
 * The calling thread does nothing for so many seconds.
 * @throws RangeError when it is less than 0
 */
export declare function sleep(seconds: number): void;
/**
 * The calling thread keeps a processor busy for so many milliseconds of work. With fewer processors than threads that
 * compute, they take turns, so it takes longer.
 * @throws RangeError when it is less than 0
 */
export declare function compute(ms: number): void;
/** Prints values on one line, with a space between. */
export declare function print(...values: unknown[]): void;
