/** When a waiter may proceed: one pure rule a kind of object, on its words. The detectors have the same rules on the model. */
import { ObjectKind } from '../trace/vocabulary.js';
import { bodyAt, Header } from './memory.js';

/** As what a thread waits in an object's list. */
export const WaitClass = { Owner: 1, Getter: 2, Putter: 3, Joiner: 4 } as const;

export const LockWords = { State: bodyAt } as const;
/** Lock state: block number of the owner, and a bit that says that somebody waits. */
export const lockOwnerMask = 0xffff;
export const lockWaitersBit = 0x10000;

export const QueueWords = {
  Capacity: bodyAt,
  Length: bodyAt + 1,
  First: bodyAt + 2,
  Last: bodyAt + 3,
} as const;
export const SharedWords = {
  Number: bodyAt,
  Form: bodyAt + 2,
  Address: bodyAt + 3,
  Length: bodyAt + 4,
} as const;
export const ThreadWords = {
  Id: bodyAt,
  Stage: bodyAt + 1,
  Message: bodyAt + 2,
  MessageLength: bodyAt + 3,
  Name: bodyAt + 4,
  NameLength: bodyAt + 5,
  Daemon: bodyAt + 6,
} as const;
export const Stage = { New: 0, Started: 1, Ended: 2 } as const;

export function mayProceed(words: Int32Array, object: number, waitClass: number): boolean {
  switch (words[object + Header.Kind]) {
    case ObjectKind.Lock:
      return (Atomics.load(words, object + LockWords.State) & lockOwnerMask) === 0;
    case ObjectKind.Thread:
      return words[object + ThreadWords.Stage] === Stage.Ended;
    case ObjectKind.Queue: {
      const length = words[object + QueueWords.Length] as number;
      const capacity = words[object + QueueWords.Capacity] as number;
      return waitClass === WaitClass.Getter ? length > 0 : capacity <= 0 || length < capacity;
    }
    default:
      return false;
  }
}
