/**
 * multiprocessing.Pipe: two ends, and what is sent into one is received at the other. Each end has a queue of what was sent
 * to it; in the trace a send is a Put into the other end, a receive a Get from the own one.
 */
import { EventKind, ObjectKind, Operation, QueueOrder } from '../../trace/vocabulary.js';
import { BrokenPipeError, EOFError, OSError } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { Header } from '../memory.js';
import { insertNode, itemOf, makeNode } from '../queueNodes.js';
import { takeOut, unpack } from '../queueOperations.js';
import { address, createObject, defineProcessKind, liveEverywhere, SharedObject } from '../sharedObject.js';
import { shortForm } from '../shortForm.js';
import { waitNs } from '../time.js';
import { ConnectionWords, QueueWords, WaitClass } from '../waiting.js';
import { HandleState, handleState, releaseEnd, setHandleState } from './openHandles.js';

export class Connection extends SharedObject {
  get closed(): boolean {
    const kernel = current();
    kernel.point(this[address]);
    return isClosed(kernel, this[address]);
  }
  get readable(): boolean {
    return current().words[this[address] + ConnectionWords.Readable] === 1;
  }
  get writable(): boolean {
    return current().words[this[address] + ConnectionWords.Writable] === 1;
  }

  send(value: unknown): void {
    const kernel = current();
    kernel.checkOver();
    refuseClosed(kernel, this[address]);
    if (!this.writable) throw new OSError('connection is read-only');
    if (!sendFrom(kernel, this[address], value, shortForm(value)))
      throw new BrokenPipeError('nobody has the other end open');
  }

  recv(): unknown {
    const kernel = current();
    const end = this[address];
    refuseClosed(kernel, end);
    if (!this.readable) throw new OSError('connection is write-only');
    const node = receiveAt(kernel, end);
    if (node === 0) throw new EOFError('nothing is left, and nobody has the other end open');
    return unpack(kernel, end, node);
  }

  /** Whether recv would not wait; waits for that for so many seconds at most, null for as long as it takes. */
  poll(timeout: number | null = 0): boolean {
    const kernel = current();
    const end = this[address];
    refuseClosed(kernel, end);
    if (!this.readable) throw new OSError('connection is write-only');
    const timeoutNs = waitNs(timeout ?? undefined);
    kernel.enter(end);
    let ready = isReady(kernel, end);
    if (!ready && timeoutNs !== 0)
      ready = kernel.waitFor(end, WaitClass.Getter, Operation.Wait, timeoutNs, () => {
        if (!isReady(kernel, end)) return false;
        kernel.emit(EventKind.Pass, end);
        return true;
      });
    kernel.leave(end);
    return ready;
  }

  close(): void {
    const kernel = current();
    const end = this[address];
    kernel.point(end);
    const before = setHandleState(kernel, kernel.space, end, HandleState.Closed);
    if (before === HandleState.Open) releaseEnd(kernel, end);
  }
}
liveEverywhere(Connection);
defineProcessKind(ObjectKind.Connection, () => Connection.prototype);

/** Two ends: both send and receive, or, if not `duplex`, the first one receives what the second one sends. */
export function Pipe(duplex = true): [Connection, Connection] {
  const first = Object.create(Connection.prototype) as Connection;
  const second = Object.create(Connection.prototype) as Connection;
  const madeFirst = createObject(first, ObjectKind.Connection, (at, kernel) =>
    fill(kernel, at, true, duplex),
  );
  createObject(second, ObjectKind.Connection, (at, kernel) => fill(kernel, at, duplex, true));
  if (madeFirst) join(current(), first[address], second[address]);
  return [first, second];
}

function fill(kernel: Kernel, at: number, readable: boolean, writable: boolean): void {
  kernel.words[at + ConnectionWords.Readable] = readable ? 1 : 0;
  kernel.words[at + ConnectionWords.Writable] = writable ? 1 : 0;
  kernel.words[at + ConnectionWords.PeersOpen] = 1;
}

/** Nobody else knows either end yet. */
function join(kernel: Kernel, first: number, second: number): void {
  const { words } = kernel;
  for (const [end, peer] of [
    [first, second],
    [second, first],
  ] as const) {
    words[end + ConnectionWords.Peer] = peer;
    setHandleState(kernel, kernel.space, end, HandleState.Open);
    kernel.emit(EventKind.Create, end, 0, ObjectKind.Connection, words[peer + Header.Id] as number);
  }
}

/** False when nobody has the other end open. */
export function sendFrom(kernel: Kernel, end: number, value: unknown, text: string): boolean {
  const { words } = kernel;
  const peer = words[end + ConnectionWords.Peer] as number;
  const node = makeNode(kernel, value, 'the value', 'across');
  kernel.enter(peer);
  // Written under this end's guard, so it may change at any moment, as if the other end were closed a little later.
  const isOpen = Atomics.load(words, end + ConnectionWords.PeersOpen) > 0;
  if (isOpen) {
    const place = insertNode(kernel, peer, QueueOrder.Fifo, node);
    kernel.emitText(EventKind.Put, peer, 0, itemOf(kernel, node), place, text);
    kernel.changed(peer);
  }
  kernel.leave(peer);
  if (!isOpen) unpack(kernel, peer, node);
  return isOpen;
}

/** The node of what was sent first, waiting for it; 0 when there is nothing and never will be. */
export function receiveAt(kernel: Kernel, end: number): number {
  let node = 0;
  kernel.enter(end);
  kernel.waitUntil(end, WaitClass.Getter, Operation.Get, -1, () => {
    if (!isReady(kernel, end)) return false;
    if (kernel.words[end + QueueWords.Length] === 0) kernel.emit(EventKind.Pass, end);
    else node = takeOut(kernel, end);
    return true;
  });
  kernel.leave(end);
  return node;
}

/** Inside enter: there is something, or there never will be. */
function isReady({ words }: Kernel, end: number): boolean {
  return (words[end + QueueWords.Length] as number) > 0 || words[end + ConnectionWords.PeersOpen] === 0;
}

function isClosed(kernel: Kernel, end: number): boolean {
  return handleState(kernel, kernel.space, end) === HandleState.Closed;
}
function refuseClosed(kernel: Kernel, end: number): void {
  if (isClosed(kernel, end)) throw new OSError('handle is closed');
}
