/** How a process comes into being, and how it is ended by force. */
import { Access, Place } from '../../explore/strategy.js';
import { EventKind, ObjectKind, ThreadKind } from '../../trace/vocabulary.js';
import { endsSent } from '../codec.js';
import { ThreadError } from '../errors.js';
import type { Kernel } from '../kernel.js';
import { killThreads } from '../kill.js';
import { anyProcess, Block, BlockState, blockAt, Control, Header } from '../memory.js';
import { referenceTo } from '../programFunctions.js';
import { store } from '../sharedBytes.js';
import { allocateHeader, nextObjectId } from '../sharedObject.js';
import { createSpace, SpaceWords } from '../space.js';
import { createMainThread, nameWithin, setName } from '../thread.js';
import { occupy, release, takeBlock } from '../threadBlocks.js';
import { noExitCode, ProcessWords, Stage } from '../waiting.js';
import { keepChild } from './family.js';
import { HandleState, setHandleState } from './openHandles.js';
import type { ProcessOptions } from './process.js';

/** The number of main's process; its children count on. The shell that started it is the one before. */
export const firstPid = 1000;

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
  kernel.point(0, Access.Change, Place.Everything);
  refuseDaemon(kernel, given.parent);
  const at = allocateHeader(kernel, ObjectKind.Thread, anyProcess, nextObjectId(kernel));
  fillProcess(kernel, at, given.parent, given.type, given);
  kernel.words[at + ProcessWords.Pool] = given.pool;
  announce(kernel, EventKind.ThreadNew, at);
  const message = { type: 'function', reference: referenceTo(target), args };
  startProcess(kernel, at, message, 'its arguments', false);
  return at;
}

/** Throws ThreadError where CPython asserts. */
export function refuseDaemon({ words }: Kernel, parent: number): void {
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
export function startProcess(
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

/** The words of a new process that `parent` makes; `type` is the first part of its name. */
export function fillProcess(
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

export function announce(kernel: Kernel, kind: EventKind, at: number): void {
  const id = kernel.words[at + ProcessWords.Id] as number;
  const detail = ThreadKind.Process | (kernel.words[at + ProcessWords.Daemon] === 1 ? 256 : 0);
  kernel.emitText(kind, at, 0, id, detail, nameWithin(kernel, at));
}
