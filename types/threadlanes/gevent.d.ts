/**
 * threadlanes/gevent: greenlets as in Python's `greenlet` and `gevent`. Greenlets share one thread: only one of them moves at
 * a time, and another one goes on only where it lets it: by `switch`, or by a wait of this module. Plain functions hand over
 * at any depth of calls, without a keyword.
 *
 * Names are Python's in camelCase. A greenlet's function must be exported, and what is handed over arrives as a copy.
 */
export * from './parts/cooperative.js';
export { Empty, Full } from './parts/errors.js';
export * from './parts/greenlets.js';
