/**
 * Memories of runs that are over, for the next ones. A memory that is only let go takes its 64 MB of address space until
 * every worker that knew it has collected its garbage, which idle workers do not: after some hundred runs the process could
 * not start another one (fork says ENOMEM).
 */
import { Memory } from '../../runtime/memory.js';

/** A run and a search are under way at once at most. */
const mostSpare = 2;
/** One that was used for more stays with the garbage: its pages would never be given back to the system. */
const mostKeptBytes = 16 * 1024 * 1024;

const spare: Memory[] = [];

export function takeMemory(): Memory {
  return spare.pop() ?? Memory.create();
}

/** No worker may know the memory any more: it is made as new here, without asking for anybody's leave. */
export function giveBackMemory(memory: Memory): void {
  if (spare.length >= mostSpare || memory.usedBytes > mostKeptBytes) return;
  memory.clear();
  spare.push(memory);
}
