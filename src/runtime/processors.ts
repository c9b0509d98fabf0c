/**
 * The processors of a controlled run: threads that compute take turns on them, in slices of a quantum. The highest priority
 * goes first, among equals who waited longest; a thread is pre-empted at the end of its slice if another one should go first.
 * Everything here runs under the baton, so its words are plain.
 */
import { EventKind } from '../trace/vocabulary.js';
import { gilIntervalOf, isGilWanted, yieldGil } from './gilTurn.js';
import type { Kernel } from './kernel.js';
import { Block, blockAt, Control, mostThreads } from './memory.js';
import { isAlive } from './threadBlocks.js';
import { ThreadWords } from './waiting.js';

const notDispatched = 0;

/** The calling thread wants to compute for so long. */
export function wantProcessor(kernel: Kernel, ns: number): void {
  kernel.memory.setDouble(blockAt(kernel.block) + Block.Work, ns);
  queueUp(kernel);
  dispatch(kernel);
}

/**
 * At the end of a slice of the calling thread: takes it off its work. True when the work is done; otherwise the thread goes
 * on computing, on its processor or in the queue for one.
 */
export function endSlice(kernel: Kernel): boolean {
  const { memory } = kernel;
  const at = blockAt(kernel.block);
  const left = memory.double(at + Block.Work) - (kernel.now() - memory.double(at + Block.SliceStart));
  memory.setDouble(at + Block.Work, left);
  if (left <= 0) {
    kernel.words[at + Block.Processor] = notDispatched;
    kernel.words[at + Block.Turn] = 0;
    kernel.emit(EventKind.Computed, 0);
    dispatch(kernel);
    return true;
  }
  const givesGilUp = isGilWanted(kernel);
  if (givesGilUp || shouldYield(kernel)) {
    kernel.emitFloat(EventKind.Preempt, 0, 0, left);
    kernel.words[at + Block.Processor] = notDispatched;
    if (givesGilUp) goWithoutGil(kernel, at);
    queueUp(kernel);
    dispatch(kernel);
  } else beginSlice(kernel, kernel.block);
  return false;
}

/** The thread's interval is over: its processor is for others until it has had the Gil back. */
function goWithoutGil(kernel: Kernel, at: number): void {
  kernel.words[at + Block.Turn] = 0;
  dispatch(kernel);
  yieldGil(kernel);
}

/** A thread computes no more, as it was killed. */
export function leaveProcessors(kernel: Kernel, block: number): void {
  const at = blockAt(block);
  if (kernel.words[at + Block.Turn] === 0) return;
  kernel.words[at + Block.Turn] = 0;
  kernel.words[at + Block.Processor] = notDispatched;
  dispatch(kernel);
}

function queueUp(kernel: Kernel): void {
  const { words } = kernel;
  const turn = (words[Control.Turns] as number) + 1;
  words[Control.Turns] = turn;
  words[blockAt(kernel.block) + Block.Turn] = turn;
}

/** Gives free processors to those who wait for one. */
function dispatch(kernel: Kernel): void {
  const { words } = kernel;
  for (let next = firstInQueue(words); next !== 0; next = firstInQueue(words)) {
    const processor = freeProcessor(words);
    if (processor < 0) return;
    words[blockAt(next) + Block.Processor] = processor + 1;
    kernel.emitAs(next, EventKind.Dispatch, 0, 0, processor);
    beginSlice(kernel, next);
  }
}

function beginSlice(kernel: Kernel, block: number): void {
  const { words, memory } = kernel;
  const at = blockAt(block);
  const quantum = Math.min(
    words[Control.Processors] === 0 ? Number.POSITIVE_INFINITY : memory.double(Control.Quantum),
    gilIntervalOf(kernel),
  );
  memory.setDouble(at + Block.SliceStart, kernel.now());
  memory.setDouble(at + Block.Deadline, kernel.now() + Math.min(quantum, memory.double(at + Block.Work)));
}

/** The lowest processor that nobody is on; -1 when all are taken. 0 processors stands for as many as it takes. */
function freeProcessor(words: Int32Array): number {
  const count = words[Control.Processors] === 0 ? mostThreads : (words[Control.Processors] as number);
  const taken = new Set<number>();
  eachComputing(words, (_, at) => taken.add(words[at + Block.Processor] as number));
  for (let processor = 0; processor < count; processor++) if (!taken.has(processor + 1)) return processor;
  return -1;
}

/** Block of the thread that is to have the next free processor; 0 for none. */
function firstInQueue(words: Int32Array): number {
  let first = 0;
  eachComputing(words, (block, at) => {
    if (
      words[at + Block.Processor] === notDispatched &&
      (first === 0 || goesBefore(words, at, blockAt(first)))
    )
      first = block;
  });
  return first;
}

function goesBefore(words: Int32Array, at: number, other: number): boolean {
  const byPriority = priorityOf(words, at) - priorityOf(words, other);
  if (byPriority !== 0) return byPriority > 0;
  return (words[at + Block.Turn] as number) < (words[other + Block.Turn] as number);
}

function priorityOf(words: Int32Array, at: number): number {
  return words[(words[at + Block.Object] as number) + ThreadWords.Priority] as number;
}

/** Somebody waits whose priority is no lower. */
function shouldYield(kernel: Kernel): boolean {
  const { words } = kernel;
  const next = firstInQueue(words);
  return next !== 0 && priorityOf(words, blockAt(next)) >= priorityOf(words, blockAt(kernel.block));
}

function eachComputing(words: Int32Array, visit: (block: number, at: number) => void): void {
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    if (isAlive(words, at) && words[at + Block.Turn] !== 0) visit(block, at);
  }
}
