/**
 * multiprocessing.Manager: a process that keeps objects which others call. Its locks, queues and the like are those of
 * threadlanes, the same in every process, which need nobody to keep them.
 */
import { Access, Place } from '../../explore/strategy.js';
import { EventKind, ObjectKind } from '../../trace/vocabulary.js';
import { Barrier } from '../barrier.js';
import { Condition } from '../condition.js';
import { OSError } from '../errors.js';
import { Event } from '../event.js';
import { current, type Kernel } from '../kernel.js';
import { Lock } from '../lock.js';
import { anyProcess } from '../memory.js';
import { Queue } from '../queue.js';
import { RLock } from '../rlock.js';
import { BoundedSemaphore, Semaphore } from '../semaphore.js';
import {
  address,
  allocateHeader,
  createObject,
  defineKind,
  makeManaged,
  nextObjectId,
  SharedObject,
} from '../sharedObject.js';
import { SpaceWords } from '../space.js';
import { joinObject } from '../thread.js';
import { ownProcess } from './family.js';
import { startInner } from './lifecycle.js';
import { hasEnded, ManagerWords, requestEnd, serveRequests } from './managerCalls.js';
import { makeProxy } from './proxies.js';

/** In memory only: in the trace a manager is its process. */
const managerKind = 201 as ObjectKind;

export class SyncManager extends SharedObject {
  dict(initial?: unknown): SharedObject {
    return makeProxy(this, 'dict', [asPairs(initial)]);
  }
  list(initial?: Iterable<unknown>): SharedObject {
    return makeProxy(this, 'list', [[...(initial ?? [])]]);
  }
  Value(typecode: string, value: unknown): SharedObject {
    return makeProxy(this, 'Value', [typecode, value]);
  }
  Array(typecode: string, values: Iterable<number>): SharedObject {
    return makeProxy(this, 'Array', [typecode, [...values]]);
  }
  Namespace(initial?: object): SharedObject {
    return makeProxy(this, 'Namespace', [{ ...initial }]);
  }
  Queue(maxsize = 0): Queue {
    return kept(this, () => new Queue(maxsize));
  }
  JoinableQueue(maxsize = 0): Queue {
    return kept(this, () => new Queue(maxsize));
  }
  Lock(): Lock {
    return kept(this, () => new Lock());
  }
  RLock(): RLock {
    return kept(this, () => new RLock());
  }
  Semaphore(value = 1): Semaphore {
    return kept(this, () => new Semaphore(value));
  }
  BoundedSemaphore(value = 1): BoundedSemaphore {
    return kept(this, () => new BoundedSemaphore(value));
  }
  Condition(lock?: Lock | RLock): Condition {
    return kept(this, () => new Condition(lock));
  }
  Event(): Event {
    return kept(this, () => new Event());
  }
  Barrier(parties: number, action?: () => void, timeout?: number): Barrier {
    return kept(this, () => new Barrier(parties, action, timeout));
  }

  /** Ends the manager; again, it does nothing. */
  shutdown(): void {
    const kernel = current();
    kernel.point(0, Access.Change, Place.Everything);
    endManager(kernel, this[address]);
  }
}
defineKind(managerKind, () => SyncManager.prototype);

/** Starts a manager. */
export function Manager(): SyncManager {
  const kernel = current();
  const manager = Object.create(SyncManager.prototype) as SyncManager;
  createObject(manager, managerKind, (at) => start(kernel, at));
  return manager;
}

/** When the calling process ends, so do its managers. */
export function endManagers(kernel: Kernel): void {
  const { words, space } = kernel;
  for (
    let manager = Atomics.load(words, space + SpaceWords.Managers);
    manager !== 0;
    manager = words[manager + ManagerWords.Next] as number
  )
    endManager(kernel, manager);
}

function start(kernel: Kernel, at: number): void {
  const { words, space } = kernel;
  const requests = allocateHeader(kernel, ObjectKind.Queue, anyProcess, nextObjectId(kernel));
  kernel.emitText(EventKind.Create, requests, 0, ObjectKind.Queue, 0, 'requests');
  const given = { parent: ownProcess(kernel), type: 'SyncManager', daemon: false, pool: 0 };
  words[at + ManagerWords.Requests] = requests;
  words[at + ManagerWords.Process] = startInner(kernel, given, serveRequests, [requests]);
  words[at + ManagerWords.Next] = Atomics.exchange(words, space + SpaceWords.Managers, at);
}

function endManager(kernel: Kernel, manager: number): void {
  const process = kernel.words[manager + ManagerWords.Process] as number;
  if (hasEnded(kernel, process)) return;
  requestEnd(kernel, manager);
  joinObject(kernel, process, -1);
}

function kept<T>(manager: SyncManager, make: () => T): T {
  const kernel = current();
  kernel.point(0, Access.Change, Place.Everything);
  if (hasEnded(kernel, kernel.words[manager[address] + ManagerWords.Process] as number))
    throw new OSError('the manager has ended');
  return makeManaged(make);
}

/** What a dict can be made of, as something that can be sent. */
function asPairs(initial: unknown): unknown {
  const isIterable = typeof initial === 'object' && initial !== null && Symbol.iterator in initial;
  return isIterable ? [...(initial as Iterable<unknown>)] : initial;
}
