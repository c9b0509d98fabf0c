/** Memories of ended runs, which serve the next ones. */
import { describe, expect, it } from 'vitest';
import { giveBackMemory, takeMemory } from '../../../src/engine/recorder/memories.js';
import { Allocator } from '../../../src/runtime/allocator.js';
import { Block, blockAt, Control, Memory, mostThreads, siteAt } from '../../../src/runtime/memory.js';
import { RingWriter } from '../../../src/runtime/ring.js';

/** Writes where a run may write: control words, sites, blocks, ring and heap. */
function use(memory: Memory): void {
  memory.words.fill(7, Control.Ended, Control.RingTail);
  memory.words[siteAt(3)] = 12;
  memory.words[blockAt(mostThreads) + Block.Worker] = 5;
  memory.setDouble(Control.Clock, 1.5);
  new RingWriter(memory).writeText(1, 2, 3, 4, 5, 6, 7, 8, 'some words');
  const at = new Allocator(memory, false).allocate(1000);
  memory.words.fill(-1, at, at + 250);
}

describe('a memory that was given back', () => {
  it('is as a new one for the next run, and is taken for it', () => {
    const memory = takeMemory();
    use(memory);
    giveBackMemory(memory);
    expect(takeMemory()).toBe(memory);
    expect(Buffer.compare(memory.bytes, Memory.create().bytes)).toBe(0);
  });

  it('is let go when the run took so much that its pages would stay with us', () => {
    const memory = takeMemory();
    const allocator = new Allocator(memory, false);
    for (let i = 0; i < 20; i++) allocator.allocate(1 << 20);
    giveBackMemory(memory);
    expect(takeMemory()).not.toBe(memory);
  });
});
