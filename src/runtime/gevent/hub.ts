/**
 * The hub of a thread's greenlets. Each greenlet is a worker of its own, but only the one that has the thread's turn moves.
 * Who gives the turn up chooses the next one: the first of those that are ready, in the order in which they became so; of
 * timers, the earliest. While none is ready nobody has the turn, and the first greenlet that wakes takes it.
 *
 * Guards: the hub's is taken inside another object's, never the other way round. Everything here happens inside the hub's
 * (live) or under the baton (controlled).
 */
import { EventKind } from '../../trace/vocabulary.js';
import { LoopExit, RunEnded, ThreadKilled } from '../errors.js';
import type { Kernel } from '../kernel.js';
import { Block, blockAt, Control } from '../memory.js';
import { load, store } from '../sharedBytes.js';
import { isAlive, release, takeBlock } from '../threadBlocks.js';
import { GreenletLife, GreenletWords, HubWords, Stage } from '../waiting.js';

export const InboxKind = { None: 0, Value: 1, Throw: 2 } as const;

/** Whether the thread of this block is a greenlet that stands still until its hub lets it go on. */
export function isResting(words: Int32Array, block: number): boolean {
  const greenlet = words[blockAt(block) + Block.Greenlet] as number;
  return greenlet !== 0 && words[greenlet + GreenletWords.Resting] === 1;
}

/** What the thread of this block waits for has come about. False if it does not wait as a greenlet. */
export function wakeResting(kernel: Kernel, block: number): boolean {
  const greenlet = kernel.words[blockAt(block) + Block.Greenlet] as number;
  if (greenlet === 0) return false;
  const hub = kernel.words[greenlet + GreenletWords.Hub] as number;
  kernel.enterNested(hub);
  const rests = kernel.words[greenlet + GreenletWords.Resting] === 1;
  if (rests) makeReady(kernel, greenlet);
  kernel.leave(hub);
  return rests;
}

/** Inside the hub: the greenlet gets a turn, after all that are ready already. */
export function makeReady(kernel: Kernel, greenlet: number): void {
  const { words } = kernel;
  const hub = words[greenlet + GreenletWords.Hub] as number;
  if (words[greenlet + GreenletWords.Ready] !== 0 || words[hub + HubWords.Current] === greenlet) return;
  const place = (words[hub + HubWords.Ready] as number) + 1;
  words[hub + HubWords.Ready] = place;
  words[greenlet + GreenletWords.Ready] = place;
  kernel.memory.setDouble(greenlet + GreenletWords.Deadline, -1);
  if (words[hub + HubWords.Current] === 0) schedule(kernel, hub);
}

/** Inside the hub: the turn goes to this greenlet and to no other. It is begun if it has not begun. */
export function give(kernel: Kernel, hub: number, greenlet: number): void {
  const { words } = kernel;
  words[hub + HubWords.Current] = greenlet;
  words[greenlet + GreenletWords.Ready] = 0;
  kernel.memory.setDouble(greenlet + GreenletWords.Deadline, -1);
  if (words[greenlet + GreenletWords.Life] === GreenletLife.New) begin(kernel, greenlet);
  else kernel.wake(words[greenlet + GreenletWords.Block] as number);
}

/** Inside the hub: gives the turn to whoever is next; to nobody if nobody is ready. */
export function schedule(kernel: Kernel, hub: number): void {
  promoteDue(kernel, hub);
  const next = firstReady(kernel.words, hub);
  if (next !== 0) return give(kernel, hub, next);
  kernel.words[hub + HubWords.Current] = 0;
  const main = kernel.words[hub + HubWords.Main] as number;
  if (earliestStart(kernel, hub) >= 0) wakeMain(kernel, main);
  else if (isDeadEnd(kernel, hub)) {
    putIntoInbox(kernel, main, InboxKind.Throw, new LoopExit('This operation would block forever'));
    makeReady(kernel, main);
  }
}

/** It rests without knowing that a greenlet was to be started in the meantime. */
function wakeMain(kernel: Kernel, main: number): void {
  if (kernel.words[main + GreenletWords.Resting] === 1)
    kernel.wake(kernel.words[main + GreenletWords.Block] as number);
}

