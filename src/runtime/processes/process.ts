/**
 * multiprocessing.Process. It lies in shared memory as a thread does, and every process sees the same one; what is inside it
 * is a space (space.ts). In the trace a process is the lane of its first thread.
 */
import { EventKind, ObjectKind } from '../../trace/vocabulary.js';
import { ThreadError } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import {
  address,
  createObject,
  liveEverywhere,
  registerProcessKind,
  rememberWrapper,
  SharedObject,
  setAddress,
  wrapperAt,
} from '../sharedObject.js';
import { joinObject, nameOf, setName } from '../thread.js';
import { messageOf, type Target } from '../threadMessage.js';
import { waitNs } from '../time.js';
import { ProcessWords, Stage } from '../waiting.js';
import { childrenOf, ownProcess } from './family.js';
import { announce, fillProcess, firstPid, refuseDaemon, startProcess, terminate } from './lifecycle.js';

export interface ProcessOptions {
  readonly target?: Target;
  readonly args?: readonly unknown[];
  readonly name?: string;
  readonly daemon?: boolean;
}

const options = Symbol('options');
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

export function parentPid(kernel: Kernel): number {
  const { words } = kernel;
  const parent = words[ownProcess(kernel) + ProcessWords.Parent] as number;
  if (parent === 0) return firstPid - 1;
  // As on Unix, the first process of all adopts orphans.
  return words[parent + ProcessWords.Stage] === Stage.Ended
    ? 1
    : (words[parent + ProcessWords.Pid] as number);
}

function end(process: Process, exitCode: number): void {
  const kernel = current();
  const object = process[address];
  refuseClosed(process);
  if (stageOf(process) === Stage.New || object === ownProcess(kernel))
    throw new TypeError(`${process.name} was not started here, so there is nothing to end`);
  terminate(kernel, object, exitCode);
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
