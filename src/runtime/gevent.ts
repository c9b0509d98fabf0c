/** The module `threadlanes/gevent`, as a program imports it: exactly what types/threadlanes/gevent.d.ts promises. */
export { GreenletError, GreenletExit, LoopExit, Timeout } from './errors.js';
export { getcurrent, RawGreenlet as greenlet } from './gevent/rawGreenlet.js';
export { Greenlet, idle, joinall, killall, sleep, spawn, spawnLater } from './gevent/spawned.js';
