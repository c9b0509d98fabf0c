/** One worker's part in a run: evaluates the modules, runs main or threads that wait for a worker, until the run is over. */
import { strategyByName } from '../../explore/strategy.js';
import { ControlledKernel } from '../../runtime/controlledKernel.js';
import { RunEnded } from '../../runtime/errors.js';
import { endPools } from '../../runtime/executor.js';
import { keep } from '../../runtime/freeze.js';
import { createFutureHub } from '../../runtime/futureHub.js';
import { type Kernel, setCurrent } from '../../runtime/kernel.js';
import { LiveKernel } from '../../runtime/liveKernel.js';
import { setUpMachine } from '../../runtime/machine.js';
import { Block, BlockState, blockAt, Control, Memory, objectBytes, RunEnd } from '../../runtime/memory.js';
import { resolveReference, setExports } from '../../runtime/programFunctions.js';
import { RingWriter } from '../../runtime/ring.js';
import { load, store } from '../../runtime/sharedBytes.js';
import { forgetWrappers } from '../../runtime/sharedObject.js';
import { attachInstance, createMainThread, type Thread, type ThreadMessage } from '../../runtime/thread.js';
import { Stage, ThreadWords } from '../../runtime/waiting.js';
import { EventKind, ThreadEnding, ThreadKind } from '../../trace/vocabulary.js';
import { evaluate } from './compile.js';
import { machineClock } from './machineClock.js';
import type { AttachMessage } from './messages.js';
import { enterWorld, seedRandom } from './virtualWorld.js';
import { describeThrown } from './whereThrown.js';

/** Takes part in a run until it is over. Never throws. */
export function takePart(message: AttachMessage): void {
  const kernel = createKernel(message);
  setCurrent(kernel);
  forgetWrappers();
  enterWorld(kernel);
  seedRandom(message.seed, 0);
  try {
    if (message.isMain) runMain(kernel, message);
    else evaluate(message.program, kernel, message.worker);
    runPending(kernel, message);
  } catch (error) {
    // A module that cannot be evaluated again here is the program's fault: the thread that waits for this worker says so.
    if (!(error instanceof RunEnded)) failPending(kernel, message, error);
  }
  // The run's memory is given back to the system when nobody knows it any more.
  setCurrent(undefined);
  forgetWrappers();
  setExports([]);
}

function createKernel(message: AttachMessage): Kernel {
  const memory = new Memory(message.memory);
  const writer = new RingWriter(memory);
  if (message.mode === 'live')
    return new LiveKernel(memory, writer, message.worker, machineClock(message.startedNs), message.traced);
  const strategy = strategyByName(message.strategy, message.switches);
  if (message.isMain)
    strategy.begin(memory.words.subarray(Control.Strategy, Control.Strategy + 64), message.seed);
  return new ControlledKernel(memory, writer, message.worker, strategy);
}

/** The main thread has block 1 and the baton from the start. */
function runMain(kernel: Kernel, message: AttachMessage): void {
  const object = kernel.allocator.allocate(objectBytes);
  kernel.words.fill(0, object, object + objectBytes / 4);
  createMainThread(kernel, object);
  adopt(kernel, 1, message);
  createFutureHub(kernel);
  kernel.emitText(EventKind.ThreadNew, object, 0, kernel.threadId, ThreadKind.Thread, 'MainThread');
  runThread(kernel, message, object, () => {
    const exports = evaluate(message.program, kernel, message.worker)[message.program.entry];
    const main = exports?.main as (variant: string | null, ...args: readonly string[]) => unknown;
    setUpMachine(kernel, exports?.machine, message.variant);
    seedRandom(message.seed, kernel.threadId);
    keepResult(kernel, main(message.variant, ...message.args));
  });
}

function keepResult(kernel: Kernel, result: unknown): void {
  const stored = store(kernel, JSON.stringify(result) ?? '', 'the result of main()');
  kernel.words[Control.ResultAddress] = stored.at;
  kernel.words[Control.ResultLength] = stored.length;
}

