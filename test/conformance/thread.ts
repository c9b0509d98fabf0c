// threading.Thread, and the functions that tell of threads
import {
  activeCount,
  currentThread,
  Event,
  enumerate,
  getIdent,
  getNativeId,
  Lock,
  mainThread,
  Queue,
  sleep,
  Thread,
} from 'threadlanes';
import { attempt, tell, tookAtLeast } from './lines.js';

const mayEnd = new Event();
const running = new Event();
const results = new Queue<unknown>();

export class Greeter extends Thread {
  greeting: string;

  constructor(name: string, greeting: string) {
    super({ name });
    this.greeting = greeting;
  }

  override run() {
    tell(`${this.greeting} from ${this.name}`, currentThread() === this);
  }
}

export class Plain extends Thread {}

export function greet() {
  tell('hello');
}

export function tellArguments(...values: unknown[]) {
  tell(values);
}

export function linger() {
  running.set();
  mayEnd.wait();
}

export function fail() {
  throw new TypeError('the thread fails');
}

export function tellWhoIAm() {
  const me = currentThread();
  tell(me.name, me.isAlive(), me.ident === getIdent(), me === mainThread(), me.daemon);
}

export function joinMyself() {
  attempt(() => currentThread().join());
}

export function joinOther(thread: Thread) {
  thread.join();
  tell('the other has ended');
}

export function startAnother() {
  const thread = new Thread({ target: greet });
  thread.start();
  thread.join();
}

export function startDaemonChild() {
  tell(new Thread({ target: greet }).daemon, new Thread({ target: greet, daemon: false }).daemon);
}

export function tellLate() {
  mayEnd.wait();
  sleep(0.02);
  tell('after main');
}

export function tellNever() {
  sleep(60);
  tell('never');
}

export function callMethods(lock: Lock, queue: Queue<unknown>) {
  queue.put(lock.locked());
}

export function reportIdent() {
  results.put(getIdent());
}

function started(...threads: Thread[]) {
  for (const thread of threads) thread.start();
  return threads;
}

function joined(...threads: Thread[]) {
  for (const thread of threads) thread.join();
}

/** A thread that runs until mayEnd is set. */
function lasting() {
  const thread = new Thread({ target: linger });
  thread.start();
  running.wait();
  return thread;
}

export function callsItsTarget() {
  joined(...started(new Thread({ target: greet })));
}

export function withoutTargetItDoesNothing() {
  const [thread] = started(new Thread());
  thread?.join();
  tell(thread?.isAlive());
}

export function passesArguments() {
  joined(...started(new Thread({ target: tellArguments, args: [1, 'two', [3], null] })));
  joined(...started(new Thread({ target: tellArguments })));
}

export function sharedArgumentsStayTheSame() {
  const lock = new Lock();
  lock.acquire();
  joined(...started(new Thread({ target: callMethods, args: [lock, results] })));
  tell(results.get());
}

export function subclassOverridesRun() {
  joined(...started(new Greeter('Ann', 'good morning')));
}

export function runMayBeCalledDirectly() {
  new Thread({ target: tellWhoIAm }).run();
  new Thread().run();
}

export function defaultNames() {
  tell(new Thread({ target: greet }).name, new Thread().name, new Plain().name);
  tell(new Thread({ target: fail }).name);
}

export function givenNames() {
  tell(new Thread({ name: 'worker' }).name, new Thread({ name: 'worker' }).name);
  tell(new Thread({ name: '' }).name);
}

export function nameMayBeChanged() {
  const thread = new Thread({ target: tellWhoIAm, name: 'before' });
  thread.name = 'after';
  tell(thread.name);
  joined(...started(thread));
  thread.name = 'ended';
  tell(thread.name);
}

export function nameOfARunningThreadMayBeChanged() {
  const thread = lasting();
  thread.name = 'new name';
  tell(enumerate().map((each) => each.name));
  mayEnd.set();
  thread.join();
}

export function identIsGivenByStart() {
  const thread = new Thread({ target: reportIdent });
  tell(thread.ident, thread.nativeId);
  joined(...started(thread));
  tell(results.get() === thread.ident, thread.ident !== 0);
  tell(typeof thread.ident === 'number', typeof thread.nativeId === 'number');
}

export function identsDiffer() {
  const thread = lasting();
  tell(thread.ident !== getIdent(), getIdent() === mainThread().ident);
  tell(thread.nativeId !== getNativeId(), getNativeId() === currentThread().nativeId);
  mayEnd.set();
  thread.join();
}

export function isAliveFromStartToEnd() {
  const thread = new Thread({ target: linger });
  tell(thread.isAlive());
  thread.start();
  tell(thread.isAlive());
  mayEnd.set();
  thread.join();
  tell(thread.isAlive());
}

export function startTwiceIsAnError() {
  const thread = lasting();
  attempt(() => thread.start());
  mayEnd.set();
  thread.join();
  attempt(() => thread.start());
}

export function joinBeforeStartIsAnError() {
  attempt(() => new Thread({ target: greet }).join());
  attempt(() => new Thread({ target: greet }).join(0));
}

export function joinOfItselfIsAnError() {
  attempt(() => currentThread().join());
  joined(...started(new Thread({ target: joinMyself })));
}

export function joinMayBeCalledAgain() {
  const [thread] = started(new Thread({ target: greet }));
  attempt(() => thread?.join());
  attempt(() => thread?.join());
  attempt(() => thread?.join(1));
}

