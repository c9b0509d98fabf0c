// multiprocessing.Process, and the functions that tell of processes
import { currentThread, Lock, shared, sleep, Thread } from 'threadlanes';
import {
  activeChildren,
  cpuCount,
  currentProcess,
  Event,
  getpid,
  getppid,
  Process,
  parentProcess,
  Queue,
} from 'threadlanes/multiprocessing';
import { attempt, tell, tookAtLeast } from './lines.js';

const counter = shared(0);

export class Greeter extends Process {
  greeting: string;

  constructor(greeting: string) {
    super();
    this.greeting = greeting;
  }

  override run() {
    tell(`${this.greeting} from ${this.name}`);
  }
}

export function greet() {
  tell('hello');
}

export function tellArguments(...values: unknown[]) {
  tell(values);
}

export function fail() {
  throw new TypeError('the process fails');
}

export function waitFor(event: Event) {
  event.wait();
}

export function waitWithin(running: Event, event: Event) {
  try {
    running.set();
    event.wait();
  } finally {
    tell('unwound');
  }
}

export function tellWhoIAm() {
  const me = currentProcess();
  tell(me.name, me.daemon, me.isAlive(), me.exitcode, me.pid === getpid());
  tell(currentThread().name);
}

export function tellMyParent(pid: number) {
  tell(getppid() === pid, parentProcess()?.name, parentProcess()?.pid === pid, getpid() === pid);
}

export function reportPid(queue: Queue<number>) {
  queue.put(getpid());
}

export function countUp() {
  counter.value += 1;
  tell(counter.value);
}

export function startChild() {
  const child = new Process({ target: tellWhoIAm });
  attempt(() => child.start());
  attempt(() => child.join());
}

export function haveChild() {
  joined(...started(new Process({ target: tellWhoIAm })));
}

export function nameChild() {
  tell(new Process({ target: greet }).name);
}

export function tellChildren() {
  tell(activeChildren().length);
}

export function tellInThread() {
  sleep(0.01);
  tell('a thread of the process');
}

export function startThread() {
  new Thread({ target: tellInThread }).start();
}

export function tellLate(running: Event, event: Event) {
  running.set();
  event.wait();
  sleep(0.02);
  tell('after main');
}

function started(...processes: Process[]) {
  for (const process of processes) process.start();
  return processes;
}

function joined(...processes: Process[]) {
  for (const process of processes) process.join();
}

export function callsItsTarget() {
  joined(...started(new Process({ target: greet })));
}

export function withoutTargetItDoesNothing() {
  const process = new Process();
  process.start();
  process.join();
  tell(process.exitcode);
}

export function passesArguments() {
  joined(...started(new Process({ target: tellArguments, args: [1, 'two', [3], null] })));
}

export function subclassOverridesRun() {
  joined(...started(new Greeter('good morning')));
}

export function runMayBeCalledDirectly() {
  new Process({ target: greet }).run();
}

export function defaultNames() {
  tell(new Process().name, new Process({ target: greet }).name, new Greeter('hi').name);
  joined(...started(new Process({ target: nameChild })));
}

export function givenNames() {
  const process = new Process({ name: 'worker', target: tellWhoIAm });
  tell(process.name);
  process.name = 'renamed';
  tell(process.name);
  joined(...started(process));
}

export function pidIsGivenByStart() {
  const queue = new Queue<number>();
  const process = new Process({ target: reportPid, args: [queue] });
  tell(process.pid, process.ident);
  process.start();
  tell(queue.get() === process.pid, process.pid === process.ident, process.pid !== getpid());
  process.join();
}

export function knowsItsParent() {
  joined(...started(new Process({ target: tellMyParent, args: [getpid()] })));
}

export function mainIsAProcess() {
  tell(currentProcess().name, currentProcess().daemon, parentProcess(), currentProcess().pid === getpid());
}

export function isAliveFromStartToEnd() {
  const event = new Event();
  const process = new Process({ target: waitFor, args: [event] });
  tell(process.isAlive(), process.exitcode);
  process.start();
  tell(process.isAlive(), process.exitcode);
  event.set();
  process.join();
  tell(process.isAlive(), process.exitcode);
}

export function startTwiceIsAnError() {
  const event = new Event();
  const process = new Process({ target: waitFor, args: [event] });
  process.start();
  attempt(() => process.start());
  event.set();
  process.join();
  attempt(() => process.start());
}

export function joinBeforeStartIsAnError() {
  attempt(() => new Process({ target: greet }).join());
}

export function joinMayBeCalledAgain() {
  const [process] = started(new Process({ target: greet }));
  attempt(() => process?.join());
  attempt(() => process?.join());
}

export function joinTimesOut() {
  const event = new Event();
  const process = new Process({ target: waitFor, args: [event] });
  process.start();
  tell(tookAtLeast(0.03, () => attempt(() => process.join(0.03))));
  tell(process.exitcode, process.isAlive());
  event.set();
  process.join(60);
  tell(process.exitcode);
}

