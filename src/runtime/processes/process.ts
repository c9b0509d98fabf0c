/**
 * multiprocessing.Process. It lies in shared memory as a thread does, and every process sees the same one; what is inside it
 * is a space (space.ts). In the trace a process is the lane of its first thread.
 */
import { EventKind, ObjectKind, ThreadKind } from '../../trace/vocabulary.js';
import { endsSent } from '../codec.js';
import { ThreadError } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { killThreads } from '../kill.js';
import { anyProcess, Block, BlockState, blockAt, Control, Header } from '../memory.js';
import { referenceTo } from '../programFunctions.js';
import { store } from '../sharedBytes.js';
import {
  address,
  allocateHeader,
  createObject,
  liveEverywhere,
  nextObjectId,
  registerProcessKind,
  rememberWrapper,
  SharedObject,
  setAddress,
  wrapperAt,
} from '../sharedObject.js';
import { createSpace, SpaceWords } from '../space.js';
import { createMainThread, joinObject, nameOf, nameWithin, setName } from '../thread.js';
import { occupy, release, takeBlock } from '../threadBlocks.js';
import { messageOf, type Target } from '../threadMessage.js';
import { waitNs } from '../time.js';
import { noExitCode, ProcessWords, Stage } from '../waiting.js';
import { childrenOf, keepChild, ownProcess } from './family.js';
import { HandleState, setHandleState } from './openHandles.js';

export interface ProcessOptions {
  readonly target?: Target;
  readonly args?: readonly unknown[];
  readonly name?: string;
  readonly daemon?: boolean;
}

const options = Symbol('options');
/** The number of main's process; its children count on. The shell that started it is the one before. */
const firstPid = 1000;

export class Process extends SharedObject {
  declare private readonly [options]: ProcessOptions;

  constructor(given: ProcessOptions = {}) {
    super();
    Object.defineProperty(this, options, { value: given });
    const fill = (at: number, kernel: Kernel): void =>
      fillProcess(kernel, at, ownProcess(kernel), this.constructor.name, given);
    if (createObject(this, ObjectKind.Thread, fill)) announce(current(), EventKind.ThreadNew, this[address]);
  }

  get name(): string {
    return nameOf(current(), this[address]);
  }
  set name(name: string) {
    const kernel = current();
    kernel.enter(this[address]);
    setName(kernel, this[address], name);
    announce(kernel, EventKind.ThreadChange, this[address]);
    kernel.leave(this[address]);
  }
  get daemon(): boolean {
    return current().words[this[address] + ProcessWords.Daemon] === 1;
  }
  set daemon(daemon: boolean) {
    const kernel = current();
    kernel.point(this[address]);
    if (stageOf(this) !== Stage.New) throw new ThreadError('process has already started');
    kernel.words[this[address] + ProcessWords.Daemon] = daemon ? 1 : 0;
    announce(kernel, EventKind.ThreadChange, this[address]);
  }
  get pid(): number | null {
    refuseClosed(this);
    return stageOf(this) === Stage.New ? null : (current().words[this[address] + ProcessWords.Pid] as number);
  }
  get ident(): number | null {
    return this.pid;
  }
  get exitcode(): number | null {
    refuseClosed(this);
    const { words } = current();
    current().point(this[address]);
    return stageOf(this) === Stage.Ended ? (words[this[address] + ProcessWords.ExitCode] as number) : null;
  }

  start(): void {
    const kernel = current();
    const object = this[address];
    kernel.point(object);
    refuseClosed(this);
    if (stageOf(this) !== Stage.New) throw new ThreadError('cannot start a process twice');
    if (!isChild(kernel, object))
      throw new ThreadError('can only start a process object created by current process');
    refuseDaemon(kernel, ownProcess(kernel));
    const message = messageOf(this, Process, this[options], 'process');
    const keepsRun = kernel.words[object + ProcessWords.Daemon] === 0;
    startProcess(kernel, object, message, this.name, keepsRun);
  }

  /** What the process does; a subclass overrides it. */
  run(): void {
    const { target, args } = this[options];
    if (target) target(...((args ?? []) as never[]));
  }

  join(timeout?: number): void {
    const kernel = current();
    const object = this[address];
    refuseClosed(this);
    if (!isChild(kernel, object) && !isParent(kernel, object))
      throw new ThreadError('can only join a child process');
    if (stageOf(this) === Stage.New) throw new ThreadError('can only join a started process');
    joinObject(kernel, object, waitNs(timeout));
  }

  isAlive(): boolean {
    const kernel = current();
    const object = this[address];
    kernel.point(object);
    refuseClosed(this);
    if (object === ownProcess(kernel)) return true;
    if (!isChild(kernel, object) && !isParent(kernel, object))
      throw new ThreadError('can only test a child process');
    return stageOf(this) === Stage.Started;
  }

  terminate(): void {
    end(this, -15);
  }
  kill(): void {
    end(this, -9);
  }

