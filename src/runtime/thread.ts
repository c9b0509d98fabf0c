/**
 * threading.Thread. A thread object lies in shared memory like a lock; starting it writes a message (which function or
 * subclass, with what) and takes a thread control block, and whichever worker is free runs it.
 */
import { Access } from '../explore/strategy.js';
import { EventKind, ObjectKind, Operation, ThreadKind } from '../trace/vocabulary.js';
import { ThreadError } from './errors.js';
import { keep } from './freeze.js';
import { current, type Kernel } from './kernel.js';
import { Block, BlockState, blockAt, blockWords, Control, Header } from './memory.js';
import { type FunctionReference, referenceTo } from './programFunctions.js';
import { ring } from './ring.js';
import { load, store } from './sharedBytes.js';
import {
  address,
  createObject,
  registerKind,
  rememberWrapper,
  SharedObject,
  setAddress,
} from './sharedObject.js';
import { waitNs } from './time.js';
import { Stage, ThreadWords, WaitClass } from './waiting.js';

/** A function that a thread can run. */
export type Target = (...args: never[]) => void;

/** The types that a program sees (types/threadlanes) also tie `args` to the target's parameters. */
export interface ThreadOptions {
  readonly target?: Target;
  readonly args?: readonly unknown[];
  readonly name?: string;
  readonly daemon?: boolean;
  /** Where threads compete for processors the higher one goes first. */
  readonly priority?: number;
}

/** What a started thread does: call an exported function, or run() of an instance of an exported class. */
export type ThreadMessage =
  | { readonly type: 'function'; readonly reference: FunctionReference; readonly args: readonly unknown[] }
  | {
      readonly type: 'instance';
      readonly reference: FunctionReference;
      readonly fields: Record<string, unknown>;
    };

const options = Symbol('options');

export class Thread extends SharedObject {
  declare private readonly [options]: ThreadOptions;

  constructor(given: ThreadOptions = {}) {
    super();
    Object.defineProperty(this, options, { value: given });
    const made = createObject(this, ObjectKind.Thread, (at, kernel) => fillThread(kernel, at, given));
    if (made) announce(current(), this[address]);
  }

  get name(): string {
    return nameOf(current(), this[address]);
  }
  set name(name: string) {
    const kernel = current();
    kernel.enter(this[address]);
    setName(kernel, this[address], name);
    announceChange(kernel, this[address]);
    kernel.leave(this[address]);
  }
  get daemon(): boolean {
    return current().words[this[address] + ThreadWords.Daemon] === 1;
  }
  set daemon(daemon: boolean) {
    const kernel = current();
    const object = this[address];
    kernel.enter(object);
    const isNew = kernel.words[object + ThreadWords.Stage] === Stage.New;
    if (isNew) {
      kernel.words[object + ThreadWords.Daemon] = daemon ? 1 : 0;
      announceChange(kernel, object);
    }
    kernel.leave(object);
    if (!isNew) throw new ThreadError('cannot set daemon status of active thread');
  }
  /** The thread's number, from 1; null before it is started. */
  get ident(): number | null {
    const { words } = current();
    return words[this[address] + ThreadWords.Stage] === Stage.New
      ? null
      : (words[this[address] + ThreadWords.Id] as number);
  }

  /** The number that a system would give the thread: here its ident. */
  get nativeId(): number | null {
    return this.ident;
  }

  start(): void {
    const kernel = current();
    const object = this[address];
    kernel.point(object);
    if (kernel.words[object + ThreadWords.Stage] !== Stage.New)
      throw new ThreadError('threads can only be started once');
    const message = messageOf(this, this[options]);
    const stored = store(kernel, message, `what ${this.name} is started with`);
    freezeWhatWasSent(this, this[options]);
    kernel.words[object + ThreadWords.Message] = stored.at;
    kernel.words[object + ThreadWords.MessageLength] = stored.length;
    begin(kernel, object);
  }

  /** What the thread does; a subclass overrides it. */
  run(): void {
    const { target, args } = this[options];
    if (target) target(...((args ?? []) as never[]));
  }

