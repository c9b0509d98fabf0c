/** Atomics, events and child processes. */
import type { LibraryType, Operation } from '../model/library.js';

export const platformTypes: Readonly<Record<string, LibraryType>> = {
  // Unless options say otherwise, all three streams are pipes; the child stops when one is full.
  'child_process.spawn': { methods: {}, pipes: { value: 'pipe', all: { name: 'stdio' } } },
};

export const platformFunctions: Readonly<Record<string, Operation>> = {
  // Blocks its thread; who wakes it is told by a cell of shared memory, which the model does not follow.
  'Atomics.wait': { op: 'pause' },
  'events.once': {
    op: 'wait',
    kind: 'process',
    on: { index: 0 },
    only: { place: { index: 1 }, words: ['exit', 'close'] },
    awaited: true,
  },
};