  close(): void {
    const kernel = current();
    kernel.point(this[address]);
    if (stageOf(this) === Stage.Started)
      throw new RangeError(
        'Cannot close a process while it is still running. You should first call join() or terminate().',
      );
    kernel.words[this[address] + ProcessWords.Closed] = 1;
  }
}
liveEverywhere(Process);
registerProcessKind(ObjectKind.Thread, (at) => {
  const process = Object.create(Process.prototype) as Process;
  setAddress(process, at);
  Object.defineProperty(process, options, { value: {} });
  return process;
});

/** Runs an instance of a subclass in its own process, with the fields that it was started with. */
export function runInstance(at: number, prototype: Process, fields: Record<string, unknown>): void {
  const process = Object.create(prototype) as Process;
  rememberWrapper(process, at);
  Object.defineProperty(process, options, { value: {} });
  Object.assign(process, fields).run();
}

/** The process that runs main(), and its main thread, whose object is answered. Nothing of the run is there before. */
export function createMainProcess(kernel: Kernel): number {
  const { words } = kernel;
  const id = nextObjectId(kernel);
  const process = allocateHeader(kernel, ObjectKind.Thread, anyProcess, id);
  const threadId = Atomics.add(words, Control.ThreadCount, 1) + 1;
  words[process + ProcessWords.Id] = threadId;
  words[process + ProcessWords.Stage] = Stage.Started;
  words[process + ProcessWords.ExitCode] = noExitCode;
  words[process + ProcessWords.Pid] = nextPid(kernel);
  setName(kernel, process, 'MainProcess');
  const space = spaceFor(kernel, process);
  words[Control.MainSpace] = space;
  const thread = createMainThread(kernel, space, id, threadId);
  occupy(kernel, 1, thread, space, true);
  Atomics.store(words, blockAt(1) + Block.State, BlockState.Running);
  return thread;
}

export function parentPid(kernel: Kernel): number {
  const { words } = kernel;
  const parent = words[ownProcess(kernel) + ProcessWords.Parent] as number;
  if (parent === 0) return firstPid - 1;
  // As on Unix, the first process of all adopts orphans.
  return words[parent + ProcessWords.Stage] === Stage.Ended
    ? 1
    : (words[parent + ProcessWords.Pid] as number);
}

/** A process that the runtime makes for a purpose of its own. */
interface InnerProcess {
  /** Address of the process whose child it is. */
  readonly parent: number;
  /** The first part of its name. */
  readonly type: string;
  readonly daemon: boolean;
  /** Address of the pool that it works for; 0 for none. */
  readonly pool: number;
}

/**
 * Makes such a process and lets it run `target`, a function of the runtime's. Answers its address. The run does not go on for
 * its sake: its parent ends it.
 */
export function startInner(
  kernel: Kernel,
  given: InnerProcess,
  target: unknown,
  args: readonly unknown[],
): number {
  kernel.point(0);
  refuseDaemon(kernel, given.parent);
  const at = allocateHeader(kernel, ObjectKind.Thread, anyProcess, nextObjectId(kernel));
  fillProcess(kernel, at, given.parent, given.type, given);
  kernel.words[at + ProcessWords.Pool] = given.pool;
  announce(kernel, EventKind.ThreadNew, at);
  startProcess(
    kernel,
    at,
    { type: 'function', reference: referenceTo(target), args },
    'its arguments',
    false,
  );
  return at;
}

function refuseDaemon({ words }: Kernel, parent: number): void {
  if (words[parent + ProcessWords.Daemon] === 1)
    throw new ThreadError('daemonic processes are not allowed to have children');
}

/** Told when a process that works for a pool is ended by force. */
type WorkerKilled = (kernel: Kernel, pool: number, process: number) => void;
let workerKilled: WorkerKilled = () => {};
export function whenWorkerIsKilled(listener: WorkerKilled): void {
  workerKilled = listener;
}

/** Lets a process of the calling one's run: `message` says what it does, `what` names that in errors. */
function startProcess(
  kernel: Kernel,
  object: number,
  message: unknown,
  what: string,
  keepsRun: boolean,
): void {
  const { words } = kernel;
  const stored = store(kernel, message, what, 'across');
  const ends = endsSent();
  words[object + ProcessWords.Message] = stored.at;
  words[object + ProcessWords.MessageLength] = stored.length;
  words[object + ProcessWords.Pid] = nextPid(kernel);
  const space = spaceFor(kernel, object);
  const threadId = words[object + ProcessWords.Id] as number;
  createMainThread(kernel, space, words[object + Header.Id] as number, threadId);
  const block = takeBlock(kernel, object, space, keepsRun);
  keepChild(kernel, object);
  for (const end of ends) setHandleState(kernel, space, end, HandleState.Open);
  kernel.emit(EventKind.ThreadStart, object, 0, threadId);
  words[object + ProcessWords.Stage] = Stage.Started;
  release(kernel, block);
}