export function joinTimesOut() {
  const thread = lasting();
  tell(tookAtLeast(0.03, () => attempt(() => thread.join(0.03))));
  tell(thread.isAlive());
  thread.join(0);
  thread.join(-1);
  tell(thread.isAlive());
  mayEnd.set();
  thread.join(60);
  tell(thread.isAlive());
}

export function manyMayJoin() {
  const thread = lasting();
  const joiners = started(
    new Thread({ target: joinOther, args: [thread] }),
    new Thread({ target: joinOther, args: [thread] }),
  );
  mayEnd.set();
  joined(...joiners);
}

export function joinWaitsForTheEnd() {
  const thread = lasting();
  const [joiner] = started(new Thread({ target: joinOther, args: [thread] }));
  joiner?.join(0.02);
  tell(joiner?.isAlive());
  mayEnd.set();
  joiner?.join();
}

export function anErrorEndsItsThreadOnly() {
  const [thread] = started(new Thread({ target: fail }));
  attempt(() => thread?.join());
  tell(thread?.isAlive(), activeCount());
}

export function threadsMayStartThreads() {
  joined(...started(new Thread({ target: startAnother })));
}

export function daemonIsInherited() {
  tell(currentThread().daemon, new Thread().daemon, new Thread({ daemon: true }).daemon);
  joined(...started(new Thread({ target: startDaemonChild, daemon: true })));
  joined(...started(new Thread({ target: startDaemonChild })));
}

export function daemonMayBeSetBeforeStart() {
  const thread = new Thread({ target: tellWhoIAm, name: 'd' });
  thread.daemon = true;
  tell(thread.daemon);
  joined(...started(thread));
}

export function daemonOfAStartedThreadIsAnErrorToSet() {
  const thread = lasting();
  attempt(() => {
    thread.daemon = true;
  });
  tell(thread.daemon);
  mayEnd.set();
  thread.join();
  attempt(() => {
    currentThread().daemon = true;
  });
}

export function programWaitsForThreads() {
  started(new Thread({ target: tellLate }));
  tell('main ends');
  mayEnd.set();
}

export function programDoesNotWaitForDaemons() {
  started(new Thread({ target: tellNever, daemon: true }));
  tell('main ends');
}

export function programWaitsForThreadsBesideDaemons() {
  started(new Thread({ target: tellNever, daemon: true }), new Thread({ target: tellLate }));
  tell('main ends');
  mayEnd.set();
}

export function aDaemonMayEndBefore() {
  joined(...started(new Thread({ target: greet, daemon: true })));
}

export function mainIsAThread() {
  const main = mainThread();
  tell(main.name, main.daemon, main.isAlive(), main === currentThread());
}

export function currentThreadIsTheThread() {
  const [thread] = started(new Thread({ target: tellWhoIAm, name: 'me' }));
  thread?.join();
  const again = currentThread();
  tell(currentThread() === again);
}

export function enumerateNamesTheLiving() {
  const unstarted = new Thread({ target: greet, name: 'unstarted' });
  const [ended] = started(new Thread({ target: greet, name: 'ended' }));
  ended?.join();
  const thread = lasting();
  tell(enumerate().map((each) => each.name));
  tell(enumerate().includes(thread), enumerate().includes(unstarted), enumerate().includes(currentThread()));
  mayEnd.set();
  thread.join();
  tell(enumerate().length);
}

export function activeCountIsHowManyEnumerateNames() {
  tell(activeCount());
  const threads = [lasting(), lasting()];
  tell(activeCount(), enumerate().length);
  mayEnd.set();
  joined(...threads);
  tell(activeCount(), enumerate().length);
}

export function daemonsAreEnumerated() {
  started(new Thread({ target: tellNever, daemon: true, name: 'daemon' }));
  tell(enumerate().map((each) => each.name));
}

export function sleepTakesItsTime() {
  tell(tookAtLeast(0.03, () => sleep(0.03)));
  attempt(() => sleep(0));
  attempt(() => sleep(-1));
}

const cases: Record<string, () => void> = {
  callsItsTarget,
  withoutTargetItDoesNothing,
  passesArguments,
  sharedArgumentsStayTheSame,
  subclassOverridesRun,
  runMayBeCalledDirectly,
  defaultNames,
  givenNames,
  nameMayBeChanged,
  nameOfARunningThreadMayBeChanged,
  identIsGivenByStart,
  identsDiffer,
  isAliveFromStartToEnd,
  startTwiceIsAnError,
  joinBeforeStartIsAnError,
  joinOfItselfIsAnError,
  joinMayBeCalledAgain,
  joinTimesOut,
  manyMayJoin,
  joinWaitsForTheEnd,
  anErrorEndsItsThreadOnly,
  threadsMayStartThreads,
  daemonIsInherited,
  daemonMayBeSetBeforeStart,
  daemonOfAStartedThreadIsAnErrorToSet,
  programWaitsForThreads,
  programDoesNotWaitForDaemons,
  programWaitsForThreadsBesideDaemons,
  aDaemonMayEndBefore,
  mainIsAThread,
  currentThreadIsTheThread,
  enumerateNamesTheLiving,
  activeCountIsHowManyEnumerateNames,
  daemonsAreEnumerated,
  sleepTakesItsTime,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
