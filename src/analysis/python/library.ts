/** Python's concurrency libraries as one table, after their documentation for CPython 3.13. */
import type { Library, LibraryType, Operation } from '../model/library.js';
import { asyncioFunctions, asyncioTypes } from './libraryAsyncio.js';
import { multiprocessingFunctions, multiprocessingTypes } from './libraryProcesses.js';
import { threadingFunctions, threadingTypes } from './libraryThreading.js';

const same: Operation = { op: 'wrap', as: 'same', of: { index: 0 } };

const generalFunctions: Readonly<Record<string, Operation>> = {
  property: { op: 'wrap', as: 'property', of: { index: 0 } },
  staticmethod: { op: 'wrap', as: 'static', of: { index: 0 } },
  classmethod: { op: 'wrap', as: 'class', of: { index: 0 } },
  'functools.cached_property': { op: 'wrap', as: 'property', of: { index: 0 } },
  'functools.cache': same,
  'functools.wraps': { op: 'give', type: 'functools.wraps' },
  'functools.lru_cache': { op: 'give', type: 'functools.wraps' },
  'abc.abstractmethod': same,
  'typing.override': same,
  'typing.final': same,
  'contextlib.contextmanager': { op: 'wrap', as: 'context-manager', of: { index: 0 } },
  'contextlib.asynccontextmanager': { op: 'wrap', as: 'context-manager', of: { index: 0 } },
  'contextlib.suppress': { op: 'give', type: 'contextlib.suppress' },
  'functools.partial': { op: 'give', type: 'functools.partial', of: { index: 0 } },
  list: { op: 'wrap', as: 'same', of: { index: 0 } },
  tuple: { op: 'wrap', as: 'same', of: { index: 0 } },
  set: { op: 'wrap', as: 'same', of: { index: 0 } },
  reversed: { op: 'wrap', as: 'same', of: { index: 0 } },
  iter: { op: 'wrap', as: 'same', of: { index: 0 } },
  'copy.copy': same,
  'collections.defaultdict': { op: 'factory', of: { index: 0 }, makes: 'element' },
  'dataclasses.field': { op: 'factory', of: { name: 'default_factory' }, makes: 'attribute' },
  'attr.ib': { op: 'factory', of: { name: 'factory' }, makes: 'attribute' },
  'attrs.field': { op: 'factory', of: { name: 'factory' }, makes: 'attribute' },
  sorted: { op: 'give', type: 'sorted' },
  'time.sleep': { op: 'pause' },
  'weakref.finalize': spawnOn('finalizer', 1),
  'weakref.ref': spawnOn('finalizer', 1, 'callback'),
  'weakref.proxy': spawnOn('finalizer', 1, 'callback'),
  'signal.signal': spawnOn('signal', 1, 'handler'),
  'gevent.spawn': { op: 'spawn', target: { index: 0 }, passes: 'rest', domain: 'greenlet', as: 'thread' },
  'gevent.sleep': { op: 'pause' },
};

function spawnOn(as: 'finalizer' | 'signal', index: number, name?: string): Operation {
  return { op: 'spawn', target: name === undefined ? { index } : { index, name }, domain: 'thread', as };
}

const generalTypes: Readonly<Record<string, LibraryType>> = {
  'functools.partial': { methods: {} },
  'functools.wraps': { methods: {} },
  'contextlib.suppress': { methods: {} },
  sorted: { methods: {} },
};

const greenletLock = { domain: 'greenlet', reentrant: false } as const;
const acquire: Operation = {
  op: 'acquire',
  blocking: { index: 0, name: 'blocking' },
  timeout: { index: 1, name: 'timeout' },
  result: 'boolean',
};
const greenletLockMethods = { acquire, release: { op: 'release' } } as const;

const greenletTypes: Readonly<Record<string, LibraryType>> = {
  'gevent.lock.BoundedSemaphore': {
    lock: { ...greenletLock, permits: { index: 0, name: 'value' } },
    methods: greenletLockMethods,
    enter: 'acquire',
    leave: 'release',
  },
  'gevent.lock.RLock': {
    lock: { ...greenletLock, reentrant: true },
    methods: greenletLockMethods,
    enter: 'acquire',
    leave: 'release',
  },
};

export const pythonLibrary: Library = {
  types: { ...threadingTypes, ...multiprocessingTypes, ...asyncioTypes, ...generalTypes, ...greenletTypes },
  functions: {
    ...generalFunctions,
    ...threadingFunctions,
    ...multiprocessingFunctions,
    ...asyncioFunctions,
  },
  asyncStarts: false,
  aliases: {
    'threading._RLock': 'threading.RLock',
    'threading._PyRLock': 'threading.RLock',
    'threading._CRLock': 'threading.RLock',
    'threading._allocate_lock': 'threading.Lock',
    'threading.LockType': 'threading.Lock',
    '_thread.allocate_lock': 'threading.Lock',
    'thread.allocate_lock': 'threading.Lock',
    '_thread.RLock': 'threading.RLock',
    'dummy_threading.Lock': 'threading.Lock',
    'dummy_threading.RLock': 'threading.RLock',
    'gevent.lock.Semaphore': 'gevent.lock.BoundedSemaphore',
    'gevent.lock.DummySemaphore': 'contextlib.suppress',
    'concurrent.futures.thread.ThreadPoolExecutor': 'concurrent.futures.ThreadPoolExecutor',
    'concurrent.futures.process.ProcessPoolExecutor': 'concurrent.futures.ProcessPoolExecutor',
    'concurrent.futures._base.Future': 'concurrent.futures.Future',
    'multiprocessing.context.Process': 'multiprocessing.Process',
    'multiprocessing.process.BaseProcess': 'multiprocessing.Process',
    'multiprocessing.synchronize.Lock': 'multiprocessing.Lock',
    'multiprocessing.synchronize.RLock': 'multiprocessing.RLock',
    'multiprocessing.queues.Queue': 'multiprocessing.Queue',
    'multiprocessing.queues.SimpleQueue': 'multiprocessing.SimpleQueue',
    'multiprocessing.pool.Pool': 'multiprocessing.Pool',
    'asyncio.locks.Lock': 'asyncio.Lock',
    'asyncio.futures.Future': 'asyncio.Future',
    'Queue.Queue': 'queue.Queue',
  },
};
