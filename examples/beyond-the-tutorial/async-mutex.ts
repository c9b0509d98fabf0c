// Tasks share one thread, so nothing comes between two lines, unless there is
// an await between them: there others have their turn, and a deposit is lost. A
// lock of asyncio, held over the await, keeps the other tasks out. A lock of
// threads must not be held over an await: the next task that wants it stops the
// whole thread, its owner included.
import { print, shared, Lock as ThreadLock } from 'threadlanes';
import { gather, Lock, run, sleep } from 'threadlanes/asyncio';

const balance = shared(0);
const threadLock = new ThreadLock();

async function deposit(amount: number) {
  const before = balance.value;
  await sleep(1); // asks the bank; the other tasks go on meanwhile
  balance.value = before + amount;
}

async function depositWithTaskLock(amount: number, lock: Lock) {
  await lock.acquire(); // the others wait too, but the thread goes on
  try {
    await deposit(amount);
  } finally {
    lock.release();
  }
}

async function depositWithThreadLock(amount: number) {
  threadLock.acquire(); // blocks the thread: then who should release it?
  try {
    await deposit(amount);
  } finally {
    threadLock.release();
  }
}

async function depositTwice(variant: string) {
  const lock = new Lock();
  if (variant === 'task-lock') await gather(depositWithTaskLock(10, lock), depositWithTaskLock(20, lock));
  else if (variant === 'thread-lock') await gather(depositWithThreadLock(10), depositWithThreadLock(20));
  else await gather(deposit(10), deposit(20));
  print(`balance: ${balance.value}`);
}

export function main(variant: 'no-lock' | 'task-lock' | 'thread-lock') {
  run(depositTwice(variant));
  return balance.value;
}
