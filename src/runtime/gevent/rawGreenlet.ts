/**
 * greenlet.greenlet: functions of one thread that hand over to each other by name, at any depth of calls. Each is a worker
 * that runs only while it has its thread's turn (hub.ts), so what is handed over arrives as a copy.
 */
import { EventKind, HandOver, LoopKind, ObjectKind, ThreadKind } from '../../trace/vocabulary.js';
import { GreenletError, GreenletExit } from '../errors.js';
import { keep } from '../freeze.js';
import { current, type Kernel } from '../kernel.js';
import { Block, blockAt, Control, Header } from '../memory.js';
import { greenletKind } from '../objectKinds.js';
import {
  exportedFunction,
  type FunctionReference,
  referenceTo,
  registerInternal,
  resolveReference,
} from '../programFunctions.js';
import type { Semaphore } from '../semaphore.js';
import { load, store } from '../sharedBytes.js';
import {
  address,
  allocateHeader,
  createObject,
  registerKind,
  SharedObject,
  setAddress,
  wrapperAt,
} from '../sharedObject.js';
import { shortForm } from '../shortForm.js';
import { nameWithin, processIdOf, setName } from '../thread.js';
import type { ThreadMessage } from '../threadMessage.js';
import { GreenletLife, GreenletOutcome, GreenletWords, HubWords, Stage } from '../waiting.js';
import {
  awaitTurn,
  eachGreenlet,
  give,
  InboxKind,
  isUnwinding,
  putIntoInbox,
  received,
  schedule,
} from './hub.js';

type Anything = (...args: readonly unknown[]) => unknown;

interface Task {
  readonly reference: FunctionReference;
  readonly args: readonly unknown[];
  /** Started by the hub, to which it gives its turn back when it is done; otherwise to its parent. */
  readonly spawned: boolean;
  /** Given back when it is done: its place in a pool. */
  readonly place?: SharedObject;
}

export class RawGreenlet extends SharedObject {
  constructor(run: Anything, parent?: RawGreenlet) {
    super();
    makeGreenlet(this, run, [], false, parent);
  }

  /** Hands over to this greenlet; answers what the calling one is handed over when it is its turn again. */
  switch(...values: readonly unknown[]): unknown {
    return handOver(this, HandOver.Switch, InboxKind.Value, values, values.map(shortForm).join(', '));
  }
  /** As switch, but this greenlet goes on with an exception. */
  throw(error: unknown = new GreenletExit('the greenlet is to end')): unknown {
    return handOver(this, HandOver.Throw, InboxKind.Throw, error, shortForm(error));
  }

  /** The greenlet that goes on when this one is done; null for the one that the thread began as. */
  get parent(): RawGreenlet | null {
    return greenletAt(current().words[this[address] + GreenletWords.Parent] as number);
  }
  set parent(parent: RawGreenlet | null) {
    if (!parent) throw new TypeError('parent must be a greenlet');
    const { words } = current();
    for (let at = parent[address]; at !== 0; at = words[at + GreenletWords.Parent] as number)
      if (at === this[address]) throw new RangeError('cyclic parent chain');
    words[this[address] + GreenletWords.Parent] = parent[address];
  }
  get dead(): boolean {
    return current().words[this[address] + GreenletWords.Life] === GreenletLife.Dead;
  }
  get name(): string {
    return nameWithin(current(), this[address]);
  }
}
registerKind(greenletKind, (at) => {
  const wrapper = Object.create(
    (isSpawned(at) ? spawnedPrototype : RawGreenlet.prototype) as object,
  ) as RawGreenlet;
  setAddress(wrapper, at);
  return wrapper;
});

let spawnedPrototype: object = RawGreenlet.prototype;
/** What the wrappers of greenlets that the hub starts are made of. */
export function useSpawnedPrototype(prototype: object): void {
  spawnedPrototype = prototype;
}

function isSpawned(at: number): boolean {
  const kernel = current();
  const task = kernel.words[at + GreenletWords.Task] as number;
  return task !== 0 && taskOf(kernel, at).spawned;
}

function greenletAt(at: number): RawGreenlet | null {
  return at === 0 ? null : (wrapperAt(at) as RawGreenlet);
}

/** The greenlet that calls. */
export function getcurrent(): RawGreenlet {
  const kernel = current();
  kernel.point(0);
  ensureHub(kernel);
  return wrapperAt(kernel.greenlet) as RawGreenlet;
}