/** Ends a process that was started, unless it ends anyway. Inside no operation. */
export function terminate(kernel: Kernel, object: number, exitCode: number): void {
  const { words } = kernel;
  kernel.enter(object);
  const isDecided =
    words[object + ProcessWords.Stage] !== Stage.Started || !decideExit(kernel, object, exitCode);
  if (!isDecided) kernel.emit(EventKind.Terminate, object, 0, words[object + ProcessWords.Id] as number);
  kernel.leave(object);
  if (isDecided) return;
  killThreads(kernel, words[object + ProcessWords.Space] as number);
  const pool = words[object + ProcessWords.Pool] as number;
  if (pool !== 0) workerKilled(kernel, pool, object);
}

/** The first one to say how a process ends is right. */
export function decideExit({ words }: Kernel, object: number, exitCode: number): boolean {
  const at = object + ProcessWords.ExitCode;
  return Atomics.compareExchange(words, at, noExitCode, exitCode) === noExitCode;
}

function spaceFor(kernel: Kernel, object: number): number {
  const space = createSpace(kernel);
  kernel.words[space + SpaceWords.Process] = object;
  kernel.words[object + ProcessWords.Space] = space;
  return space;
}

function nextPid(kernel: Kernel): number {
  return firstPid + Atomics.add(kernel.words, Control.Pids, 1);
}

function end(process: Process, exitCode: number): void {
  const kernel = current();
  const object = process[address];
  refuseClosed(process);
  if (stageOf(process) === Stage.New || object === ownProcess(kernel))
    throw new TypeError(`${process.name} was not started here, so there is nothing to end`);
  terminate(kernel, object, exitCode);
}

function fillProcess(
  kernel: Kernel,
  at: number,
  parent: number,
  type: string,
  given: Pick<ProcessOptions, 'name' | 'daemon'>,
): void {
  const { words } = kernel;
  words[at + ProcessWords.Id] = Atomics.add(words, Control.ThreadCount, 1) + 1;
  words[at + ProcessWords.ExitCode] = noExitCode;
  words[at + ProcessWords.Parent] = parent;
  words[at + ProcessWords.Number] = Atomics.add(words, parent + ProcessWords.Children, 1) + 1;
  words[at + ProcessWords.Daemon] = (given.daemon ?? words[parent + ProcessWords.Daemon] === 1) ? 1 : 0;
  setName(kernel, at, given.name || `${type}-${identityOf(words, at)}`);
}

/** CPython's: 2 for main's second child, 2:1 for that one's first. */
export function identityOf(words: Int32Array, process: number): string {
  const number = String(words[process + ProcessWords.Number]);
  const parent = words[process + ProcessWords.Parent] as number;
  return words[parent + ProcessWords.Parent] === 0 ? number : `${identityOf(words, parent)}:${number}`;
}

function announce(kernel: Kernel, kind: EventKind, at: number): void {
  const id = kernel.words[at + ProcessWords.Id] as number;
  const detail = ThreadKind.Process | (kernel.words[at + ProcessWords.Daemon] === 1 ? 256 : 0);
  kernel.emitText(kind, at, 0, id, detail, nameWithin(kernel, at));
}

function stageOf(process: Process): number {
  return current().words[process[address] + ProcessWords.Stage] as number;
}

function isChild(kernel: Kernel, object: number): boolean {
  return kernel.words[object + ProcessWords.Parent] === ownProcess(kernel);
}
function isParent(kernel: Kernel, object: number): boolean {
  return kernel.words[ownProcess(kernel) + ProcessWords.Parent] === object;
}

function refuseClosed(process: Process): void {
  if (current().words[process[address] + ProcessWords.Closed] === 1)
    throw new RangeError('process object is closed');
}

/** The process that calls it. */
export function currentProcess(): Process {
  const kernel = current();
  kernel.point(0);
  return wrapperAt(ownProcess(kernel)) as Process;
}

/** The process that started the calling one; null in main's. */
export function parentProcess(): Process | null {
  const kernel = current();
  kernel.point(0);
  const parent = kernel.words[ownProcess(kernel) + ProcessWords.Parent] as number;
  return parent === 0 ? null : (wrapperAt(parent) as Process);
}

/** The children of the calling process that are alive, the oldest first. */
export function activeChildren(): Process[] {
  const kernel = current();
  kernel.point(0);
  return childrenOf(kernel)
    .filter((child) => kernel.words[child + ProcessWords.Stage] === Stage.Started)
    .map((child) => wrapperAt(child) as Process);
}

export function getpid(): number {
  const kernel = current();
  kernel.point(0);
  return kernel.words[ownProcess(kernel) + ProcessWords.Pid] as number;
}

/** The number of the process that started the calling one, or of who adopted it when that one ended. */
export function getppid(): number {
  const kernel = current();
  kernel.point(0);
  return parentPid(kernel);
}
