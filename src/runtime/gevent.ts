/** The module `threadlanes/gevent`, as a program imports it: exactly what types/threadlanes/gevent.d.ts promises. */
export { Empty, Full, GreenletError, GreenletExit, LoopExit, Timeout } from './errors.js';
export {
  AsyncResult,
  BoundedSemaphore,
  Event,
  Queue,
  RLock,
  Semaphore,
} from './gevent/cooperativeObjects.js';
export { monkey } from './gevent/monkey.js';
export { Group, Pool } from './gevent/pool.js';
export { getcurrent, RawGreenlet as greenlet } from './gevent/rawGreenlet.js';
export { Greenlet, joinall, killall, sleep, spawn, spawnLater } from './gevent/spawned.js';
