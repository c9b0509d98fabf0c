/** One worker's part in a run: evaluates the modules, runs main or threads that wait for a worker, until the run is over. */
import { ControlledKernel } from '../../runtime/controlledKernel.js';
import { RunEnded } from '../../runtime/errors.js';
import { endPools } from '../../runtime/executor.js';
import { keep } from '../../runtime/freeze.js';
import { createFutureHub } from '../../runtime/futureHub.js';
import { type Kernel, setCurrent } from '../../runtime/kernel.js';
import { LiveKernel } from '../../runtime/liveKernel.js';
import { setUpMachine } from '../../runtime/machine.js';
import {
  Block,
  BlockState,
  blockAt,
  Control,
  Memory,
  objectBytes,
  RunEnd,
  siteAt,
} from '../../runtime/memory.js';
import { resolveReference, setExports } from '../../runtime/programFunctions.js';
import { RingWriter, ring } from '../../runtime/ring.js';
import { load, store } from '../../runtime/sharedBytes.js';
import { forgetWrappers } from '../../runtime/sharedObject.js';
import { attachInstance, createMainThread, type Thread, type ThreadMessage } from '../../runtime/thread.js';
import { Stage, ThreadWords } from '../../runtime/waiting.js';
import { EventKind, ThreadEnding, ThreadKind } from '../../trace/vocabulary.js';
import { type Exports, evaluate } from './compile.js';
import { machineClock } from './machineClock.js';
import type { AttachMessage } from './messages.js';
import { enterWorld, seedRandom } from './virtualWorld.js';
import { describeThrown } from './whereThrown.js';

/** Takes part in the runs of one memory until no more come. Never throws. */
export function takePart(message: AttachMessage): void {
  const kernel = createKernel(message);
  setCurrent(kernel);
  enterWorld(kernel);
  const part = new Part(kernel, message);
  while (Atomics.load(kernel.words, Control.Closed) === 0) part.work();
  // The run's memory is given back to the system when nobody knows it any more.
  setCurrent(undefined);
  forgetWrappers();
  setExports([]);
}

function createKernel({ memory: buffer, mode, worker, startedNs, traced, plan }: AttachMessage): Kernel {
  const memory = new Memory(buffer);
  const writer = new RingWriter(memory);
  return mode === 'live'
    ? new LiveKernel(memory, writer, worker, machineClock(startedNs), traced)
    : new ControlledKernel(memory, writer, worker, plan);
}

const nothing = 0;
const mainThread = -1;

/** What one worker does in the runs of one memory. */
class Part {
  /** The run in which this worker evaluated the modules. */
  #generation = -1;
  #exports: readonly Exports[] = [];

  constructor(
    readonly kernel: Kernel,
    readonly message: AttachMessage,
  ) {}

  /** Runs a thread that waits for a worker, or sleeps until there may be one. */
  work(): void {
    const { words } = this.kernel;
    const seen = Atomics.load(words, Control.Work);
    Atomics.add(words, Control.Active, 1);
    const claimed = this.kernel.isOver ? nothing : claim(this.kernel);
    try {
      if (claimed === mainThread) this.#runMain();
      else if (claimed !== nothing) this.#runClaimed(claimed);
    } catch (error) {
      if (!(error instanceof RunEnded)) throw error;
    }
    const last = Atomics.sub(words, Control.Active, 1) === 1;
    if (last && this.kernel.isOver) ring(this.kernel.memory);
    if (claimed === nothing) Atomics.wait(words, Control.Work, seen);
  }

  /** The main thread has block 1 and the baton from the start. It makes the module level's objects. */
  #runMain(): void {
    const { kernel, message } = this;
    this.#forget();
    const object = kernel.allocator.allocate(objectBytes);
    kernel.words.fill(0, object, object + objectBytes / 4);
    createMainThread(kernel, object);
    adopt(kernel, 1, message);
    createFutureHub(kernel);
    kernel.emitText(EventKind.ThreadNew, object, 0, kernel.threadId, ThreadKind.Thread, 'MainThread');
    runThread(kernel, message, object, () => {
      this.#evaluate();
      const exports = this.#exports[message.program.entry];
      const main = exports?.main as (variant: string | null, ...args: readonly string[]) => unknown;
      setUpMachine(kernel, exports?.machine, message.variant);
      seedRandom(message.seed, kernel.threadId);
      keepResult(kernel, main(message.variant, ...message.args));
    });
  }

  #runClaimed(block: number): void {
    const { kernel, message } = this;
    const problem = this.#evaluateAgain();
    adopt(kernel, block, message);
    kernel.begin();
    seedRandom(message.seed, kernel.threadId);
    const object = kernel.words[blockAt(block) + Block.Object] as number;
    runThread(kernel, message, object, () => {
      // A module that cannot be evaluated again is the program's fault: the thread that needs it says so.
      if (problem) throw problem.error;
      perform(kernel, object);
    });
  }

  /** In each worker that runs a thread, once a run: attaches to the objects that main's evaluation made. */
  #evaluateAgain(): { readonly error: unknown } | undefined {
    if (this.#generation === this.kernel.words[Control.Generation]) return undefined;
    this.#forget();
    try {
      this.#evaluate();
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  #forget(): void {
    const { kernel } = this;
    kernel.block = 0;
    kernel.threadId = 0;
    this.#generation = kernel.words[Control.Generation] as number;
    forgetWrappers();
    seedRandom(this.message.seed, 0);
  }

  #evaluate(): void {
    this.#exports = evaluate(this.message.program, this.kernel, this.message.worker);
  }
}

function keepResult(kernel: Kernel, result: unknown): void {
  const stored = store(kernel, JSON.stringify(result) ?? '', 'the result of main()');
  kernel.words[Control.ResultAddress] = stored.at;
  kernel.words[Control.ResultLength] = stored.length;
}

/** The block of a thread that waits for a worker, now this one's, or mainThread; `nothing` if there is none. */
function claim(kernel: Kernel): number {
  const { words } = kernel;
  if (Atomics.compareExchange(words, Control.MainPending, 1, 0) === 1) return mainThread;
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    if (!kernel.live && Atomics.load(words, at + Block.Baton) !== 1) continue;
    if (
      Atomics.compareExchange(words, at + Block.State, BlockState.Pending, BlockState.Running) ===
      BlockState.Pending
    ) {
      return block;
    }
  }
  return nothing;
}

/** The worker runs this thread from now on, which has not said a line yet. */
function adopt(kernel: Kernel, block: number, message: AttachMessage): void {
  kernel.block = block;
  kernel.threadId = kernel.words[blockAt(block) + Block.ThreadId] as number;
  kernel.words[blockAt(block) + Block.Worker] = message.worker;
  kernel.words[siteAt(message.worker)] = 0;
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
  const daemon = words[blockAt(block) + Block.Daemon] === 1;
  // Before it is seen to have ended: whoever joined it does not find it among those that live.
  kernel.lockBlocks();
  Atomics.store(words, blockAt(block) + Block.State, BlockState.Free);
  words[blockAt(block) + Block.Runnable] = 0;
  words[blockAt(block) + Block.Object] = 0;
  Atomics.sub(words, Control.Live, 1);
  kernel.unlockBlocks();
  words[object + ThreadWords.Stage] = Stage.Ended;
  kernel.changed(object);
  kernel.leave(object);
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