/** When the next of the greenlets begins that wait to be started; -1 if there is none. */
function earliestStart({ words, memory }: Kernel, hub: number): number {
  let earliest = -1;
  eachGreenlet(words, hub, (greenlet) => {
    const deadline = memory.double(greenlet + GreenletWords.Deadline);
    const isNew = words[greenlet + GreenletWords.Life] === GreenletLife.New;
    if (isNew && deadline >= 0 && (earliest < 0 || deadline < earliest)) earliest = deadline;
  });
  return earliest;
}

/** Nobody of the hub has a time, and nobody else is there who could let one go on. */
function isDeadEnd(kernel: Kernel, hub: number): boolean {
  let isTimed = false;
  eachGreenlet(kernel.words, hub, (greenlet) => {
    if (kernel.memory.double(greenlet + GreenletWords.Deadline) >= 0) isTimed = true;
  });
  const main = kernel.words[hub + HubWords.Main] as number;
  return !isTimed && kernel.words[main + GreenletWords.Resting] === 1 && !hasOutside(kernel, hub);
}

/** Inside the hub: the turn is given up, to whoever is next, until the greenlet is ready or its deadline has passed. */
export function rest(kernel: Kernel, hub: number): void {
  schedule(kernel, hub);
  awaitTurn(kernel, hub);
}

/** Inside the hub: until the calling greenlet is the current one. */
export function awaitTurn(kernel: Kernel, hub: number): void {
  const { words, memory, greenlet } = kernel;
  words[greenlet + GreenletWords.Resting] = 1;
  while (words[hub + HubWords.Current] !== greenlet) {
    const isReady = words[greenlet + GreenletWords.Ready] !== 0;
    const deadline = isReady
      ? -1
      : sooner(memory.double(greenlet + GreenletWords.Deadline), earliestStart(kernel, hub));
    const woken = kernel.wait(hub, deadline);
    if (woken || words[hub + HubWords.Current] === greenlet) continue;
    promoteDue(kernel, hub);
    if (words[hub + HubWords.Current] === 0) schedule(kernel, hub);
  }
  words[greenlet + GreenletWords.Resting] = 0;
  kernel.emit(EventKind.Acquire, hub);
}

/** Inside the hub: the calling greenlet wants its turn again by this time; ns, negative for not by itself. */
export function setDeadline(kernel: Kernel, hub: number, deadline: number): void {
  const { words, memory, greenlet } = kernel;
  const timer = (words[hub + HubWords.Timers] as number) + 1;
  words[hub + HubWords.Timers] = timer;
  words[greenlet + GreenletWords.Timer] = timer;
  memory.setDouble(greenlet + GreenletWords.Deadline, deadline);
}

/**
 * As Kernel.wait, for a greenlet that lets the others of its thread go on: it has the object's guard, and has it again
 * afterwards. Throws what another greenlet threw into it.
 */
export function restAt(kernel: Kernel, object: number, deadline: number): boolean {
  const { words, greenlet } = kernel;
  const hub = words[greenlet + GreenletWords.Hub] as number;
  kernel.enterNested(hub);
  setDeadline(kernel, hub, deadline);
  kernel.leaveInside(object);
  kernel.emit(EventKind.Release, hub);
  rest(kernel, hub);
  kernel.leaveInside(hub);
  kernel.enterNested(object);
  if (words[greenlet + GreenletWords.InboxKind] === InboxKind.Throw)
    kernel.abandonWait(object, takeInbox(kernel));
  return deadline < 0 || kernel.now() < deadline;
}

function sooner(a: number, b: number): number {
  if (a < 0 || b < 0) return Math.max(a, b);
  return Math.min(a, b);
}

/** Inside the hub: what the greenlet gets when it goes on. */
export function putIntoInbox(kernel: Kernel, greenlet: number, kind: number, value: unknown): void {
  const { words } = kernel;
  const stored = store(kernel, value, 'what is handed over');
  words[greenlet + GreenletWords.InboxKind] = kind;
  words[greenlet + GreenletWords.Inbox] = stored.at;
  words[greenlet + GreenletWords.InboxLength] = stored.length;
}