/** The hub of the calling thread, made with the greenlet that the thread itself is if there is none yet. */
export function ensureHub(kernel: Kernel): number {
  if (kernel.greenlet !== 0) return kernel.words[kernel.greenlet + GreenletWords.Hub] as number;
  const { words, block } = kernel;
  const at = blockAt(block);
  const id = Atomics.add(words, Control.ObjectCount, 1) + 1;
  const hub = allocateHeader(kernel, ObjectKind.Loop, kernel.space, id);
  const thread = words[at + Block.Object] as number;
  const main = allocateHeader(kernel, greenletKind, kernel.space, words[thread + Header.Id] as number);
  words[main + GreenletWords.Id] = kernel.threadId;
  words[main + GreenletWords.Stage] = Stage.Started;
  words[main + GreenletWords.Life] = GreenletLife.Alive;
  words[main + GreenletWords.Block] = block;
  setName(kernel, main, 'main');
  addToHub(kernel, hub, main);
  words[hub + HubWords.Main] = main;
  words[hub + HubWords.Current] = main;
  words[at + Block.Greenlet] = main;
  kernel.emitText(EventKind.Create, hub, LoopKind.Hub, ObjectKind.Loop, 0, 'hub');
  kernel.emit(EventKind.Acquire, hub);
  return hub;
}

function addToHub(kernel: Kernel, hub: number, greenlet: number): void {
  const { words } = kernel;
  words[greenlet + GreenletWords.Hub] = hub;
  words[greenlet + GreenletWords.Previous] = words[hub + HubWords.Last] as number;
  words[hub + HubWords.Last] = greenlet;
  kernel.memory.setDouble(greenlet + GreenletWords.Deadline, -1);
}

function removeFromHub(words: Int32Array, hub: number, greenlet: number): void {
  const previous = words[greenlet + GreenletWords.Previous] as number;
  if (words[hub + HubWords.Last] === greenlet) words[hub + HubWords.Last] = previous;
  else
    eachGreenlet(words, hub, (at) => {
      if (words[at + GreenletWords.Previous] === greenlet) words[at + GreenletWords.Previous] = previous;
    });
}

/** Fills a new wrapper with a greenlet that has not begun. */
export function makeGreenlet(
  wrapper: SharedObject,
  run: Anything,
  args: readonly unknown[],
  spawned: boolean,
  parent?: RawGreenlet,
  place?: Semaphore,
): void {
  const reference = exportedFunction(run, 'run');
  const made = createObject(wrapper, greenletKind, (at, kernel) => {
    const { words } = kernel;
    const hub = ensureHub(kernel);
    const task = store(
      kernel,
      { reference, args, spawned, ...(place && { place }) } satisfies Task,
      'the arguments',
    );
    words[at + GreenletWords.Task] = task.at;
    words[at + GreenletWords.TaskLength] = task.length;
    words[at + GreenletWords.Id] = Atomics.add(words, Control.ThreadCount, 1) + 1;
    words[at + GreenletWords.Daemon] = 1;
    words[at + GreenletWords.Parent] = parent ? parent[address] : kernel.greenlet;
    const number = (words[hub + HubWords.Names] as number) + 1;
    words[hub + HubWords.Names] = number;
    setName(kernel, at, `Greenlet-${number} (${reference.name})`);
    const message = bodyMessage(wrapper);
    const stored = store(kernel, message, 'the greenlet');
    words[at + GreenletWords.Message] = stored.at;
    words[at + GreenletWords.MessageLength] = stored.length;
    addToHub(kernel, hub, at);
  });
  if (made) announce(current(), wrapper[address]);
}

function bodyMessage(greenlet: SharedObject): ThreadMessage {
  const reference = referenceTo(greenletBody) as FunctionReference;
  return { type: 'function', reference, args: [greenlet] };
}

function announce(kernel: Kernel, at: number): void {
  const { words } = kernel;
  const detail = ThreadKind.Greenlet | 256 | (processIdOf(words, kernel.space) << 16);
  kernel.emitText(
    EventKind.ThreadNew,
    at,
    0,
    words[at + GreenletWords.Id] as number,
    detail,
    nameWithin(kernel, at),
  );
}

