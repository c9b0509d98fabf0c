/** Locks of npm packages and of the Web platform. All of them hold tasks up, none is re-entrant. */
import type { LibraryType, LockTraits, Operation } from '../model/library.js';

const release: Operation = { op: 'release' };
const taskLock: LockTraits = { domain: 'task', reentrant: false };
const permits = { index: 0 } as const;
const runExclusive: Operation = { op: 'call', callback: { index: 0 }, holding: true };

/** async-mutex: https://github.com/DirtyHairy/async-mutex */
const asyncMutex: LibraryType = {
  lock: taskLock,
  awaited: true,
  methods: { acquire: { op: 'acquire', result: 'releaser' }, runExclusive, release },
};
const asyncMutexSemaphore: LibraryType = {
  lock: { ...taskLock, permits },
  awaited: true,
  methods: { acquire: { op: 'acquire', result: 'value-and-releaser' }, runExclusive, release },
};
/** What withTimeout and tryAcquire give: the same lock, whose operations give up. */
const impatient: LibraryType = {
  lock: { ...taskLock, wraps: { index: 0 } },
  awaited: true,
  methods: {
    acquire: { op: 'acquire', result: 'releaser', never: true },
    runExclusive: { ...runExclusive, never: true },
    release,
  },
};

/** await-semaphore: https://github.com/notenoughneon/await-semaphore */
const awaitSemaphore: LibraryType = {
  lock: { ...taskLock, permits },
  awaited: true,
  methods: { acquire: { op: 'acquire', result: 'releaser' }, use: runExclusive },
};

/** async-sema: https://github.com/vercel/async-sema */
const sema: LibraryType = {
  lock: { ...taskLock, permits },
  awaited: true,
  methods: {
    acquire: { op: 'acquire' },
    tryAcquire: { op: 'acquire', never: true, result: 'boolean' },
    release,
  },
};

/** async-lock: https://github.com/rogierschouten/async-lock; each key is a lock of its own. */
const asyncLock: LibraryType = {
  lock: {
    ...taskLock,
    unless: [
      { name: 'domainReentrant' },
      { name: 'timeout' },
      { name: 'maxOccupationTime' },
      { name: 'maxExecutionTime' },
    ],
  },
  awaited: true,
  methods: {
    acquire: {
      op: 'call',
      callback: { index: 1 },
      holding: true,
      key: { index: 0 },
      unless: [{ name: 'timeout' }, { name: 'maxOccupationTime' }, { name: 'maxExecutionTime' }],
    },
  },
};

/** The callback holds the lock, or a share of it, until it calls its parameter. */
const withReleaser: Operation = {
  op: 'spawn',
  target: { index: -1 },
  domain: 'task',
  as: 'loop',
  key: { index: 0 },
  releaser: 0,
};
/** rwlock: https://github.com/71104/rwlock; a key, if it is given, is a lock of its own. */
const readWriteLock: LibraryType = {
  lock: taskLock,
  methods: { readLock: withReleaser, writeLock: withReleaser },
};

export const lockTypes: Readonly<Record<string, LibraryType>> = {
  'async-mutex.Mutex': asyncMutex,
  'async-mutex.Semaphore': asyncMutexSemaphore,
  'async-mutex.withTimeout': impatient,
  'async-mutex.tryAcquire': impatient,
  'await-semaphore.Semaphore': awaitSemaphore,
  'await-semaphore.Mutex': { ...awaitSemaphore, lock: taskLock },
  'async-sema.Sema': sema,
  'async-lock.default': asyncLock,
  'rwlock.default': readWriteLock,
  'navigator.locks': { lock: taskLock, awaited: true, methods: {} },
  'proper-lockfile': { lock: { domain: 'task', reentrant: false }, awaited: true, methods: {} },
};

const fileLock = { key: { index: 0 }, lock: 'proper-lockfile' } as const;
// A file that is locked rejects at once, or after the retries: nobody waits for ever.
const lockFile: Operation = { op: 'acquire', ...fileLock, result: 'releaser', never: true };

export const lockFunctions: Readonly<Record<string, Operation>> = {
  // https://w3c.github.io/web-locks/: the name is the lock, whoever asks.
  'navigator.locks.request': {
    op: 'call',
    callback: { index: -1 },
    holding: true,
    key: { index: 0 },
    lock: 'navigator.locks',
    unless: [
      { name: 'ifAvailable' },
      { name: 'steal' },
      { name: 'signal' },
      { name: 'mode', value: 'shared' },
    ],
  },
  // proper-lockfile: https://github.com/moxystudio/node-proper-lockfile
  'proper-lockfile.lock': lockFile,
  'proper-lockfile.lockSync': lockFile,
  'proper-lockfile.unlock': { op: 'release', ...fileLock },
  'proper-lockfile.unlockSync': { op: 'release', ...fileLock },
};

export const lockAliases: Readonly<Record<string, string>> = {
  'async-lock': 'async-lock.default',
  rwlock: 'rwlock.default',
  'async-mutex.MutexInterface': 'async-mutex.Mutex',
  'async-mutex.SemaphoreInterface': 'async-mutex.Semaphore',
  'async-sema.default': 'async-sema.Sema',
};
