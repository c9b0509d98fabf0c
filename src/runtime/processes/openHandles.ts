/**
 * Which ends of pipes a process has open, and which ends and queues it has closed. An end is open in the process that made
 * it and in those that received it; a message on its way counts too. When nobody has an end open any more, whoever waits at
 * the other one is told.
 *
 * The list of a process only grows, at its head: an entry is filled before Atomics.store makes it the head, so it is read
 * without a lock. How many have an end open stands at the other end, under the guard of that one, where people wait for it.
 */
import { ConnectionState, EventKind, ObjectKind } from '../../trace/vocabulary.js';
import type { Kernel } from '../kernel.js';
import { Header } from '../memory.js';
import { SpaceWords } from '../space.js';
import { ConnectionWords } from '../waiting.js';

export const HandleState = { Unknown: 0, Open: 1, Closed: 2 } as const;

const Entry = { Object: 0, State: 1, Next: 2 } as const;

/** What an object is to a process. */
export function handleState({ words }: Kernel, space: number, object: number): number {
  const entry = entryOf(words, space, object);
  return entry === 0 ? HandleState.Unknown : Atomics.load(words, entry + Entry.State);
}

/** Changes that; answers what it was before, to one caller only. */
export function setHandleState(kernel: Kernel, space: number, object: number, state: number): number {
  const { words } = kernel;
  const process = words[space + SpaceWords.Process] as number;
  kernel.enterNested(process);
  const entry = entryOf(words, space, object);
  if (entry === 0) push(kernel, space, object, state);
  kernel.leave(process);
  return entry === 0 ? HandleState.Unknown : Atomics.exchange(words, entry + Entry.State, state);
}

function entryOf(words: Int32Array, space: number, object: number): number {
  let entry = Atomics.load(words, space + SpaceWords.Handles);
  while (entry !== 0 && words[entry + Entry.Object] !== object) entry = words[entry + Entry.Next] as number;
  return entry;
}

function push(kernel: Kernel, space: number, object: number, state: number): void {
  const { words } = kernel;
  const entry = kernel.allocator.allocate(12);
  words[entry + Entry.Object] = object;
  words[entry + Entry.State] = state;
  words[entry + Entry.Next] = words[space + SpaceWords.Handles] as number;
  Atomics.store(words, space + SpaceWords.Handles, entry);
}

/** One process more, or a message, has this end open. */
export function holdEnd(kernel: Kernel, end: number): void {
  const { words } = kernel;
  const peer = words[end + ConnectionWords.Peer] as number;
  kernel.enterNested(peer);
  words[peer + ConnectionWords.PeersOpen] = (words[peer + ConnectionWords.PeersOpen] as number) + 1;
  kernel.leave(peer);
}

/** One process, or a message, less. */
export function releaseEnd(kernel: Kernel, end: number): void {
  const { words } = kernel;
  const peer = words[end + ConnectionWords.Peer] as number;
  kernel.enterNested(peer);
  const left = (words[peer + ConnectionWords.PeersOpen] as number) - 1;
  words[peer + ConnectionWords.PeersOpen] = left;
  if (left === 0) {
    kernel.emit(EventKind.State, end, ConnectionState.Closed);
    kernel.changed(peer);
  }
  kernel.leave(peer);
}

/** The calling process received an end: it takes over the message's hold on it, unless it has it open already. */
export function receiveEnd(kernel: Kernel, end: number): void {
  if (setHandleState(kernel, kernel.space, end, HandleState.Open) === HandleState.Open)
    releaseEnd(kernel, end);
}

/** A process has ended: what it had open is closed. */
export function closeHandles(kernel: Kernel, space: number): void {
  const { words } = kernel;
  for (
    let entry = Atomics.load(words, space + SpaceWords.Handles);
    entry !== 0;
    entry = words[entry + Entry.Next] as number
  ) {
    const before = Atomics.exchange(words, entry + Entry.State, HandleState.Closed);
    if (before === HandleState.Open) releaseEnd(kernel, words[entry + Entry.Object] as number);
  }
}

export function isEnd({ words }: Kernel, object: number): boolean {
  return words[object + Header.Kind] === ObjectKind.Connection;
}
