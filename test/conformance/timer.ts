// threading.Timer
import { currentThread, Event, Queue, Thread, Timer } from 'threadlanes';
import { attempt, tell, tookAtLeast } from './lines.js';

const called = new Event();
const got = new Queue<unknown>();

export function call(...values: unknown[]) {
  got.put(values);
  called.set();
}

export function tellThread() {
  tell(currentThread() instanceof Thread, currentThread().isAlive());
}

export function callsItsFunctionWithItsArguments() {
  const timer = new Timer(0.01, call, [1, 'two']);
  timer.start();
  timer.join();
  tell(got.get());
  const other = new Timer(0, call);
  other.start();
  other.join();
  tell(got.get());
}

export function waitsItsInterval() {
  const timer = new Timer(0.03, call);
  tell(
    tookAtLeast(0.03, () => {
      timer.start();
      called.wait();
    }),
  );
  timer.join();
  tell(timer.isAlive());
}

export function callsOnce() {
  const timer = new Timer(0.01, call);
  timer.start();
  timer.join();
  tell(got.qsize());
  attempt(() => timer.start());
}

export function cancelledItDoesNotCall() {
  const timer = new Timer(60, call);
  timer.start();
  attempt(() => timer.cancel());
  timer.join();
  tell(called.isSet(), timer.isAlive());
}

export function cancelledBeforeStartItDoesNotCall() {
  const timer = new Timer(0.01, call);
  timer.cancel();
  timer.start();
  timer.join();
  tell(called.isSet());
}

export function cancelAfterTheCallDoesNothing() {
  const timer = new Timer(0.01, call);
  timer.start();
  timer.join();
  attempt(() => timer.cancel());
  attempt(() => timer.cancel());
  tell(got.qsize());
}

export function isAThread() {
  const timer = new Timer(60, call);
  tell(timer instanceof Thread, timer.name, timer.daemon, timer.isAlive(), timer.ident);
  attempt(() => timer.join());
  timer.start();
  tell(timer.isAlive());
  timer.cancel();
  timer.join();
}

export function tellsItsInterval() {
  tell(new Timer(60, call).interval);
}

export function callsInItsOwnThread() {
  const timer = new Timer(0, tellThread);
  timer.start();
  timer.join();
}

const cases: Record<string, () => void> = {
  callsItsFunctionWithItsArguments,
  waitsItsInterval,
  callsOnce,
  cancelledItDoesNotCall,
  cancelledBeforeStartItDoesNotCall,
  cancelAfterTheCallDoesNothing,
  isAThread,
  tellsItsInterval,
  callsInItsOwnThread,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
