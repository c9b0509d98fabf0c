/** What the primitives throw. Where Python raises ValueError they throw RangeError, for TypeError TypeError. */

/** A primitive was used in a way that it does not allow. Python: RuntimeError; in multiprocessing also AssertionError. */
export declare class ThreadError extends Error {}

/** There was nothing to get, or not in time. */
export declare class Empty extends Error {}
/** There was no room to put, or not in time. */
export declare class Full extends Error {}
/** The queue was shut down: nothing can be put, and there is nothing left to get. */
export declare class ShutDown extends Error {}

/** The barrier is broken: somebody gave up waiting, aborted or reset it, or its action threw. */
export declare class BrokenBarrierError extends ThreadError {}

/** The result was not there in time. */
export declare class TimeoutError extends Error {}
/** The future was cancelled, so it has no result. */
export declare class CancelledError extends Error {}
/** The future is done already, so it takes no other result. */
export declare class InvalidStateError extends Error {}
/** The executor cannot go on: something went badly wrong with its workers. */
export declare class BrokenExecutor extends ThreadError {}
/** The initializer of a thread pool's worker threw. */
export declare class BrokenThreadPool extends BrokenExecutor {}
