/**
 * How a process talks to a manager: a request goes into the manager's queue, the answer comes through a pipe that each thread
 * has with each manager. In the trace that is a message to the manager's lane, and one back. A manager that ends closes its
 * ends of the pipes, so nobody waits for an answer that never comes.
 */
import { Access, Place } from '../../explore/strategy.js';
import { ConnectionUse, EventKind, ObjectKind, ValueForm } from '../../trace/vocabulary.js';
import { EOFError, OSError, RunEnded } from '../errors.js';
import { current, type Kernel } from '../kernel.js';
import { anyProcess, bodyAt, Header } from '../memory.js';
import { registerInternal } from '../programFunctions.js';
import { putItem, takeItem, unpack } from '../queueOperations.js';
import { allocateHeader, nextObjectId } from '../sharedObject.js';
import { shortForm } from '../shortForm.js';
import { SpaceWords } from '../space.js';
import { nameOf } from '../thread.js';
import { ConnectionWords, ProcessWords } from '../waiting.js';
import { receiveAt, sendFrom } from './connections.js';
import { type Kept, keepers, observers } from './managedData.js';
import { HandleState, setHandleState } from './openHandles.js';

/** Of a manager, and of each object that it keeps: its process, and the queue of its requests. */
export const ManagerWords = {
  Process: bodyAt,
  Requests: bodyAt + 1,
  Next: bodyAt + 2,
  Type: bodyAt + 3,
} as const;

interface Request {
  /** Address of the object that is called. */
  readonly object: number;
  readonly method: string;
  readonly args: readonly unknown[];
  /** Address of the manager's end of the caller's pipe; 0 when no answer is wanted. */
  readonly reply: number;
}
type Answer = { readonly value: unknown } | { readonly error: unknown };

/** For requests: the object is to be made; the manager is to end. */
export const makeMethod = 'new';
const endMethod = 'shutdown';

/** Has a method of an object that a manager keeps called, and answers what it returns. Throws what it throws. */
export function callManager(
  object: number,
  method: string,
  args: readonly unknown[],
  shown: string,
): unknown {
  const kernel = current();
  kernel.checkOver();
  const process = kernel.words[object + ManagerWords.Process] as number;
  const { mine, theirs } = pipeWith(kernel, process);
  refuseEnded(kernel, process);
  const requests = kernel.words[object + ManagerWords.Requests] as number;
  putItem(kernel, requests, { object, method, args, reply: theirs } satisfies Request, true, -1, shown);
  const node = receiveAt(kernel, mine);
  if (node === 0) throw new EOFError('the manager ended before it answered');
  const answer = unpack(kernel, mine, node) as Answer;
  if ('error' in answer) throw answer.error;
  return answer.value;
}

/** Lets a manager end, unless it has. `manager` is its address. */
export function requestEnd(kernel: Kernel, manager: number): void {
  const requests = kernel.words[manager + ManagerWords.Requests] as number;
  putItem(
    kernel,
    requests,
    { object: 0, method: endMethod, args: [], reply: 0 } satisfies Request,
    true,
    -1,
    endMethod,
  );
}

export function hasEnded({ words }: Kernel, process: number): boolean {
  return Atomics.load(words, (words[process + ProcessWords.Space] as number) + SpaceWords.Threads) === 0;
}

function refuseEnded(kernel: Kernel, process: number): void {
  if (hasEnded(kernel, process)) throw new OSError('the manager has ended');
}

interface Ends {
  readonly mine: number;
  readonly theirs: number;
}
/** The pipes that threads of this worker have, by run, thread and manager. */
const pipes = new WeakMap<Kernel['run'], Map<string, Ends>>();

function pipeWith(kernel: Kernel, process: number): Ends {
  let own = pipes.get(kernel.run);
  if (!own) {
    own = new Map();
    pipes.set(kernel.run, own);
  }
  const key = `${kernel.threadId} ${process}`;
  let ends = own.get(key);
  if (!ends) {
    refuseEnded(kernel, process);
    ends = makePipe(kernel, process);
    own.set(key, ends);
  }
  return ends;
}

/**
 * One end is open here, the other one in the manager. If the manager ends meanwhile, either its list of open ends was closed
 * with this one in it, or its last thread had been counted out before, which refuseEnded sees.
 */
function makePipe(kernel: Kernel, process: number): Ends {
  const { words } = kernel;
  kernel.point(0, Access.Change, Place.Everything);
  const mine = makeEnd(kernel, 1, 0);
  const theirs = makeEnd(kernel, 0, 1);
  words[mine + ConnectionWords.Peer] = theirs;
  words[theirs + ConnectionWords.Peer] = mine;
  const text = `answer of ${nameOf(kernel, process)}`;
  for (const [end, peer] of [
    [mine, theirs],
    [theirs, mine],
  ] as const)
    kernel.emitText(
      EventKind.Create,
      end,
      ConnectionUse.Answers,
      ObjectKind.Connection,
      words[peer + Header.Id] as number,
      text,
    );
  setHandleState(kernel, kernel.space, mine, HandleState.Open);
  setHandleState(kernel, words[process + ProcessWords.Space] as number, theirs, HandleState.Open);
  return { mine, theirs };
}

function makeEnd(kernel: Kernel, readable: number, writable: number): number {
  const end = allocateHeader(kernel, ObjectKind.Connection, anyProcess, nextObjectId(kernel));
  kernel.words[end + ConnectionWords.Readable] = readable;
  kernel.words[end + ConnectionWords.Writable] = writable;
  kernel.words[end + ConnectionWords.PeersOpen] = 1;
  return end;
}

/** What the process of a manager does: one request after the other. */
export function serveRequests(requests: number): void {
  const kernel = current();
  const kept = new Map<number, Kept>();
  for (;;) {
    const request = unpack(kernel, requests, takeItem(kernel, requests, true, -1)) as Request;
    if (request.method === endMethod) return;
    answer(kernel, request.reply, carryOut(kernel, kept, request));
  }
}
registerInternal('serveRequests', serveRequests);

function carryOut(kernel: Kernel, kept: Map<number, Kept>, { object, method, args }: Request): Answer {
  try {
    if (method === makeMethod) make(kept, object, args);
    const target = kept.get(object) as Kept;
    const value = method === makeMethod ? undefined : call(target, method, args);
    if (!observers.has(method))
      kernel.emitText(EventKind.AtomicWrite, object, ValueForm.Text, 0, 0, target.show());
    return { value };
  } catch (error) {
    if (error instanceof RunEnded) throw error;
    return { error };
  }
}

function make(kept: Map<number, Kept>, object: number, [type, ...given]: readonly unknown[]): void {
  const keeper = keepers[String(type)] as (...given: readonly unknown[]) => Kept;
  kept.set(object, keeper(...given));
}

function call({ methods }: Kept, method: string, args: readonly unknown[]): unknown {
  return (methods[method] as (...args: readonly unknown[]) => unknown)(...args);
}

/** To nobody, if the caller has ended. */
function answer(kernel: Kernel, end: number, given: Answer): void {
  sendFrom(kernel, end, given, 'value' in given ? shortForm(given.value) : shortForm(given.error));
}
