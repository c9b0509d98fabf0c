/** One worker's part in a run: evaluates the modules, runs main or threads that wait for a worker, until the run is over. */
import { isCoroutine } from '../../runtime/asyncio/coroutines.js';
import { run } from '../../runtime/asyncio/eventLoop.js';
import { ControlledKernel } from '../../runtime/controlledKernel.js';
import { RunEnded, ThreadKilled } from '../../runtime/errors.js';
import { keep } from '../../runtime/freeze.js';
import { createFutureHub } from '../../runtime/futureHub.js';
import { type Kernel, setCurrent } from '../../runtime/kernel.js';
import { LiveKernel } from '../../runtime/liveKernel.js';
import { setUpMachine } from '../../runtime/machine.js';
import { Block, BlockState, blockAt, Control, Header, Memory } from '../../runtime/memory.js';
import { PipeParking } from '../../runtime/parking.js';
import { leaveProcess } from '../../runtime/processes/exit.js';
import { createMainProcess } from '../../runtime/processes/lifecycle.js';
import { type Process, runInstance } from '../../runtime/processes/process.js';
import { resolveReference, useExports } from '../../runtime/programFunctions.js';
import { RingWriter, ring } from '../../runtime/ring.js';
import { load, store } from '../../runtime/sharedBytes.js';
import { useWrappers, Wrappers } from '../../runtime/sharedObject.js';
import { SpaceWords } from '../../runtime/space.js';
import { attachInstance, type Thread } from '../../runtime/thread.js';
import { freeBlock } from '../../runtime/threadBlocks.js';
import { endKilled, endThread } from '../../runtime/threadEnd.js';
import type { ThreadMessage } from '../../runtime/threadMessage.js';
import { ThreadWords } from '../../runtime/waiting.js';
import { EventKind, ThreadEnding, ThreadKind } from '../../trace/vocabulary.js';
import { machineClock } from './machineClock.js';
import type { AttachMessage } from './messages.js';
import { Spaces } from './spaces.js';
import { enterWorld, seedRandom } from './virtualWorld.js';
import { describeThrown } from './whereThrown.js';

/** Takes part in the runs of one memory until no more come. Never throws. */
export function takePart(message: AttachMessage): void {
  const kernel = createKernel(message);
  kernel.describeThrown = (error) => describeThrown(error, message.program.files);
  setCurrent(kernel);
  enterWorld(kernel);
  const part = new Part(kernel, message);
  Atomics.add(kernel.words, Control.Arrived, 1);
  while (Atomics.load(kernel.words, Control.Closed) === 0) part.work();
  // The run's memory is given back to the system when nobody knows it any more.
  setCurrent(undefined);
  useWrappers(new Wrappers());
  useExports([]);
}

function createKernel({
  memory: buffer,
  mode,
  worker,
  startedNs,
  traced,
  plan,
  pipes,
}: AttachMessage): Kernel {
  const memory = new Memory(buffer);
  const writer = new RingWriter(memory);
  return mode === 'live'
    ? new LiveKernel(memory, writer, worker, machineClock(startedNs), traced)
    : new ControlledKernel(memory, writer, worker, plan, pipes && new PipeParking(memory, pipes, worker));
}

/** What a worker may find to do. */
type Task = { readonly type: 'main' } | { readonly type: 'thread' | 'abandoned'; readonly block: number };

/** What one worker does in the runs of one memory. */
class Part {
  #spaces = new Spaces();
  /** The run that the spaces are of. */
  #generation = 0;

  constructor(
    readonly kernel: Kernel,
    readonly message: AttachMessage,
  ) {}

  /** Does what waits for a worker, or sleeps until there may be something. */
  work(): void {
    const { words } = this.kernel;
    const seen = Atomics.load(words, Control.Work);
    Atomics.add(words, Control.Active, 1);
    const task = this.kernel.isOver ? undefined : nextTask(this.kernel);
    try {
      if (task) this.#perform(task);
    } catch (error) {
      if (!(error instanceof RunEnded)) throw error;
    }
    const last = Atomics.sub(words, Control.Active, 1) === 1;
    if (last && this.kernel.isOver) ring(this.kernel.memory);
    if (!task) this.kernel.awaitWork(seen);
  }

