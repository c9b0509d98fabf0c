/**
 * How a thread ends: by itself, or by force when its process is ended. The last thread of a process ends the process; the
 * last thread that keeps the run going ends the run.
 */
import { EventKind, ThreadEnding } from '../trace/vocabulary.js';
import type { Kernel } from './kernel.js';
import { Block, BlockState, blockAt, Control, Header, RunEnd } from './memory.js';
import { SpaceWords } from './space.js';
import { freeBlock } from './threadBlocks.js';
import { noExitCode, ProcessWords, Stage, ThreadWords } from './waiting.js';

/** Called once a process has ended, before those that join it go on. */
type ProcessEnded = (kernel: Kernel, space: number) => void;
let processEnded: ProcessEnded = () => {};

export function whenProcessEnds(listener: ProcessEnded): void {
  processEnded = listener;
}

/** The calling thread ends by itself. The end is an operation too: it wakes those that join it. */
export function endThread(kernel: Kernel, ending: ThreadEnding): void {
  const { words, block } = kernel;
  const at = blockAt(block);
  const object = words[at + Block.Object] as number;
  kernel.enter(object);
  kernel.emit(EventKind.ThreadEnd, object, ending, exitCodeOf(kernel, kernel.space));
  if (!isProcess(words, object)) markEnded(kernel, object);
  kernel.leave(object);
  const isLast = countOut(kernel, block);
  freeBlock(kernel, block);
  if (isLast) kernel.finish(RunEnd.Completed);
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
  const code = exitCodeOf(kernel, words[at + Block.Space] as number);
  kernel.enterNested(object);
  kernel.emitAs(block, EventKind.ThreadEnd, object, ThreadEnding.Terminated, code);
  if (!isProcess(words, object)) markEnded(kernel, object);
  kernel.leave(object);
  const isLast = countOut(kernel, block);
  const state = Atomics.exchange(words, at + Block.State, BlockState.Dying);
  if (isLast) kernel.finish(RunEnd.Completed);
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

/** True if nothing keeps the run going any more. */
function countOut(kernel: Kernel, block: number): boolean {
  const { words } = kernel;
  const at = blockAt(block);
  const space = words[at + Block.Space] as number;
  if (Atomics.sub(words, space + SpaceWords.Threads, 1) === 1) endProcess(kernel, space);
  Atomics.sub(words, Control.Live, 1);
  return words[at + Block.KeepsRun] === 1 && Atomics.sub(words, Control.LiveNonDaemon, 1) === 1;
}

/** Nobody of the process is left, so the count cannot grow again. */
function endProcess(kernel: Kernel, space: number): void {
  const { words } = kernel;
  if (space === words[Control.MainSpace]) return; // the run is over with it
  processEnded(kernel, space);
  const process = words[space + SpaceWords.Process] as number;
  kernel.enterNested(process);
  markEnded(kernel, process);
  kernel.leave(process);
}
