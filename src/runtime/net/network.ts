/**
 * The simulated loopback network of a run: what is on its way between sockets, and the kernel, a thread of its own that
 * delivers it at its time. Guards: a socket's, then the network's or an epoll's; never the other way round.
 */
import { EventKind, KernelPhase, ObjectKind, ThreadKind } from '../../trace/vocabulary.js';
import { current, type Kernel } from '../kernel.js';
import { Block, blockAt, Control, Header } from '../memory.js';
import { referenceTo, registerInternal } from '../programFunctions.js';
import { store } from '../sharedBytes.js';
import { allocateHeader } from '../sharedObject.js';
import { setName } from '../thread.js';
import { release, takeBlock } from '../threadBlocks.js';
import { Stage, ThreadWords, WaitClass } from '../waiting.js';
import { lockWord, unlockWord } from '../wordLock.js';
import { defaultConfig } from './config.js';
import { deliver } from './deliver.js';
import { DeliveryWords, NetworkWords } from './words.js';

const deliveryBytes = 32;
/** The first port that bind() gives to who asks for none. */
const firstPort = 49_152;

/** The run's network, made with its kernel by the first one who needs it. */
export function network(kernel: Kernel): number {
  const { words } = kernel;
  const known = Atomics.load(words, Control.Network);
  if (known > 1) return known;
  if (Atomics.compareExchange(words, Control.Network, 0, 1) !== 0) return waitForNetwork(words);
  const net = makeNetwork(kernel);
  Atomics.store(words, Control.Network, net);
  Atomics.notify(words, Control.Network);
  return net;
}

/** Another thread is making it (live). */
function waitForNetwork(words: Int32Array): number {
  while (Atomics.load(words, Control.Network) === 1) Atomics.wait(words, Control.Network, 1);
  return Atomics.load(words, Control.Network);
}

function makeNetwork(kernel: Kernel): number {
  const { words } = kernel;
  const space = words[Control.MainSpace] as number;
  const newId = (): number => Atomics.add(words, Control.ObjectCount, 1) + 1;
  const net = allocateHeader(kernel, ObjectKind.Network, space, newId());
  words[net + NetworkWords.Pollers] = allocateHeader(kernel, ObjectKind.Selector, space, newId());
  words[net + NetworkWords.NextPort] = firstPort;
  words[net + NetworkWords.Config] = defaultConfig(kernel);
  kernel.emitText(EventKind.Create, net, 0, ObjectKind.Network, 0, 'network');
  startKernel(kernel, net, space);
  return net;
}

/** What select() is in the trace: made when somebody calls it for the first time. */
export function selectObject(kernel: Kernel): number {
  const { words } = kernel;
  const net = network(kernel);
  kernel.enterNested(net);
  if (words[net + NetworkWords.Select] === 0) {
    const id = Atomics.add(words, Control.ObjectCount, 1) + 1;
    const made = allocateHeader(kernel, ObjectKind.Selector, words[Control.MainSpace] as number, id);
    kernel.emitText(EventKind.Create, made, 0, ObjectKind.Selector, 0, 'select');
    words[net + NetworkWords.Select] = made;
  }
  kernel.leaveInside(net);
  return words[net + NetworkWords.Select] as number;
}

function startKernel(kernel: Kernel, net: number, space: number): void {
  const { words } = kernel;
  const thread = allocateHeader(
    kernel,
    ObjectKind.Thread,
    space,
    Atomics.add(words, Control.ObjectCount, 1) + 1,
  );
  const id = Atomics.add(words, Control.ThreadCount, 1) + 1;
  words[thread + ThreadWords.Id] = id;
  words[thread + ThreadWords.Daemon] = 1;
  setName(kernel, thread, 'kernel');
  const message = store(
    kernel,
    { type: 'function', reference: referenceTo(netKernel), args: [net] },
    'the kernel',
  );
  words[thread + ThreadWords.Message] = message.at;
  words[thread + ThreadWords.MessageLength] = message.length;
  words[net + NetworkWords.Kernel] = id;
  kernel.emitText(EventKind.ThreadNew, thread, 0, id, ThreadKind.Kernel | 256, 'kernel');
  kernel.emit(EventKind.ThreadStart, thread, 0, id);
  words[thread + ThreadWords.Stage] = Stage.Started;
  const block = takeBlock(kernel, thread, space, false);
  words[blockAt(block) + Block.Daemon] = 1;
  words[blockAt(block) + Block.System] = 1;
  release(kernel, block);
}

