// Two threads come to a deadlock, or one to a wait without end, at a time that they say; a third one works on meanwhile.
import { Barrier, Event, Lock, print, sleep, Thread } from 'threadlanes';

const a = new Lock();
const b = new Lock();
const never = new Event();
const both = new Barrier(2);

export function take(first: Lock, second: Lock) {
  first.acquire();
  both.wait();
  print(String(Date.now()));
  second.acquire();
}

export function workOn() {
  for (let i = 0; i < 20; i++) sleep(0.02);
}

export function main(variant: string) {
  if (variant === 'stall') {
    print(String(Date.now()));
    never.wait();
    return;
  }
  new Thread({ target: workOn }).start();
  new Thread({ target: take, args: [a, b], daemon: true }).start();
  new Thread({ target: take, args: [b, a], daemon: true }).start();
}
