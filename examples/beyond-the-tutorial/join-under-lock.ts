// A server is shut down. The one who does it holds the lock of the log and
// waits for the worker to end; but the worker wants to write a last line, for
// which it needs that lock. Both wait for ever. Let go of the lock before you
// wait for a thread.
import { Lock, print, sleep, Thread } from 'threadlanes';

const log = new Lock();

export function serve() {
  sleep(1); // the last request
  log.acquire();
  try {
    print('last request served');
  } finally {
    log.release();
  }
}

function shutDownHoldingTheLock(worker: Thread) {
  log.acquire();
  try {
    print('shutting down');
    worker.join(); // with the lock in hand
  } finally {
    log.release();
  }
}

function shutDown(worker: Thread) {
  log.acquire();
  try {
    print('shutting down');
  } finally {
    log.release();
  }
  worker.join(); // the lock is free again
}

export function main(variant: 'join-with-lock' | 'join-without-lock') {
  const worker = new Thread({ name: 'worker', target: serve });
  worker.start();
  if (variant === 'join-without-lock') shutDown(worker);
  else shutDownHoldingTheLock(worker);
  print('down');
}