export function exitcodeOfAnError() {
  const [process] = started(new Process({ target: fail }));
  process?.join();
  tell(process?.exitcode, process?.isAlive());
}

export function terminateEndsIt() {
  const running = new Event();
  const event = new Event();
  const process = new Process({ target: waitWithin, args: [running, event] });
  process.start();
  running.wait();
  attempt(() => process.terminate());
  process.join();
  tell(process.isAlive(), process.exitcode);
}

export function killEndsIt() {
  const running = new Event();
  const event = new Event();
  const process = new Process({ target: waitWithin, args: [running, event] });
  process.start();
  running.wait();
  attempt(() => process.kill());
  process.join();
  tell(process.isAlive(), process.exitcode);
}

export function terminateOfAnEndedOneDoesNothing() {
  const [process] = started(new Process({ target: greet }));
  process?.join();
  attempt(() => process?.terminate());
  attempt(() => process?.kill());
  tell(process?.exitcode);
}

export function daemonIsInherited() {
  tell(currentProcess().daemon, new Process().daemon, new Process({ daemon: true }).daemon);
  joined(...started(new Process({ target: tellWhoIAm, name: 'd', daemon: true })));
}

export function daemonMayBeSetBeforeStart() {
  const event = new Event();
  const process = new Process({ target: waitFor, args: [event] });
  process.daemon = true;
  tell(process.daemon);
  process.start();
  attempt(() => {
    process.daemon = false;
  });
  event.set();
  process.join();
}

export function daemonsMayHaveNoChildren() {
  joined(...started(new Process({ target: startChild, daemon: true })));
}

export function othersMayHaveChildren() {
  joined(...started(new Process({ target: haveChild })));
}

export function programWaitsForProcesses() {
  const running = new Event();
  const event = new Event();
  new Process({ target: tellLate, args: [running, event] }).start();
  running.wait();
  tell('main ends');
  event.set();
}

export function programTerminatesDaemons() {
  const running = new Event();
  const event = new Event();
  new Process({ target: tellLate, args: [running, event], daemon: true }).start();
  running.wait();
  tell('main ends');
}

export function processWaitsForItsThreads() {
  joined(...started(new Process({ target: startThread })));
  tell('joined');
}

export function hasAMemoryOfItsOwn() {
  counter.value = 5;
  joined(...started(new Process({ target: countUp })));
  joined(...started(new Process({ target: countUp })));
  tell(counter.value);
}

export function threadingLocksCannotBeGiven() {
  attempt(() => new Process({ target: tellArguments, args: [new Lock()] }).start());
}

export function activeChildrenAreTheLiving() {
  const event = new Event();
  const process = new Process({ target: waitFor, args: [event] });
  tell(activeChildren().length);
  process.start();
  const other = new Process({ target: tellChildren });
  other.start();
  other.join();
  tell(activeChildren().map((each) => each === process));
  event.set();
  process.join();
  tell(activeChildren().length);
}

export function closeGivesItUp() {
  const [process] = started(new Process({ target: greet }));
  process?.join();
  attempt(() => process?.close());
  attempt(() => process?.isAlive());
  attempt(() => process?.join());
  attempt(() => process?.exitcode);
  attempt(() => process?.pid);
  attempt(() => process?.start());
  attempt(() => process?.terminate());
  attempt(() => process?.close());
  tell(process?.name);
}

export function closeOfARunningOneIsAnError() {
  const event = new Event();
  const process = new Process({ target: waitFor, args: [event] });
  process.start();
  attempt(() => process.close());
  event.set();
  process.join();
  attempt(() => process.close());
}

export function thereAreProcessors() {
  tell(cpuCount() >= 1);
}

const cases: Record<string, () => void> = {
  callsItsTarget,
  withoutTargetItDoesNothing,
  passesArguments,
  subclassOverridesRun,
  runMayBeCalledDirectly,
  defaultNames,
  givenNames,
  pidIsGivenByStart,
  knowsItsParent,
  mainIsAProcess,
  isAliveFromStartToEnd,
  startTwiceIsAnError,
  joinBeforeStartIsAnError,
  joinMayBeCalledAgain,
  joinTimesOut,
  exitcodeOfAnError,
  terminateEndsIt,
  killEndsIt,
  terminateOfAnEndedOneDoesNothing,
  daemonIsInherited,
  daemonMayBeSetBeforeStart,
  daemonsMayHaveNoChildren,
  othersMayHaveChildren,
  programWaitsForProcesses,
  programTerminatesDaemons,
  processWaitsForItsThreads,
  hasAMemoryOfItsOwn,
  threadingLocksCannotBeGiven,
  activeChildrenAreTheLiving,
  closeGivesItUp,
  closeOfARunningOneIsAnError,
  thereAreProcessors,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
