/** `threading`, `queue`, `concurrent.futures`. */
import type { LibraryType, LockTraits, Operation } from '../model/library.js';

const release: Operation = { op: 'release' };
const acquire: Operation = {
  op: 'acquire',
  blocking: { index: 0, name: 'blocking' },
  timeout: { index: 1, name: 'timeout' },
  result: 'boolean',
};
const timeoutFirst = { timeout: { index: 0, name: 'timeout' } } as const;
/** Entering by hand is what some wrappers do. */
const entering: Operation = { op: 'acquire' };
const lockMethods = { acquire, release, __enter__: entering, __exit__: release };
const context = { enter: 'acquire', leave: 'release' };

function lock(traits: Partial<LockTraits>): LibraryType {
  return { lock: { domain: 'thread', reentrant: false, ...traits }, methods: lockMethods, ...context };
}

const semaphore = lock({ permits: { index: 0, name: 'value' } });

const queue: LibraryType = {
  asks: ['empty', 'qsize', 'full'],
  capacity: { index: 0, name: 'maxsize' },
  methods: {
    get: {
      op: 'wait',
      kind: 'item',
      blocking: { index: 0, name: 'block' },
      timeout: { index: 1, name: 'timeout' },
    },
    put: {
      op: 'wait',
      kind: 'room',
      blocking: { index: 1, name: 'block' },
      timeout: { index: 2, name: 'timeout' },
    },
    get_nowait: { op: 'wait', kind: 'item', never: true },
    put_nowait: { op: 'wait', kind: 'room', never: true },
    join: { op: 'wait', kind: 'tasks-done' },
    task_done: { op: 'wake', kind: 'tasks-done' },
  },
};

const executor = {
  methods: {
    submit: {
      op: 'spawn',
      target: { index: 0 },
      passes: 'rest',
      domain: 'thread',
      as: 'pool',
      gives: 'concurrent.futures.Future',
    },
    map: { op: 'spawn', target: { index: 0 }, domain: 'thread', as: 'pool', many: true },
    shutdown: { op: 'wait', kind: 'pool', blocking: { index: 0, name: 'wait' } },
  },
  leave: 'shutdown',
  capacity: { index: 0, name: 'max_workers' },
  // Without a number of workers there is some bound, and nobody knows which.
  defaultCapacity: Number.POSITIVE_INFINITY,
} as const satisfies LibraryType;

export const threadingTypes: Readonly<Record<string, LibraryType>> = {
  'threading.Lock': lock({}),
  'threading.RLock': lock({ reentrant: true }),
  'threading.Semaphore': semaphore,
  'threading.BoundedSemaphore': semaphore,
  'threading.Condition': {
    lock: { domain: 'thread', reentrant: true, wraps: { index: 0, name: 'lock' } },
    methods: {
      ...lockMethods,
      wait: { op: 'wait', kind: 'condition', releases: true, ...timeoutFirst },
      wait_for: {
        op: 'wait',
        kind: 'condition',
        releases: true,
        loops: true,
        timeout: { index: 1, name: 'timeout' },
      },
      notify: { op: 'wake', kind: 'condition', needsLock: true },
      notify_all: { op: 'wake', kind: 'condition', needsLock: true },
      notifyAll: { op: 'wake', kind: 'condition', needsLock: true },
    },
    ...context,
  },
  'threading.Event': {
    methods: {
      wait: { op: 'wait', kind: 'event', ...timeoutFirst },
      set: { op: 'wake', kind: 'event' },
    },
  },
  'threading.Barrier': { methods: { wait: { op: 'wait', kind: 'barrier', ...timeoutFirst } } },
  'threading.Thread': {
    target: { index: 1, name: 'target' },
    passes: { index: 3, name: 'args' },
    methods: {
      start: { op: 'start', domain: 'thread', method: 'run' },
      join: { op: 'wait', kind: 'thread', ...timeoutFirst },
    },
  },
  'threading.Timer': {
    base: 'threading.Thread',
    target: { index: 1, name: 'function' },
    passes: { index: 2, name: 'args' },
    methods: {},
  },
  'threading.local': { methods: {} },
  // A thread as itself or as a number: what it is compared with matters, and nothing that it does.
  'threading.identity': { methods: {} },
  'queue.Queue': queue,
  'queue.LifoQueue': queue,
  'queue.PriorityQueue': queue,
  'queue.SimpleQueue': {
    asks: ['empty', 'qsize'],
    methods: {
      get: {
        op: 'wait',
        kind: 'item',
        blocking: { index: 0, name: 'block' },
        timeout: { index: 1, name: 'timeout' },
      },
      put: { op: 'wake', kind: 'item' },
    },
  },
  'concurrent.futures.ThreadPoolExecutor': executor,
  'concurrent.futures.ProcessPoolExecutor': {
    ...executor,
    methods: { ...executor.methods, submit: { ...executor.methods.submit, domain: 'process' } },
  },
  'concurrent.futures.Future': {
    asks: ['done'],
    methods: {
      result: { op: 'wait', kind: 'future', ...timeoutFirst },
      exception: { op: 'wait', kind: 'future', ...timeoutFirst },
      set_result: { op: 'wake', kind: 'future' },
      set_exception: { op: 'wake', kind: 'future' },
      add_done_callback: {
        op: 'spawn',
        target: { index: 0 },
        domain: 'thread',
        as: 'pool',
        by: 'future',
      },
    },
  },
};

const whoRuns: Operation = { op: 'give', type: 'threading.identity', identifies: 'thread' };

export const threadingFunctions: Readonly<Record<string, Operation>> = {
  'threading.get_ident': whoRuns,
  'threading.get_native_id': whoRuns,
  'threading.current_thread': whoRuns,
  'threading.currentThread': whoRuns,
  '_thread.get_ident': whoRuns,
  '_thread.start_new_thread': {
    op: 'spawn',
    target: { index: 0 },
    passes: { index: 1 },
    domain: 'thread',
    as: 'thread',
  },
  'concurrent.futures.wait': {
    op: 'wait',
    kind: 'future',
    on: { index: 0, name: 'fs' },
    timeout: { index: 1, name: 'timeout' },
  },
};
