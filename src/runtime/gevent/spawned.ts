/** gevent.Greenlet: a greenlet that the hub starts and lets go on; spawn, joinall, sleep and the like. */
import { EventKind, Operation } from '../../trace/vocabulary.js';
import { GreenletExit, Timeout } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { load } from '../sharedBytes.js';
import { address, SharedObject } from '../sharedObject.js';
import { nameWithin } from '../thread.js';
import { secondsToNs, waitNs } from '../time.js';
import { GreenletLife, GreenletOutcome, GreenletWords, WaitClass } from '../waiting.js';
import { InboxKind, makeReady, putIntoInbox } from './hub.js';
import { ensureHub, makeGreenlet, useSpawnedPrototype } from './rawGreenlet.js';
import { sleepInHub } from './sleepInHub.js';

type Anything = (...args: never[]) => unknown;

export class Greenlet extends SharedObject {
  constructor(run: Anything, ...args: readonly unknown[]) {
    super();
    makeGreenlet(this, run as (...args: readonly unknown[]) => unknown, args, true);
  }
  static spawn(run: Anything, ...args: readonly unknown[]): Greenlet {
    return spawn(run, ...args);
  }

  /** The greenlet gets a turn when those that are ready have had theirs. */
  start(): void {
    const kernel = current();
    const at = this[address];
    withinHub(kernel, () => {
      if (kernel.words[at + GreenletWords.Life] === GreenletLife.New) makeReady(kernel, at);
    });
  }
  startLater(seconds: number): void {
    const kernel = current();
    const at = this[address];
    withinHub(kernel, () => {
      const ns = secondsToNs(Math.max(0, seconds));
      kernel.memory.setDouble(at + GreenletWords.Deadline, kernel.now() + ns);
      kernel.asLane(kernel.words[at + GreenletWords.Id] as number, () =>
        kernel.emitFloat(EventKind.Sleep, 0, 0, ns),
      );
    });
  }

  /** Waits until the greenlet is done, or the time is up. */
  join(timeout?: number): void {
    joinWithin(current(), this[address], waitNs(timeout));
  }
  /** What the greenlet returned; throws what it threw, or Timeout when that did not come in time. */
  get(block = true, timeout?: number): unknown {
    if (block) this.join(timeout);
    if (!this.ready()) throw new Timeout(timeout === undefined ? 'not ready' : `${timeout} seconds`);
    const error = this.exception;
    if (error !== null) throw error;
    return this.value;
  }
  /** Throws GreenletExit, or another exception, into the greenlet; waits until it is done, if asked to. */
  kill(
    exception: unknown = new GreenletExit('the greenlet was killed'),
    block = true,
    timeout?: number,
  ): void {
    const kernel = current();
    const at = this[address];
    if (at === kernel.greenlet) throw exception;
    withinHub(kernel, () => {
      if (kernel.words[at + GreenletWords.Life] === GreenletLife.Dead) return;
      putIntoInbox(kernel, at, InboxKind.Throw, exception);
      makeReady(kernel, at);
    });
    if (block) this.join(timeout);
  }

  ready(): boolean {
    return current().words[this[address] + GreenletWords.Life] === GreenletLife.Dead;
  }
  successful(): boolean {
    return outcomeOf(this) === GreenletOutcome.Value;
  }
  get dead(): boolean {
    return this.ready();
  }
  get started(): boolean {
    const { words, memory } = current();
    const at = this[address];
    if (words[at + GreenletWords.Life] === GreenletLife.Alive) return true;
    const isToStart =
      words[at + GreenletWords.Ready] !== 0 || memory.double(at + GreenletWords.Deadline) >= 0;
    return words[at + GreenletWords.Life] === GreenletLife.New && isToStart;
  }
  /** What the greenlet returned; null as long as it has not, or when it threw. */
  get value(): unknown {
    return outcomeOf(this) === GreenletOutcome.Value ? (resultOf(this) ?? null) : null;
  }
  /** What the greenlet threw; null if it did not. */
  get exception(): unknown {
    return outcomeOf(this) === GreenletOutcome.Exception ? resultOf(this) : null;
  }
  get name(): string {
    return nameWithin(current(), this[address]);
  }
}
useSpawnedPrototype(Greenlet.prototype);

/** Inside the calling thread's hub. */
export function withinHub(kernel: Kernel, work: () => void): void {
  const hub = ensureHub(kernel);
  kernel.enter(hub);
  work();
  kernel.leave(hub);
}

function outcomeOf(greenlet: Greenlet): number {
  return current().words[greenlet[address] + GreenletWords.Outcome] as number;
}
function resultOf(greenlet: Greenlet): unknown {
  const kernel = current();
  const at = greenlet[address];
  return load(
    kernel,
    kernel.words[at + GreenletWords.Result] as number,
    kernel.words[at + GreenletWords.ResultLength] as number,
  );
}

/** True if it is done. */
function joinWithin(kernel: Kernel, at: number, timeoutNs: number): boolean {
  ensureHub(kernel);
  return kernel.cooperatively(() => {
    kernel.enter(at);
    const done = kernel.waitUntil(at, WaitClass.Granted, Operation.Join, timeoutNs, () => {
      if (kernel.words[at + GreenletWords.Life] !== GreenletLife.Dead) return false;
      kernel.emit(EventKind.Join, at);
      return true;
    });
    kernel.leave(at);
    return done;
  });
}

/** Makes a greenlet and starts it: it begins when the calling one waits. */
export function spawn(run: Anything, ...args: readonly unknown[]): Greenlet {
  const greenlet = new Greenlet(run, ...args);
  greenlet.start();
  return greenlet;
}
export function spawnLater(seconds: number, run: Anything, ...args: readonly unknown[]): Greenlet {
  const greenlet = new Greenlet(run, ...args);
  greenlet.startLater(seconds);
  return greenlet;
}

/** Waits until all are done, or the time is up; answers those that are. */
export function joinall(greenlets: Iterable<Greenlet>, timeout?: number, raiseError = false): Greenlet[] {
  const kernel = current();
  const all = [...greenlets];
  const deadline = timeout === undefined ? -1 : kernel.now() + waitNs(timeout);
  for (const greenlet of all) {
    joinWithin(kernel, greenlet[address], deadline < 0 ? -1 : Math.max(0, deadline - kernel.now()));
    if (raiseError && greenlet.exception !== null) throw greenlet.exception;
  }
  return all.filter((greenlet) => greenlet.ready());
}

export function killall(
  greenlets: Iterable<Greenlet>,
  exception: unknown = new GreenletExit('the greenlet was killed'),
  block = true,
  timeout?: number,
): void {
  const all = [...greenlets];
  for (const greenlet of all) greenlet.kill(exception, false);
  if (block) joinall(all, timeout);
}

/** As time.sleep, but the other greenlets of the thread go on meanwhile. */
export function sleep(seconds = 0): void {
  if (typeof seconds !== 'number' || Number.isNaN(seconds))
    throw new TypeError('sleep() takes a number of seconds');
  const kernel = current();
  ensureHub(kernel);
  sleepInHub(kernel, secondsToNs(Math.max(0, seconds)));
}
