/**
 * threading.Thread. A thread object lies in shared memory like a lock; starting it writes a message (which function or
 * subclass, with what) and takes a thread control block, and whichever worker is free runs it.
 */
import { Access } from '../explore/strategy.js';
import { EventKind, ObjectKind, Operation, ThreadKind } from '../trace/vocabulary.js';
import { ThreadError } from './errors.js';
import { keep } from './freeze.js';
import { current, type Kernel } from './kernel.js';
import { Block, blockAt, Control, Header } from './memory.js';
import { load, store } from './sharedBytes.js';
import {
  address,
  allocateHeader,
  createObject,
  registerKind,
  rememberWrapper,
  SharedObject,
  setAddress,
} from './sharedObject.js';
import { SpaceWords } from './space.js';
import { release, takeBlock } from './threadBlocks.js';
import { messageOf, type Target } from './threadMessage.js';
import { waitNs } from './time.js';
import { Stage, ThreadWords, WaitClass } from './waiting.js';

/** The types that a program sees (types/threadlanes) also tie `args` to the target's parameters. */
export interface ThreadOptions {
  readonly target?: Target;
  readonly args?: readonly unknown[];
  readonly name?: string;
  readonly daemon?: boolean;
  /** Where threads compete for processors the higher one goes first. */
  readonly priority?: number;
}

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
    const message = messageOf(this, Thread, this[options], 'thread');
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
    kernel.checkOver();
    const problem = joinProblem(kernel, object);
    if (problem !== '') throw new ThreadError(problem);
    joinObject(kernel, object, waitNs(timeout));
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
  const number = Atomics.add(kernel.words, kernel.space + SpaceWords.ThreadNames, 1) + 1;
  return target ? `Thread-${number} (${target.name})` : `Thread-${number}`;
}

/** The caller has the object to itself. */
export function setName(kernel: Kernel, at: number, name: string): void {
  const stored = store(kernel, String(name), 'the name');
  const old = kernel.words[at + ThreadWords.Name] as number;
  if (old !== 0) kernel.allocator.free(old, kernel.words[at + ThreadWords.NameLength] as number);
  kernel.words[at + ThreadWords.Name] = stored.at;
  kernel.words[at + ThreadWords.NameLength] = stored.length;
}

/** Not an operation of the program's: nobody is let in between. */
export function nameOf(kernel: Kernel, at: number): string {
  kernel.enterNested(at);
  const name = nameWithin(kernel, at);
  kernel.leave(at);
  return name;
}

export function nameWithin(kernel: Kernel, at: number): string {
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
function detailOf({ words }: Kernel, at: number): number {
  const daemon = words[at + ThreadWords.Daemon] === 1 ? 256 : 0;
  return ThreadKind.Thread | daemon | (processIdOf(words, words[at + Header.Space] as number) << 16);
}

/** A process is told apart by the id of its main thread; main's by 0. */
export function processIdOf(words: Int32Array, space: number): number {
  if (space === words[Control.MainSpace]) return 0;
  return words[(words[space + SpaceWords.Process] as number) + ThreadWords.Id] as number;
}

function begin(kernel: Kernel, object: number): void {
  const { words, space } = kernel;
  const isMains = space === words[Control.MainSpace];
  const keepsRun = isMains && words[object + ThreadWords.Daemon] === 0;
  const block = takeBlock(kernel, object, space, keepsRun);
  kernel.emit(EventKind.ThreadStart, object, 0, words[object + ThreadWords.Id] as number);
  words[object + ThreadWords.Stage] = Stage.Started;
  release(kernel, block);
}

function joinProblem(kernel: Kernel, object: number): string {
  if (kernel.words[object + ThreadWords.Stage] === Stage.New)
    return 'cannot join thread before it is started';
  if (kernel.words[blockAt(kernel.block) + Block.Object] === object) return 'cannot join current thread';
  return '';
}

/** Waits until a thread or process has ended; in ns, negative for as long as it takes. */
export function joinObject(kernel: Kernel, object: number, timeoutNs: number): void {
  kernel.enterToWait(object, WaitClass.Joiner, timeoutNs);
  const ended = kernel.waitUntil(object, WaitClass.Joiner, Operation.Join, timeoutNs, () =>
    hasEnded(kernel, object),
  );
  if (ended) kernel.emit(EventKind.Join, object);
  kernel.leave(object);
}

function hasEnded(kernel: Kernel, object: number): boolean {
  return kernel.words[object + ThreadWords.Stage] === Stage.Ended;
}

/** The main thread of a process; in the trace it is the process's own lane, so it has the same object id there. */
export function createMainThread(kernel: Kernel, space: number, id: number, threadId: number): number {
  const { words } = kernel;
  const at = allocateHeader(kernel, ObjectKind.Thread, space, id);
  words[at + ThreadWords.Id] = threadId;
  words[at + ThreadWords.Stage] = Stage.Started;
  words[space + SpaceWords.MainThread] = at;
  setName(kernel, at, 'MainThread');
  return at;
}