  #perform(task: Task): void {
    const generation = this.kernel.words[Control.Generation] as number;
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#spaces = new Spaces();
      this.kernel.run = {};
    }
    if (task.type === 'main') this.#runMain();
    else if (task.type === 'thread') this.#runClaimed(task.block);
    else this.#endAbandoned(task.block);
  }

  /** The main thread has block 1 and the baton from the start. */
  #runMain(): void {
    const { kernel, message } = this;
    const object = createMainProcess(kernel);
    this.#adopt(1);
    kernel.words[blockAt(1) + Block.Begun] = 1;
    createFutureHub(kernel);
    kernel.emitText(EventKind.ThreadNew, object, 0, kernel.threadId, ThreadKind.Thread, 'MainThread');
    this.#runThread(() => {
      const exports = this.#modules('makes')[message.program.entry];
      const main = exports?.main as (variant: string | null, ...args: readonly string[]) => unknown;
      setUpMachine(kernel, exports?.machine, message.variant);
      seedRandom(message.seed, kernel.threadId);
      const result = main(message.variant, ...message.args);
      keepResult(kernel, isCoroutine(result) ? run(result) : result);
    });
  }

  #adopt(block: number): void {
    this.kernel.adopt(block);
    if (block !== 0) this.#spaces.enter(this.kernel);
  }

  #runClaimed(block: number): void {
    const { kernel } = this;
    this.#adopt(block);
    try {
      this.#runStarted();
    } catch (error) {
      if (!(error instanceof ThreadKilled) || kernel.isOver) throw error;
      freeBlock(kernel, block);
    }
    this.#adopt(0);
  }

  /** A killed thread whose worker did not come back: what that one would have done. */
  #endAbandoned(block: number): void {
    const { kernel } = this;
    this.#adopt(block);
    if (kernel.words[blockAt(block) + Block.EndTold] === 0) endKilled(kernel, block);
    freeBlock(kernel, block);
    this.#adopt(0);
  }

  #runStarted(): void {
    const { kernel, message } = this;
    const at = blockAt(kernel.block);
    const object = kernel.words[at + Block.Object] as number;
    const isFirst = kernel.words[object + Header.Space] === 0;
    const failure = isFirst ? undefined : this.#attach();
    // Whether the modules had to be evaluated depends on which worker was free: the trace must not tell.
    kernel.forgetSite();
    kernel.begin();
    kernel.words[at + Block.Begun] = 1;
    this.#runThread(() => {
      if (failure) throw failure.error;
      if (isFirst) this.#modules('makes');
      seedRandom(message.seed, kernel.threadId);
      perform(kernel, object, isFirst);
    });
  }

  #modules(level: 'makes' | 'attaches'): ReturnType<Spaces['modules']> {
    return this.#spaces.modules(this.message.program, this.kernel, level, this.message.seed);
  }

  /** Needs no turn: nothing is made. A module that cannot be evaluated again is the program's fault, so the thread says so. */
  #attach(): { readonly error: unknown } | undefined {
    try {
      this.#modules('attaches');
      return undefined;
    } catch (error) {
      return { error };
    }
  }

  #runThread(body: () => void): void {
    const { kernel } = this;
    const object = kernel.words[blockAt(kernel.block) + Block.Object] as number;
    kernel.emit(EventKind.ThreadBegin, object);
    let ending: ThreadEnding = ThreadEnding.Returned;
    try {
      kernel.comeBack();
      body();
    } catch (error) {
      kernel.checkOver();
      if (error instanceof RunEnded) throw error;
      ending = ThreadEnding.Raised;
      const { message: text, file, line } = kernel.describeThrown(error);
      kernel.emitText(EventKind.Raise, object, 0, line, file, text);
    }
    if (isMainThread(kernel, object)) leaveProcess(kernel, ending);
    endThread(kernel, ending);
    this.#adopt(0);
  }
}

function isMainThread({ words, space }: Kernel, object: number): boolean {
  return object === words[space + SpaceWords.Process] || object === words[space + SpaceWords.MainThread];
}

function keepResult(kernel: Kernel, result: unknown): void {
  const stored = store(kernel, JSON.stringify(result) ?? '', 'the result of main()');
  kernel.words[Control.ResultAddress] = stored.at;
  kernel.words[Control.ResultLength] = stored.length;
}

function nextTask(kernel: Kernel): Task | undefined {
  const { words } = kernel;
  if (Atomics.compareExchange(words, Control.MainPending, 1, 0) === 1) return { type: 'main' };
  const block = claim(kernel, BlockState.Pending, BlockState.Running);
  if (block !== 0) return { type: 'thread', block };
  const abandoned = claim(kernel, BlockState.Abandoned, BlockState.Dying);
  return abandoned === 0 ? undefined : { type: 'abandoned', block: abandoned };
}

/** The block of a thread in this state, now in the next one and this worker's; 0 if there is none. */
function claim({ words, live }: Kernel, state: number, next: number): number {
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    // In a controlled run a thread is begun by whoever gives it its first turn.
    if (!live && state === BlockState.Pending && Atomics.load(words, at + Block.Baton) !== 1) continue;
    if (Atomics.compareExchange(words, at + Block.State, state, next) === state) return block;
  }
  return 0;
}

/** Does what the thread was started for. What is sent to a process is its own; threads must not change their copies. */
function perform(kernel: Kernel, object: number, isProcess: boolean): void {
  const at = kernel.words[object + ThreadWords.Message] as number;
  const message = load(
    kernel,
    at,
    kernel.words[object + ThreadWords.MessageLength] as number,
  ) as ThreadMessage;
  const found = resolveReference(message.reference);
  if (message.type === 'function') {
    const args = isProcess ? message.args : keep(message.args, 'args');
    if (typeof found === 'function') (found as (...args: readonly unknown[]) => void)(...args);
    return;
  }
  const type = found as { readonly prototype: Thread };
  if (isProcess) runInstance(object, type.prototype as unknown as Process, message.fields);
  else attachInstance(object, type.prototype, message.fields).run();
}
