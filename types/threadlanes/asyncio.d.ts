/**
 * threadlanes/asyncio: an event loop and its tasks, as in Python's `asyncio`. Tasks share one thread: another one goes on only
 * where one awaits something. A program that imports this module may have async functions, and its main() may be one.
 *
 * As in Python, and unlike in JavaScript, calling an async function only makes a coroutine: nothing of it runs before it is
 * awaited or made a task. Await coroutines, tasks and futures of this module; a Promise of JavaScript is refused. What is
 * `async with` in Python is a method `run` here: `await group.run(async (group) => { ... })`.
 */

export { CancelledError, InvalidStateError, TimeoutError } from './parts/errors.js';
export * from './parts/loopLocks.js';
export * from './parts/loopQueues.js';
export * from './parts/tasks.js';
