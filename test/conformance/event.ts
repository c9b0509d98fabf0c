// threading.Event
import { Event, Queue, Thread } from 'threadlanes';
import { attempt, tell, tookAtLeast } from './lines.js';

const event = new Event();
const passed = new Queue<string>();

export function waitAndReport(name: string) {
  event.wait();
  passed.put(name);
}

export function waitWithTimeout() {
  tell(event.wait(60));
}

export function raise() {
  event.set();
}

function waiter(name: string) {
  const thread = new Thread({ target: waitAndReport, args: [name] });
  thread.start();
  return thread;
}

export function isDownAtFirst() {
  tell(event.isSet());
}

export function setRaisesTheFlag() {
  attempt(() => event.set());
  tell(event.isSet());
}

export function clearLowersTheFlag() {
  event.set();
  attempt(() => event.clear());
  tell(event.isSet());
}

export function setAndClearMayBeCalledAgain() {
  event.clear();
  event.set();
  event.set();
  tell(event.isSet());
  event.clear();
  event.clear();
  tell(event.isSet());
}

export function waitDoesNotWaitForARaisedFlag() {
  event.set();
  tell(event.wait(), event.wait(60), event.wait(0), event.wait(-1));
  tell(event.isSet());
}

export function waitWaitsForSet() {
  const thread = waiter('a');
  attempt(() => passed.get(true, 0.02));
  event.set();
  tell(passed.get());
  thread.join();
}

export function setLetsAllGoOn() {
  const threads = ['a', 'b', 'c'].map(waiter);
  event.set();
  for (const thread of threads) thread.join();
  tell([passed.get(), passed.get(), passed.get()].sort());
}

export function anyThreadMaySet() {
  const thread = new Thread({ target: raise });
  thread.start();
  tell(event.wait());
  thread.join();
}

export function waitAnswersTrueWithinTheTimeout() {
  const thread = new Thread({ target: waitWithTimeout });
  thread.start();
  event.set();
  thread.join();
}

export function timeoutPasses() {
  tell(tookAtLeast(0.03, () => tell(event.wait(0.03))));
  tell(event.isSet());
}

export function timeoutOfZeroOrLess() {
  tell(event.wait(0), event.wait(-1));
}

export function waitsAgainAfterClear() {
  event.set();
  event.wait();
  event.clear();
  tell(event.wait(0.01));
  const thread = waiter('a');
  attempt(() => passed.get(true, 0.02));
  event.set();
  thread.join();
  tell(passed.get());
}

const cases: Record<string, () => void> = {
  isDownAtFirst,
  setRaisesTheFlag,
  clearLowersTheFlag,
  setAndClearMayBeCalledAgain,
  waitDoesNotWaitForARaisedFlag,
  waitWaitsForSet,
  setLetsAllGoOn,
  anyThreadMaySet,
  waitAnswersTrueWithinTheTimeout,
  timeoutPasses,
  timeoutOfZeroOrLess,
  waitsAgainAfterClear,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
