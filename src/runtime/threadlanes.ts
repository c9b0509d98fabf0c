/** The module `threadlanes`, as a program imports it: exactly what types/threadlanes/index.d.ts promises. */
export { Empty, Full, ThreadError } from './errors.js';
export { Lock } from './lock.js';
export { print } from './print.js';
export { Queue } from './queue.js';
export { shared } from './shared.js';
export { currentThread, Thread } from './thread.js';
export { sleep } from './time.js';
