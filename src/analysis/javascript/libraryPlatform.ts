/** Atomics, events and child processes. */
import type { LibraryType, Operation } from '../model/library.js';

export const platformTypes: Readonly<Record<string, LibraryType>> = {
  'child_process.spawn': { methods: {} },
};

export const platformFunctions: Readonly<Record<string, Operation>> = {
  // Blocks its thread; who wakes it is told by a cell of shared memory, which the model does not follow.
  'Atomics.wait': { op: 'pause' },
};
