/** Greenlets: switched by hand (greenlet), or started and let go on by a hub (Greenlet, spawn). */

/** A function of the calling thread that hands over to others by name. Python: greenlet.greenlet. */
export declare class greenlet<Args extends readonly never[] | readonly unknown[] = readonly never[]> {
  /**
   * @param run an exported function; it begins at the first switch
   * @param parent who goes on when it is done; the greenlet that makes it by default
   */
  constructor(run: (...args: Args) => unknown, parent?: greenlet);
  /**
   * Lets this greenlet go on. At the first switch the values are its function's arguments; later, what its own `switch`
   * answers: one value as it is, several as a list.
   * @returns what the calling greenlet is handed over when it goes on
   * @throws what is thrown into it meanwhile
   */
  switch(...values: readonly unknown[]): unknown;
  /** As switch, but this greenlet goes on with an exception: GreenletExit, which only ends it, by default. */
  throw(error?: unknown): unknown;
  /** The greenlet that goes on when this one is done; null for the one that the thread began as. */
  parent: greenlet | null;
  /** Whether it is done. */
  readonly dead: boolean;
  readonly name: string;
}

/** The greenlet that calls it. */
export declare function getcurrent(): greenlet;

/** A greenlet that the hub starts and lets go on. Python: gevent.Greenlet. */
export declare class Greenlet<R = unknown> {
  /** @param run an exported function, with its arguments */
  constructor(run: (...args: never[]) => R, ...args: readonly unknown[]);
  static spawn<Args extends readonly unknown[], R>(run: (...args: Args) => R, ...args: Args): Greenlet<R>;
  /** It begins when the calling greenlet waits. */
  start(): void;
  /** As start, but not before so many seconds have passed. */
  startLater(seconds: number): void;
  /** Waits until it is done, or so many seconds. */
  join(timeout?: number): void;
  /**
   * What it returned.
   * @throws what it threw; Timeout when it is not done, in time
   */
  get(block?: boolean, timeout?: number): R;
  /** Throws GreenletExit, or another exception, into it where it waits, and waits until it is done. */
  kill(exception?: unknown, block?: boolean, timeout?: number): void;
  /** Whether it is done. */
  ready(): boolean;
  /** Whether it is done and has thrown nothing. */
  successful(): boolean;
  readonly dead: boolean;
  readonly started: boolean;
  /** What it returned; null as long as it has not. After kill(): the GreenletExit. */
  readonly value: R | null;
  /** What it threw; null if it did not. */
  readonly exception: unknown;
  readonly name: string;
}

/** Makes a greenlet and starts it. */
export declare function spawn<Args extends readonly unknown[], R>(
  run: (...args: Args) => R,
  ...args: Args
): Greenlet<R>;
/** As spawn, but it begins after so many seconds. */
export declare function spawnLater<Args extends readonly unknown[], R>(
  seconds: number,
  run: (...args: Args) => R,
  ...args: Args
): Greenlet<R>;
/**
 * Waits until all are done, or so many seconds.
 * @param raiseError throws what the first of them threw
 * @returns those that are done
 */
export declare function joinall<G extends Greenlet>(
  greenlets: Iterable<G>,
  timeout?: number,
  raiseError?: boolean,
): G[];
/** Kills all, and waits until they are done. */
export declare function killall(
  greenlets: Iterable<Greenlet>,
  exception?: unknown,
  block?: boolean,
  timeout?: number,
): void;
/** The calling greenlet sleeps, and the others of its thread go on. 0 lets those have a turn that are ready. */
export declare function sleep(seconds?: number): void;

/** Python's gevent.monkey. */
export declare const monkey: {
  /**
   * The first statement of a module: from then on `sleep`, the locks and queues of `threadlanes` and the sockets of
   * `threadlanes/net` let the other greenlets of the thread go on while they wait, instead of stopping them all.
   */
  patchAll(): void;
};

/** Ends a greenlet, and nothing else. */
export declare class GreenletExit extends Error {}
/** A greenlet was used in a way that it cannot be: from another thread, say. */
export declare class GreenletError extends Error {}
/** All greenlets wait, and nothing is left that could wake one. */
export declare class LoopExit extends Error {}
/** Something did not come about in time. */
export declare class Timeout extends Error {}
