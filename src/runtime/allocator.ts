/**
 * Blocks of shared memory by size class: powers of two from 16 bytes, each with a list of freed blocks.
 * Addresses are word indices. In a live run one lock guards all of it: the words of the lists are only read and
 * written between taking it (compareExchange) and giving it up (store), so each owner sees what the last one wrote.
 */
import { Control, type Memory, memoryBytes } from './memory.js';
import { lockWord, unlockWord } from './wordLock.js';

const smallestShift = 4;

export class Allocator {
  constructor(
    readonly memory: Memory,
    readonly locks: boolean,
  ) {}

  /** Address of at least `bytes` bytes, with old content. Throws when the run's memory is full. */
  allocate(bytes: number): number {
    const shift = sizeShift(bytes);
    const { words } = this.memory;
    this.#lock();
    const list = Control.FreeLists + shift;
    let address = words[list] as number;
    if (address !== 0) words[list] = words[address] as number;
    else {
      address = aligned(words[Control.HeapTop] as number, shift);
      const top = address + (1 << (shift - 2));
      if (top * 4 <= memoryBytes) words[Control.HeapTop] = top;
      else address = 0;
    }
    this.#unlock();
    if (address === 0) {
      throw new RangeError(`the program's shared memory is full (${memoryBytes / 1024 / 1024} MB)`);
    }
    return address;
  }

  /** Gives back a block of `bytes` bytes. */
  free(address: number, bytes: number): void {
    const list = Control.FreeLists + sizeShift(bytes);
    const { words } = this.memory;
    this.#lock();
    words[address] = words[list] as number;
    words[list] = address;
    this.#unlock();
  }

  #lock(): void {
    if (this.locks) lockWord(this.memory.words, Control.HeapLock);
  }
  #unlock(): void {
    if (this.locks) unlockWord(this.memory.words, Control.HeapLock);
  }
}

function sizeShift(bytes: number): number {
  return Math.max(smallestShift, 32 - Math.clz32(Math.max(bytes, 1) - 1));
}

/** Blocks of a cache line or more begin on one, so that two objects never share a line. */
function aligned(address: number, shift: number): number {
  const step = 1 << (Math.min(shift, 6) - 2);
  return (address + step - 1) & -step;
}
