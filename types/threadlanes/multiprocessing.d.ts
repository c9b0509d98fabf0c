/**
 * threadlanes/multiprocessing: processes as in Python's `multiprocessing`, and its pools. A process has a memory of its
 * own: it evaluates the modules afresh, and what the program made at module level or in main() is not shared with it,
 * `shared()` variables of `threadlanes` included. Only objects of this module that it is given are: in arguments, fields,
 * queues and pipes.
 *
 * Names are Python's in camelCase. ThreadError stands for its AssertionError, RangeError for its ValueError.
 */
export * from './parts/connections.js';
export * from './parts/managers.js';
export * from './parts/pools.js';
export * from './parts/processErrors.js';
export * from './parts/processes.js';
export * from './parts/processLocks.js';
export * from './parts/processMemory.js';
export * from './parts/processQueues.js';