function runPending(kernel: Kernel, message: AttachMessage): void {
  for (;;) {
    const seen = Atomics.load(kernel.words, Control.Work);
    if (kernel.isOver) return;
    const block = claim(kernel);
    if (block === 0) Atomics.wait(kernel.words, Control.Work, seen);
    else runClaimed(kernel, message, block);
  }
}

/** A thread that waits for a worker, now this one's; 0 if there is none. */
function claim(kernel: Kernel): number {
  for (let block = 1; block <= (kernel.words[Control.HighestBlock] as number); block++) {
    const state = blockAt(block) + Block.State;
    if (
      Atomics.compareExchange(kernel.words, state, BlockState.Pending, BlockState.Running) ===
      BlockState.Pending
    ) {
      return block;
    }
  }
  return 0;
}

function adopt(kernel: Kernel, block: number, message: AttachMessage): void {
  kernel.block = block;
  kernel.threadId = kernel.words[blockAt(block) + Block.ThreadId] as number;
  kernel.words[blockAt(block) + Block.Worker] = message.worker;
}

function runClaimed(kernel: Kernel, message: AttachMessage, block: number): void {
  adopt(kernel, block, message);
  kernel.begin();
  seedRandom(message.seed, kernel.threadId);
  const object = kernel.words[blockAt(block) + Block.Object] as number;
  runThread(kernel, message, object, () => perform(kernel, object));
}

function failPending(kernel: Kernel, message: AttachMessage, error: unknown): void {
  kernel.atModuleLevel = false;
  try {
    const block = claim(kernel);
    if (block === 0) return;
    adopt(kernel, block, message);
    kernel.begin();
    runThread(kernel, message, kernel.words[blockAt(block) + Block.Object] as number, () => {
      throw error;
    });
  } catch {
    // Only RunEnded comes through here.
  }
}

function runThread(kernel: Kernel, message: AttachMessage, object: number, body: () => void): void {
  kernel.emit(EventKind.ThreadBegin, object);
  let ending: ThreadEnding = ThreadEnding.Returned;
  try {
    body();
  } catch (error) {
    if (error instanceof RunEnded || kernel.isOver) throw new RunEnded();
    kernel.atModuleLevel = false;
    ending = ThreadEnding.Raised;
    const { message: text, file, line } = describeThrown(error, message.program.files);
    kernel.emitText(EventKind.Raise, object, 0, line, file, text);
  }
  if (object === kernel.words[Control.MainThread]) endPools(kernel);
  endThread(kernel, object, ending);
}

/** The end of a thread is an operation too: it wakes those that join it. */
function endThread(kernel: Kernel, object: number, ending: ThreadEnding): void {
  const { words, block } = kernel;
  kernel.enter(object);
  kernel.emit(EventKind.ThreadEnd, object, ending);
  words[object + ThreadWords.Stage] = Stage.Ended;
  kernel.changed(object);
  const daemon = words[blockAt(block) + Block.Daemon] === 1;
  kernel.leave(object);
  kernel.lockBlocks();
  Atomics.store(words, blockAt(block) + Block.State, BlockState.Free);
  words[blockAt(block) + Block.Runnable] = 0;
  words[blockAt(block) + Block.Object] = 0;
  Atomics.sub(words, Control.Live, 1);
  kernel.unlockBlocks();
  if (!daemon && Atomics.sub(words, Control.LiveNonDaemon, 1) === 1) kernel.finish(RunEnd.Completed);
  else kernel.exit();
  kernel.block = 0;
  kernel.threadId = 0;
}

/** Does what the thread was started for. */
function perform(kernel: Kernel, object: number): void {
  const at = kernel.words[object + ThreadWords.Message] as number;
  const message = load(
    kernel,
    at,
    kernel.words[object + ThreadWords.MessageLength] as number,
  ) as ThreadMessage;
  const found = resolveReference(message.reference);
  if (message.type === 'function') {
    if (typeof found === 'function')
      (found as (...args: readonly unknown[]) => void)(...keep(message.args, 'args'));
    return;
  }
  const type = found as { readonly prototype: Thread };
  attachInstance(object, type.prototype, message.fields).run();
}