function taskOf(kernel: Kernel, at: number): Task {
  const { words } = kernel;
  return load(
    kernel,
    words[at + GreenletWords.Task] as number,
    words[at + GreenletWords.TaskLength] as number,
  ) as Task;
}

/** The greenlet itself, or the first one above it that is not done. */
function firstAlive(words: Int32Array, greenlet: number): number {
  let at = greenlet;
  while (words[at + GreenletWords.Life] === GreenletLife.Dead)
    at = words[at + GreenletWords.Parent] as number;
  return at;
}

function handOver(target: RawGreenlet, how: HandOver, kind: number, value: unknown, text: string): unknown {
  const kernel = current();
  const { words } = kernel;
  const hub = ensureHub(kernel);
  if (words[target[address] + GreenletWords.Hub] !== hub)
    throw new GreenletError('cannot switch to a different thread');
  kernel.enter(hub);
  const next = firstAlive(words, target[address]);
  putIntoInbox(kernel, next, kind, value);
  if (next !== kernel.greenlet) {
    kernel.emitText(EventKind.HandOver, hub, how, words[next + GreenletWords.Id] as number, 0, text);
    give(kernel, hub, next);
    kernel.goAway();
    awaitTurn(kernel, hub);
  }
  kernel.leave(hub);
  return oneOf(received(kernel));
}

/** As in Python one value arrives as it is, several as a list. */
function oneOf(values: unknown): unknown {
  if (!Array.isArray(values)) return values;
  return values.length < 2 ? (values as unknown[])[0] : values;
}

/** What the worker of a greenlet does. */
function greenletBody(greenlet: RawGreenlet): void {
  const kernel = current();
  const at = greenlet[address];
  const { reference, args, spawned, place } = taskOf(kernel, at);
  kernel.emit(EventKind.Acquire, kernel.words[at + GreenletWords.Hub] as number);
  let outcome: number = GreenletOutcome.Value;
  let result: unknown;
  try {
    const given = received(kernel) as readonly unknown[] | undefined;
    result = (resolveReference(reference) as Anything)(...keep(spawned ? args : (given ?? []), 'args'));
  } catch (error) {
    if (isUnwinding(error)) throw error;
    result = error;
    if (!(error instanceof GreenletExit)) outcome = GreenletOutcome.Exception;
  }
  if (place) (place as Semaphore).release();
  finish(kernel, at, outcome, result, spawned);
}
registerInternal('greenletBody', greenletBody);

/** The greenlet is done: whoever joins it goes on, and its parent, or whoever is next, has the turn when its end was told. */
function finish(kernel: Kernel, at: number, outcome: number, result: unknown, spawned: boolean): void {
  const { words } = kernel;
  const hub = words[at + GreenletWords.Hub] as number;
  const stored = store(kernel, result, 'the result');
  kernel.enter(at);
  words[at + GreenletWords.Result] = stored.at;
  words[at + GreenletWords.ResultLength] = stored.length;
  words[at + GreenletWords.Outcome] = outcome;
  words[at + GreenletWords.Life] = GreenletLife.Dead;
  kernel.leave(at);
  kernel.enterNested(hub);
  removeFromHub(words, hub, at);
  const next = spawned ? 0 : firstAlive(words, at);
  if (next === 0) kernel.emit(EventKind.Release, hub);
  else {
    const kind = outcome === GreenletOutcome.Exception ? InboxKind.Throw : InboxKind.Value;
    putIntoInbox(kernel, next, kind, kind === InboxKind.Throw ? result : [result]);
    const id = words[next + GreenletWords.Id] as number;
    kernel.emitText(
      EventKind.HandOver,
      hub,
      HandOver.Return,
      id,
      0,
      result === undefined ? '' : shortForm(result),
    );
  }
  kernel.leave(hub);
  kernel.afterEnd = () => passOn(kernel, hub, at, next);
}

/** The end was told: joiners are ready, and the turn goes on. */
function passOn(kernel: Kernel, hub: number, at: number, next: number): void {
  kernel.enterNested(at);
  kernel.grant(at, Number.MAX_SAFE_INTEGER);
  kernel.changed(at);
  kernel.leave(at);
  kernel.enterNested(hub);
  if (next === 0) schedule(kernel, hub);
  else give(kernel, hub, next);
  kernel.leave(hub);
}