  join(timeout?: number): void {
    const kernel = current();
    const object = this[address];
    const wait = waitNs(timeout);
    kernel.enterToWait(object, WaitClass.Joiner, wait);
    const problem = joinProblem(kernel, object);
    if (problem !== '') {
      kernel.leave(object);
      throw new ThreadError(problem);
    }
    const ended = kernel.waitUntil(object, WaitClass.Joiner, Operation.Join, wait, () =>
      hasEnded(kernel, object),
    );
    if (ended) kernel.emit(EventKind.Join, object);
    kernel.leave(object);
  }

  isAlive(): boolean {
    const kernel = current();
    kernel.point(this[address], Access.Read);
    return kernel.words[this[address] + ThreadWords.Stage] === Stage.Started;
  }
}

registerKind(ObjectKind.Thread, (at) => attachThread(at, Thread.prototype));

/** A wrapper for a thread that another worker made; its constructor is not run again. */
export function attachThread(at: number, prototype: object): Thread {
  const thread = Object.create(prototype) as Thread;
  setAddress(thread, at);
  Object.defineProperty(thread, options, { value: {} });
  return thread;
}

/** As attachThread, and from now on the worker's wrapper of that thread: its own fields arrive as frozen copies. */
export function attachInstance(at: number, prototype: object, fields: Record<string, unknown>): Thread {
  const thread = Object.create(prototype) as Thread;
  rememberWrapper(thread, at);
  Object.defineProperty(thread, options, { value: {} });
  Object.assign(thread, fields);
  return freezeFields(thread);
}

function freezeFields(thread: Thread): Thread {
  for (const [key, value] of Object.entries(thread)) keep(value, `this.${key}`);
  Object.freeze(thread);
  return thread;
}

/** What was sent is a copy on the other side, so neither side may change it: a change would look shared and be lost. */
function freezeWhatWasSent(thread: Thread, given: ThreadOptions): void {
  keep(given.args, 'args');
  freezeFields(thread);
}

function fillThread(kernel: Kernel, at: number, given: ThreadOptions): void {
  const { words } = kernel;
  words[at + ThreadWords.Id] = Atomics.add(words, Control.ThreadCount, 1) + 1;
  const creator = words[blockAt(kernel.block) + Block.Daemon] as number;
  words[at + ThreadWords.Daemon] = (given.daemon ?? creator === 1) ? 1 : 0;
  words[at + ThreadWords.Priority] = Math.floor(given.priority ?? 0);
  setName(kernel, at, given.name || freshName(kernel, given.target));
}

/** CPython's names: Thread-1, or Thread-1 (target). */
function freshName(kernel: Kernel, target: { readonly name: string } | undefined): string {
  const number = Atomics.add(kernel.words, Control.ThreadNames, 1) + 1;
  return target ? `Thread-${number} (${target.name})` : `Thread-${number}`;
}

/** The caller has the object to itself. */
function setName(kernel: Kernel, at: number, name: string): void {
  const stored = store(kernel, String(name), 'the name');
  const old = kernel.words[at + ThreadWords.Name] as number;
  if (old !== 0) kernel.allocator.free(old, kernel.words[at + ThreadWords.NameLength] as number);
  kernel.words[at + ThreadWords.Name] = stored.at;
  kernel.words[at + ThreadWords.NameLength] = stored.length;
}

/** Not an operation of the program's: nobody is let in between. */
function nameOf(kernel: Kernel, at: number): string {
  kernel.enterNested(at);
  const name = nameWithin(kernel, at);
  kernel.leave(at);
  return name;
}

function nameWithin(kernel: Kernel, at: number): string {
  const { words } = kernel;
  return String(
    load(kernel, words[at + ThreadWords.Name] as number, words[at + ThreadWords.NameLength] as number),
  );
}

function announce(kernel: Kernel, at: number): void {
  const id = kernel.words[at + ThreadWords.Id] as number;
  kernel.emitText(EventKind.ThreadNew, at, 0, id, detailOf(kernel, at), nameWithin(kernel, at));
}

function announceChange(kernel: Kernel, at: number): void {
  const id = kernel.words[at + ThreadWords.Id] as number;
  kernel.emitText(EventKind.ThreadChange, at, 0, id, detailOf(kernel, at), nameWithin(kernel, at));
}

/** What ThreadNew and ThreadChange say beside the name. */
function detailOf(kernel: Kernel, at: number): number {
  return ThreadKind.Thread | (kernel.words[at + ThreadWords.Daemon] === 1 ? 256 : 0);
}

