/** Promises, timers, limiters and queues of tasks, events and child processes. */
import type { LibraryType, Operation } from '../model/library.js';

/** Runs a function of the limiter's when a place is free; what it gives is settled when the function is done. */
const limited: Operation = {
  op: 'spawn',
  target: { index: 0 },
  passes: 'rest',
  domain: 'task',
  as: 'pool',
  gives: 'Promise',
};
const later: Operation = { op: 'spawn', target: { index: 0 }, domain: 'task', as: 'loop' };
const atOnce: Operation = { op: 'call', callback: { index: 0 } };
const all: Operation = { op: 'wait', kind: 'future', on: { index: 0 }, awaited: true };

export const taskTypes: Readonly<Record<string, LibraryType>> = {
  Promise: { methods: { await: { op: 'wait', kind: 'future' } }, awaited: true },
  // p-limit: https://github.com/sindresorhus/p-limit; the limiter is itself a function.
  'p-limit.default': {
    capacity: { index: 0, name: 'concurrency' },
    methods: {
      '()': limited,
      map: {
        op: 'spawn',
        target: { index: 1 },
        domain: 'task',
        as: 'pool',
        many: true,
        gives: 'Promise',
      },
    },
  },
  // p-queue: https://github.com/sindresorhus/p-queue
  'p-queue.default': {
    capacity: { name: 'concurrency' },
    unbounded: true,
    awaited: true,
    methods: {
      add: limited,
      addAll: { ...limited, many: true },
      onIdle: { op: 'wait', kind: 'pool' },
      onPendingZero: { op: 'wait', kind: 'pool' },
    },
  },
};

export const taskFunctions: Readonly<Record<string, Operation>> = {
  '<getter>': { op: 'wrap', as: 'property', of: { index: 0 } },
  'Promise.all': all,
  'Promise.allSettled': all,
  'Object.freeze': { op: 'wrap', as: 'same', of: { index: 0 } },
  'Array.from': { op: 'wrap', as: 'same', of: { index: 0 } },
  'util.promisify': { op: 'wrap', as: 'same', of: { index: 0 } },
  'react.useCallback': { op: 'wrap', as: 'same', of: { index: 0 } },
  setTimeout: later,
  setInterval: { ...later, many: true },
  setImmediate: later,
  queueMicrotask: later,
  requestAnimationFrame: later,
  requestIdleCallback: later,
  'process.nextTick': later,
  'timers.setTimeout': later,
  'timers.setInterval': { ...later, many: true },
  'async_hooks.AsyncLocalStorage.run': atOnce,
};

export const taskAliases: Readonly<Record<string, string>> = {
  'p-limit': 'p-limit.default',
  'p-queue': 'p-queue.default',
};
