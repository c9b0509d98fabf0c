/**
 * How a thread ends: by itself, or by force when its process is ended. The last thread of a process ends the process; the
 * last thread that keeps the run going ends the run.
 */
import { EventKind, ThreadEnding } from '../trace/vocabulary.js';
import type { Kernel } from './kernel.js';
import { Block, BlockState, blockAt, Control, Header, RunEnd } from './memory.js';
import { closeHandles } from './processes/openHandles.js';
import { SpaceWords } from './space.js';
import { freeBlock } from './threadBlocks.js';
import { noExitCode, ProcessWords, Stage, ThreadWords } from './waiting.js';

/** The calling thread ends by itself. The end is an operation too: it wakes those that join it. */
export function endThread(kernel: Kernel, ending: ThreadEnding): void {
  const { words, block } = kernel;
  const at = blockAt(block);
  const object = words[at + Block.Object] as number;
  kernel.goForGood();
  kernel.enter(object);
  const isProcessOver = leaveSpace(kernel, kernel.space);
  kernel.emit(EventKind.ThreadEnd, object, ending, exitCodeOf(kernel, kernel.space));
  if (!isProcess(words, object)) markEnded(kernel, object);
  kernel.leave(object);
  kernel.afterEnd?.();
  kernel.afterEnd = undefined;
  if (isProcessOver) endProcess(kernel, kernel.space);
  const isRunOver = countOut(kernel, block);
  freeBlock(kernel, block);
  if (isRunOver) kernel.finish(RunEnd.Completed);
  else kernel.exit();
}

/**
 * A killed thread has ended: said by itself (live), or by whoever killed it (controlled), exactly once. Answers the state
 * that its block was in. The block stays taken until its worker is back.
 */
export function endKilled(kernel: Kernel, block: number): number {
  const { words } = kernel;
  const at = blockAt(block);
  const object = words[at + Block.Object] as number;
  words[at + Block.EndTold] = 1;
  const space = words[at + Block.Space] as number;
  const code = exitCodeOf(kernel, space);
  kernel.enterNested(object);
  const isProcessOver = leaveSpace(kernel, space);
  kernel.emitAs(block, EventKind.ThreadEnd, object, ThreadEnding.Terminated, code);
  if (!isProcess(words, object)) markEnded(kernel, object);
  kernel.leave(object);
  if (isProcessOver) endProcess(kernel, space);
  const isRunOver = countOut(kernel, block);
  const state = Atomics.exchange(words, at + Block.State, BlockState.Dying);
  if (isRunOver) kernel.finish(RunEnd.Completed);
  return state;
}

function isProcess(words: Int32Array, object: number): boolean {
  return words[object + Header.Space] === 0;
}

function exitCodeOf({ words }: Kernel, space: number): number {
  const process = words[space + SpaceWords.Process] as number;
  const code = Atomics.load(words, process + ProcessWords.ExitCode);
  return code === noExitCode ? 0 : code;
}

/** With the object's guard. */
function markEnded(kernel: Kernel, object: number): void {
  kernel.words[object + ThreadWords.Stage] = Stage.Ended;
  kernel.changed(object);
}

/** A thread less in a process. True for the last one of a process other than main's; what that had open is closed then. */
function leaveSpace(kernel: Kernel, space: number): boolean {
  const isLast = Atomics.sub(kernel.words, space + SpaceWords.Threads, 1) === 1;
  if (!isLast || space === kernel.words[Control.MainSpace]) return false;
  closeHandles(kernel, space);
  return true;
}

/** Those that join the process go on. */
function endProcess(kernel: Kernel, space: number): void {
  const process = kernel.words[space + SpaceWords.Process] as number;
  kernel.enterNested(process);
  markEnded(kernel, process);
  kernel.leave(process);
}

/** True if nothing keeps the run going any more. */
function countOut(kernel: Kernel, block: number): boolean {
  const { words } = kernel;
  Atomics.sub(words, Control.Live, 1);
  const keepsRun = words[blockAt(block) + Block.KeepsRun] === 1;
  return keepsRun && Atomics.sub(words, Control.LiveNonDaemon, 1) === 1;
}