function messageOf(thread: Thread, given: ThreadOptions): ThreadMessage {
  if (thread.run !== Thread.prototype.run) {
    return { type: 'instance', reference: classReference(thread), fields: ownFields(thread) };
  }
  if (!given.target) return { type: 'function', reference: { module: -1, name: '' }, args: [] };
  const reference = referenceTo(given.target);
  if (!reference) {
    const name = given.target.name || 'the target';
    throw new TypeError(
      `${name} is not an exported function: a thread runs in a worker of its own and finds its target by export; write "export function ${given.target.name || 'name'}"`,
    );
  }
  return { type: 'function', reference, args: given.args ?? [] };
}

function classReference(thread: Thread): FunctionReference {
  const reference = referenceTo(thread.constructor);
  if (reference) return reference;
  throw new TypeError(
    `${thread.constructor.name} is not an exported class: write "export class ${thread.constructor.name} extends Thread"`,
  );
}

function ownFields(thread: Thread): Record<string, unknown> {
  for (const [key, value] of Object.entries(thread)) {
    if (typeof value === 'function') {
      throw new TypeError(
        `this.${key} of ${thread.constructor.name} is a function: it cannot go to another thread; make it a method`,
      );
    }
  }
  return { ...thread };
}

function begin(kernel: Kernel, object: number): void {
  const { words } = kernel;
  const id = words[object + ThreadWords.Id] as number;
  kernel.lockBlocks();
  const block = freeBlock(words);
  if (block !== 0) occupy(kernel, block, object);
  kernel.unlockBlocks();
  if (block === 0)
    throw new ThreadError(`can't start a new thread: ${words[Control.ThreadLimit]} are alive already`);
  kernel.emit(EventKind.ThreadStart, object, 0, id);
  words[object + ThreadWords.Stage] = Stage.Started;
  Atomics.store(words, blockAt(block) + Block.State, BlockState.Pending);
  kernel.announceWork();
  if ((words[Control.Live] as number) > Atomics.load(words, Control.Attached)) ring(kernel.memory);
}

function freeBlock(words: Int32Array): number {
  for (let block = 1; block <= (words[Control.ThreadLimit] as number); block++) {
    if (words[blockAt(block) + Block.Object] === 0) return block;
  }
  return 0;
}

function occupy(kernel: Kernel, block: number, object: number): void {
  const { words } = kernel;
  const at = blockAt(block);
  words[Control.HighestBlock] = Math.max(words[Control.HighestBlock] as number, block);
  words.fill(0, at, at + blockWords);
  kernel.memory.setDouble(at + Block.Deadline, -1);
  words[at + Block.ThreadId] = words[object + ThreadWords.Id] as number;
  words[at + Block.Object] = object;
  words[at + Block.Runnable] = 1;
  words[at + Block.NextObject] = words[object + Header.Id] as number;
  words[at + Block.NextAccess] = Access.Read;
  words[at + Block.Daemon] = words[object + ThreadWords.Daemon] as number;
  Atomics.add(words, Control.Live, 1);
  if (words[at + Block.Daemon] === 0) Atomics.add(words, Control.LiveNonDaemon, 1);
}

function joinProblem(kernel: Kernel, object: number): string {
  if (kernel.words[object + ThreadWords.Stage] === Stage.New)
    return 'cannot join thread before it is started';
  if (kernel.words[blockAt(kernel.block) + Block.Object] === object) return 'cannot join current thread';
  return '';
}

function hasEnded(kernel: Kernel, object: number): boolean {
  return kernel.words[object + ThreadWords.Stage] === Stage.Ended;
}

/** Makes the object of the main thread, which the engine starts, and tells of it. */
export function createMainThread(kernel: Kernel, at: number): void {
  const { words } = kernel;
  words[at + Header.Kind] = ObjectKind.Thread;
  words[at + Header.Id] = Atomics.add(words, Control.ObjectCount, 1) + 1;
  words[at + ThreadWords.Id] = Atomics.add(words, Control.ThreadCount, 1) + 1;
  words[at + ThreadWords.Stage] = Stage.Started;
  words[Control.MainThread] = at;
  setName(kernel, at, 'MainThread');
  occupy(kernel, 1, at);
  Atomics.store(words, blockAt(1) + Block.State, BlockState.Running);
}
