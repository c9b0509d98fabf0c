/**
 * threadlanes: threads, locks, queues and futures as in Python's `threading`, `queue` and `concurrent.futures`, for programs
 * that Threadlanes runs and draws. Each thread runs in a worker of its own, at the same time as the others.
 *
 * Names are Python's in camelCase, and so are rules and errors: ThreadError stands for Python's RuntimeError, RangeError
 * for its ValueError. Times are seconds. What goes from thread to thread arrives as a copy, but objects of this module
 * are the same object in every thread.
 */
export * from './parts/errors.js';
export * from './parts/futures.js';
export * from './parts/interpreter.js';
export * from './parts/locks.js';
export * from './parts/queues.js';
export * from './parts/sharedMemory.js';
export * from './parts/synchronizers.js';
export * from './parts/threads.js';