/** Takes what was handed over to the calling greenlet; answers what is to be thrown, undefined for nothing. */
function takeInbox(kernel: Kernel): unknown {
  const { words, greenlet } = kernel;
  words[greenlet + GreenletWords.InboxKind] = InboxKind.None;
  const at = words[greenlet + GreenletWords.Inbox] as number;
  const length = words[greenlet + GreenletWords.InboxLength] as number;
  words[greenlet + GreenletWords.Inbox] = 0;
  if (at === 0) return undefined;
  const value = load(kernel, at, length);
  kernel.allocator.free(at, length);
  return value;
}

/** What the greenlet was let go on with. Throws what was thrown into it. */
export function received(kernel: Kernel): unknown {
  const kind = kernel.words[kernel.greenlet + GreenletWords.InboxKind];
  const value = takeInbox(kernel);
  if (kind === InboxKind.Throw) throw value;
  return value;
}

/** Greenlets whose time has come are ready, in the order of their times. */
function promoteDue(kernel: Kernel, hub: number): void {
  const now = kernel.now();
  for (let due = firstDue(kernel, hub, now); due !== 0; due = firstDue(kernel, hub, now)) {
    const place = (kernel.words[hub + HubWords.Ready] as number) + 1;
    kernel.words[hub + HubWords.Ready] = place;
    kernel.words[due + GreenletWords.Ready] = place;
    kernel.memory.setDouble(due + GreenletWords.Deadline, -1);
  }
}

function firstDue({ words, memory }: Kernel, hub: number, now: number): number {
  let first = 0;
  eachGreenlet(words, hub, (greenlet) => {
    const deadline = memory.double(greenlet + GreenletWords.Deadline);
    if (deadline < 0 || deadline > now) return;
    if (
      first === 0 ||
      comesBefore(words, deadline, greenlet, memory.double(first + GreenletWords.Deadline), first)
    )
      first = greenlet;
  });
  return first;
}

function comesBefore(
  words: Int32Array,
  time: number,
  greenlet: number,
  otherTime: number,
  other: number,
): boolean {
  if (time !== otherTime) return time < otherTime;
  return (words[greenlet + GreenletWords.Timer] as number) < (words[other + GreenletWords.Timer] as number);
}

function firstReady(words: Int32Array, hub: number): number {
  let first = 0;
  let place = Number.POSITIVE_INFINITY;
  eachGreenlet(words, hub, (greenlet) => {
    const own = words[greenlet + GreenletWords.Ready] as number;
    if (own === 0 || own >= place) return;
    first = greenlet;
    place = own;
  });
  return first;
}

export function eachGreenlet(words: Int32Array, hub: number, visit: (greenlet: number) => void): void {
  for (let at = words[hub + HubWords.Last] as number; at !== 0; ) {
    const previous = words[at + GreenletWords.Previous] as number;
    visit(at);
    at = previous;
  }
}

/** Gives the greenlet a worker: it is its turn when that begins. */
function begin(kernel: Kernel, greenlet: number): void {
  const { words } = kernel;
  const block = takeBlock(kernel, greenlet, kernel.space, false);
  words[greenlet + GreenletWords.Block] = block;
  words[greenlet + GreenletWords.Life] = GreenletLife.Alive;
  words[greenlet + GreenletWords.Stage] = Stage.Started;
  words[blockAt(block) + Block.Greenlet] = greenlet;
  words[blockAt(block) + Block.Daemon] = 1;
  kernel.emit(EventKind.ThreadStart, greenlet, 0, words[greenlet + GreenletWords.Id] as number);
  release(kernel, block);
}

/** Whether somebody outside of the hub may still let one of its greenlets go on: another thread of the run. */
export function hasOutside({ words }: Kernel, hub: number): boolean {
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    if (!isAlive(words, at)) continue;
    const greenlet = words[at + Block.Greenlet] as number;
    if (greenlet === 0 || words[greenlet + GreenletWords.Hub] !== hub) return true;
  }
  return false;
}

/** Whether an exception only says that the thread is to unwind. */
export function isUnwinding(error: unknown): boolean {
  return error instanceof RunEnded || error instanceof ThreadKilled;
}
