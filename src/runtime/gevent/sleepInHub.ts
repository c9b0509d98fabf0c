/** A greenlet sleeps, and the others of its thread go on. */
import { EventKind } from '../../trace/vocabulary.js';
import type { Kernel } from '../kernel.js';
import { GreenletWords } from '../waiting.js';
import { received, rest, setDeadline } from './hub.js';

/** For 0 ns the greenlet stands behind those that are ready. Throws what is thrown into it meanwhile. */
export function sleepInHub(kernel: Kernel, ns: number): void {
  const hub = kernel.words[kernel.greenlet + GreenletWords.Hub] as number;
  kernel.enter(hub);
  kernel.emitFloat(EventKind.Sleep, 0, 0, ns);
  kernel.emit(EventKind.Release, hub);
  kernel.goAway();
  setDeadline(kernel, hub, kernel.now() + ns);
  rest(kernel, hub);
  kernel.emit(EventKind.Wake, 0);
  kernel.leave(hub);
  received(kernel);
}
