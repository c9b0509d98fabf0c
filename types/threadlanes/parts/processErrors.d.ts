/** What the objects of `threadlanes/multiprocessing` throw besides the errors of `threadlanes`. */
import type { BrokenExecutor } from './errors.js';

export { Empty, Full, ThreadError, TimeoutError } from './errors.js';

/** The connection or manager cannot be used, because it was closed or only goes the other way. */
export declare class OSError extends Error {}
/** Nobody is left who could receive it. */
export declare class BrokenPipeError extends OSError {}
/** Nothing is left to receive, and nobody is left who could send. */
export declare class EOFError extends Error {}
/** The dict has no such key. */
export declare class KeyError extends Error {}
/** A process of the pool ended in the middle of a call. */
export declare class BrokenProcessPool extends BrokenExecutor {}
