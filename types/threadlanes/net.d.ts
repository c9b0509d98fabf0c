/**
 * threadlanes/net: sockets as in Python's `socket`, `select` and `selectors`, over a simulated network of one machine. Its
 * kernel is a lane of its own: what it waits for and when it copies is drawn. How long things take, and what goes wrong, the
 * program says with `configure`; without, nothing takes time.
 */

export { TimeoutError } from './parts/errors.js';
export { BrokenPipeError, OSError } from './parts/processErrors.js';
export * from './parts/selectors.js';
export * from './parts/sockets.js';
