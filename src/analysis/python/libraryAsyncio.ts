/** `asyncio`: its locks hold tasks up, never threads, and act only when awaited. */
import type { LibraryType, LockTraits, Operation } from '../model/library.js';

const release: Operation = { op: 'release' };
const lockMethods = { acquire: { op: 'acquire' }, release } as const;
const context = { enter: 'acquire', leave: 'release', awaited: true };

function lock(traits: Partial<LockTraits>): LibraryType {
  return { lock: { domain: 'task', reentrant: false, ...traits }, methods: lockMethods, ...context };
}

const semaphore = lock({ permits: { index: 0, name: 'value' } });

const queue: LibraryType = {
  awaited: true,
  capacity: { index: 0, name: 'maxsize' },
  methods: {
    get: { op: 'wait', kind: 'item' },
    put: { op: 'wait', kind: 'room' },
    get_nowait: { op: 'wait', kind: 'item', never: true },
    put_nowait: { op: 'wait', kind: 'room', never: true },
    join: { op: 'wait', kind: 'tasks-done' },
    task_done: { op: 'wake', kind: 'tasks-done' },
  },
};

const task: Operation = {
  op: 'spawn',
  target: { index: 0 },
  domain: 'task',
  as: 'loop',
  gives: 'asyncio.Task',
};

/** A callback that the loop runs itself, so on the loop's thread. */
function soon(index: number): Operation {
  return { op: 'spawn', target: { index }, passes: 'rest', domain: 'task', as: 'loop' };
}

export const asyncioTypes: Readonly<Record<string, LibraryType>> = {
  'asyncio.Lock': lock({}),
  'asyncio.Semaphore': semaphore,
  'asyncio.BoundedSemaphore': semaphore,
  'asyncio.Condition': {
    lock: { domain: 'task', reentrant: false, wraps: { index: 0, name: 'lock' } },
    methods: {
      ...lockMethods,
      wait: { op: 'wait', kind: 'condition', releases: true },
      wait_for: { op: 'wait', kind: 'condition', releases: true, loops: true },
      notify: { op: 'wake', kind: 'condition', needsLock: true },
      notify_all: { op: 'wake', kind: 'condition', needsLock: true },
    },
    ...context,
  },
  'asyncio.Event': {
    awaited: true,
    methods: { wait: { op: 'wait', kind: 'event' }, set: { op: 'wake', kind: 'event' } },
  },
  'asyncio.Queue': queue,
  'asyncio.PriorityQueue': queue,
  'asyncio.LifoQueue': queue,
  'asyncio.Task': { methods: { await: { op: 'wait', kind: 'future' } }, awaited: true },
  'asyncio.Future': { methods: {}, awaited: true },
  'asyncio.TaskGroup': { methods: { create_task: task } },
  // Of run_coroutine_threadsafe: waiting for it blocks a thread until the loop has run the coroutine.
  'asyncio.LoopFuture': { base: 'concurrent.futures.Future', methods: {} },
  'asyncio.Loop': {
    methods: {
      create_task: task,
      run_until_complete: { op: 'spawn', target: { index: 0 }, domain: 'task', as: 'loop', waits: true },
      call_soon: soon(0),
      call_soon_threadsafe: soon(0),
      call_later: soon(1),
      call_at: soon(1),
      add_reader: soon(1),
      add_writer: soon(1),
      run_in_executor: {
        op: 'spawn',
        target: { index: 1 },
        passes: 'rest',
        domain: 'thread',
        as: 'pool',
        gives: 'asyncio.Task',
      },
    },
  },
};

export const asyncioFunctions: Readonly<Record<string, Operation>> = {
  'asyncio.run': { op: 'spawn', target: { index: 0 }, domain: 'task', as: 'loop', waits: true },
  'asyncio.create_task': task,
  'asyncio.ensure_future': task,
  'asyncio.gather': { op: 'spawn', target: { index: 0 }, passes: 'rest', domain: 'task', as: 'loop' },
  'asyncio.get_event_loop': { op: 'give', type: 'asyncio.Loop' },
  'asyncio.get_running_loop': { op: 'give', type: 'asyncio.Loop', identifies: 'loop' },
  // The same without the exception.
  'asyncio._get_running_loop': { op: 'give', type: 'asyncio.Loop', identifies: 'thread' },
  'asyncio.current_task': { op: 'give', type: 'asyncio.Task', identifies: 'loop' },
  'asyncio.new_event_loop': { op: 'give', type: 'asyncio.Loop' },
  'asyncio.to_thread': {
    op: 'spawn',
    target: { index: 0 },
    passes: 'rest',
    domain: 'thread',
    as: 'thread',
    gives: 'asyncio.Task',
  },
  'asyncio.run_coroutine_threadsafe': {
    op: 'spawn',
    target: { index: 0 },
    domain: 'task',
    as: 'loop',
    gives: 'asyncio.LoopFuture',
  },
};
