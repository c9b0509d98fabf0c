/** `multiprocessing` and `subprocess`. */
import type { LibraryType, LockTraits, Operation } from '../model/library.js';

const timeoutFirst = { timeout: { index: 0, name: 'timeout' } } as const;
const lockMethods: Readonly<Record<string, Operation>> = {
  acquire: {
    op: 'acquire',
    blocking: { index: 0, name: 'block' },
    timeout: { index: 1, name: 'timeout' },
    result: 'boolean',
  },
  release: { op: 'release' },
  __enter__: { op: 'acquire' },
  __exit__: { op: 'release' },
};
const context = { enter: 'acquire', leave: 'release' };

function lock(traits: Partial<LockTraits>): LibraryType {
  return { lock: { domain: 'process', reentrant: false, ...traits }, methods: lockMethods, ...context };
}

const semaphore = lock({ permits: { index: 0, name: 'value' } });

const queue: LibraryType = {
  feeds: true,
  capacity: { index: 0, name: 'maxsize' },
  asks: ['empty', 'qsize', 'full'],
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
    cancel_join_thread: { op: 'wake', kind: 'process' },
  },
};

const applied = {
  op: 'spawn',
  target: { index: 0, name: 'func' },
  passes: { index: 1, name: 'args' },
  domain: 'process',
  as: 'pool',
} as const;

export const multiprocessingTypes: Readonly<Record<string, LibraryType>> = {
  'multiprocessing.Lock': lock({}),
  'multiprocessing.RLock': lock({ reentrant: true }),
  'multiprocessing.Semaphore': semaphore,
  'multiprocessing.BoundedSemaphore': semaphore,
  'multiprocessing.Condition': {
    lock: { domain: 'process', reentrant: true, wraps: { index: 0, name: 'lock' } },
    methods: {
      ...lockMethods,
      wait: { op: 'wait', kind: 'condition', releases: true, ...timeoutFirst },
      wait_for: { op: 'wait', kind: 'condition', releases: true, loops: true },
      notify: { op: 'wake', kind: 'condition', needsLock: true },
      notify_all: { op: 'wake', kind: 'condition', needsLock: true },
    },
    ...context,
  },
  'multiprocessing.Event': {
    methods: {
      wait: { op: 'wait', kind: 'event', ...timeoutFirst },
      set: { op: 'wake', kind: 'event' },
    },
  },
  'multiprocessing.Process': {
    target: { index: 1, name: 'target' },
    passes: { index: 3, name: 'args' },
    methods: {
      start: { op: 'start', domain: 'process', method: 'run' },
      join: { op: 'wait', kind: 'process', ...timeoutFirst },
    },
  },
  'multiprocessing.Queue': queue,
  'multiprocessing.JoinableQueue': {
    base: 'multiprocessing.Queue',
    feeds: true,
    capacity: { index: 0, name: 'maxsize' },
    methods: {
      join: { op: 'wait', kind: 'tasks-done' },
      task_done: { op: 'wake', kind: 'tasks-done' },
    },
  },
  'multiprocessing.SimpleQueue': {
    asks: ['empty'],
    methods: { get: { op: 'wait', kind: 'item' }, put: { op: 'wake', kind: 'item' } },
  },
  'multiprocessing.Pipe': { methods: {}, elements: 'multiprocessing.Connection' },
  'multiprocessing.Connection': {
    asks: ['poll'],
    methods: {
      recv: { op: 'wait', kind: 'message' },
      recv_bytes: { op: 'wait', kind: 'message' },
      send: { op: 'wake', kind: 'message' },
    },
  },
  'multiprocessing.Pool': {
    methods: {
      apply: { ...applied, waits: true },
      map: { op: 'spawn', target: { index: 0 }, domain: 'process', as: 'pool', many: true, waits: true },
      starmap: { op: 'spawn', target: { index: 0 }, domain: 'process', as: 'pool', many: true, waits: true },
      apply_async: { ...applied, gives: 'multiprocessing.AsyncResult' },
      map_async: {
        op: 'spawn',
        target: { index: 0 },
        domain: 'process',
        as: 'pool',
        many: true,
        gives: 'multiprocessing.AsyncResult',
      },
      join: { op: 'wait', kind: 'pool' },
    },
    capacity: { index: 0, name: 'processes' },
    defaultCapacity: Number.POSITIVE_INFINITY,
  },
  'multiprocessing.AsyncResult': {
    asks: ['ready'],
    methods: {
      get: { op: 'wait', kind: 'future', ...timeoutFirst },
      wait: { op: 'wait', kind: 'future', ...timeoutFirst },
    },
  },
  'subprocess.Popen': {
    pipes: { value: 'subprocess.PIPE', each: { stdout: { name: 'stdout' }, stderr: { name: 'stderr' } } },
    methods: {
      wait: { op: 'wait', kind: 'process', ...timeoutFirst },
      communicate: { op: 'wait', kind: 'process', timeout: { index: 1, name: 'timeout' }, loops: true },
    },
  },
};

export const multiprocessingFunctions: Readonly<Record<string, Operation>> = {
  'multiprocessing.get_context': { op: 'give', type: 'multiprocessing' },
  'subprocess.run': { op: 'pause', timeout: { name: 'timeout' } },
  'subprocess.call': { op: 'pause', timeout: { name: 'timeout' } },
  'subprocess.check_call': { op: 'pause', timeout: { name: 'timeout' } },
  'subprocess.check_output': { op: 'pause', timeout: { name: 'timeout' } },
};