/** Puts something on its way: it arrives at `timeNs`. `text` says what the trace shows of it. */
export function post(
  kernel: Kernel,
  timeNs: number,
  kind: number,
  to: number,
  what: number,
  text: string,
): void {
  const net = network(kernel);
  const { words, memory } = kernel;
  const at = kernel.allocator.allocate(deliveryBytes);
  const item = Atomics.add(words, Control.ItemCount, 1) + 1;
  memory.setDouble(at + DeliveryWords.Time, timeNs);
  words[at + DeliveryWords.Kind] = kind;
  words[at + DeliveryWords.To] = to;
  words[at + DeliveryWords.What] = what;
  words[at + DeliveryWords.Item] = item;
  kernel.enterNested(net);
  const place = insert(kernel, net, at, timeNs);
  kernel.emitText(EventKind.Put, net, 0, item, place, text);
  // What is due at once whoever sends it delivers: see flush.
  if (timeNs > kernel.now()) kernel.grant(net, 1);
  kernel.changed(net);
  kernel.leaveInside(net);
}

/**
 * Inside no guard, after something was sent: what needs no time arrives before the call returns, as on a real loopback,
 * where the sender's own processor does the kernel's work. It stands on the kernel's lane all the same.
 */
export function flush(kernel: Kernel): void {
  const net = network(kernel);
  kernel.asLane(kernel.words[net + NetworkWords.Kernel] as number, () => deliverDue(kernel, net));
}

/** Delivers all that is due, in its order. */
function deliverDue(kernel: Kernel, net: number): void {
  if (kernel.live) lockWord(kernel.words, net + NetworkWords.Delivering);
  for (;;) {
    kernel.enterNested(net);
    const due = takeDue(kernel, net);
    kernel.leaveInside(net);
    if (due === 0) break;
    deliver(kernel, due);
    kernel.allocator.free(due, deliveryBytes);
  }
  if (kernel.live) unlockWord(kernel.words, net + NetworkWords.Delivering);
}

/** After all that arrive no later; answers its place. */
function insert({ words, memory }: Kernel, net: number, at: number, timeNs: number): number {
  let link = net + NetworkWords.First;
  let place = 0;
  for (let next = words[link] as number; next !== 0; next = words[link] as number) {
    if (memory.double(next + DeliveryWords.Time) > timeNs) break;
    link = next + DeliveryWords.Next;
    place++;
  }
  words[at + DeliveryWords.Next] = words[link] as number;
  words[link] = at;
  return place;
}

/** What the kernel's worker does. */
function netKernel(net: number): void {
  const kernel = current();
  kernel.emit(EventKind.Phase, net, KernelPhase.Idle, 0);
  for (;;) {
    deliverDue(kernel, net);
    kernel.enter(net);
    if (!isDue(kernel, net)) waitForWork(kernel, net);
    kernel.leave(net);
  }
}
registerInternal('netKernel', netKernel);

function isDue(kernel: Kernel, net: number): boolean {
  const first = kernel.words[net + NetworkWords.First] as number;
  return first !== 0 && kernel.memory.double(first + DeliveryWords.Time) <= kernel.now();
}

function takeDue(kernel: Kernel, net: number): number {
  const { words } = kernel;
  if (!isDue(kernel, net)) return 0;
  const first = words[net + NetworkWords.First] as number;
  words[net + NetworkWords.First] = words[first + DeliveryWords.Next] as number;
  kernel.emit(EventKind.Get, net, 0, words[first + DeliveryWords.Item] as number);
  return first;
}

function waitForWork(kernel: Kernel, net: number): void {
  const first = kernel.words[net + NetworkWords.First] as number;
  const deadline = first === 0 ? -1 : kernel.memory.double(first + DeliveryWords.Time);
  kernel.linger(net, WaitClass.Granted, deadline, () => kernel.isGranted);
}

/** Tells what the kernel does at a socket, on the kernel's own lane. */
export function tellPhase(kernel: Kernel, socket: number, phase: KernelPhase): void {
  const net = Atomics.load(kernel.words, Control.Network);
  const served = kernel.lane;
  kernel.asLane(kernel.words[net + NetworkWords.Kernel] as number, () =>
    kernel.emit(EventKind.Phase, socket, phase, served),
  );
}

export function idOf(kernel: Kernel, object: number): number {
  return kernel.words[object + Header.Id] as number;
}
