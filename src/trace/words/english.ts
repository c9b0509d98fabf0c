/** What is said about a trace, in English. */
import type { Phrases } from './phrases.js';

export const english: Phrases = {
  deadlock: (story) => `Deadlock: ${story}. None of them can ever go on.`,
  deadlockEdge: (thread, held, heldAt, wanted, wantedAt) =>
    `${thread} holds ${held}${heldAt} and waits for ${wanted}${wantedAt}`,
  deadlockEdgeOfEnd: (thread, _held, _heldAt, wanted, wantedAt) =>
    `${thread} cannot end, because it waits for ${wanted}${wantedAt}`,
  potentialDeadlock: (story) => `A deadlock in another schedule: ${story}.`,
  lockOrderEdge: (thread, held, heldAt, wanted, wantedAt) =>
    `${thread} takes ${held}${heldAt} and, while it holds it, ${wanted}${wantedAt}`,
  lostWakeup: (condition, notifier, notifiedAt, waiter, waitsAt) =>
    `Lost wake-up: ${notifier} notified ${condition}${notifiedAt} while nobody waited for it, and ${waiter} waits for ever${waitsAt}.`,
  heldAtEnd: (thread, lock, takenAt) => `${thread} ended and still holds ${lock}${takenAt}.`,
  overRelease: (thread, object, at) => `${thread} released ${object} more often than it was taken${at}.`,
  checkThenAct: (object, check, between, act) =>
    `Check-then-act on ${object}: ${check}; then ${between}, so that what was seen no longer holds; then ${act}.`,
  stall: (waits) => `Stalled: nobody can ever go on. ${waits}.`,
  stallWait: (thread, object, at) => `${thread} waits for ${object}${at}`,
  poolExhausted: (pool, workers) =>
    `All ${workers} workers of ${pool} wait for tasks of ${pool} itself, and nobody is left to carry those out.`,
  race: (object, first, second) => `Race on ${object}: ${first} and ${second}, and nothing orders the two.`,
  reads: (thread, at) => `${thread} reads it${at}`,
  writes: (thread, at) => `${thread} writes it${at}`,
  exception: (thread, message, at) => `${thread} ended with an exception${at}: ${message}`,
  at: (path, line) => ` (${path}:${line})`,
  join: '; ',
  appears: (thread) => `${thread} appears`,
  made: (thread, object) => `${thread} makes ${object}`,
  asksFor: (thread, task) => `${thread} makes a future for ${task}`,
  beginsTask: (thread, task) => `${thread} begins ${task}`,
  endsTask: (thread, task) => `${thread} is done with ${task}`,
  starts: (thread, other) => `${thread} starts ${other}`,
  begins: (thread) => `${thread} begins`,
  ends: (thread) => `${thread} ends`,
  endsRaised: (thread) => `${thread} ends with an exception`,
  switches: (thread, next) => `the scheduler lets ${next} go on instead of ${thread}`,
  blocks: (thread, object, holder, since) =>
    `${thread} asks for ${object}, held by ${holder} since ${since}, and blocks`,
  blocksUnheld: (thread, object) => `${thread} has to wait for ${object}`,
  waitsForEnd: (thread, other) => `${thread} waits until ${other} ends`,
  timedOut: (thread) => `${thread} waited long enough and gives up`,
  hasWork: (thread, object) => `${thread} looks again for what ${object} has to run`,
  acquires: (thread, object) => `${thread} takes ${object}`,
  heldAtFork: (thread, object) => `${thread} held ${object} when this process was forked, and is not in it`,
  releases: (thread, object) => `${thread} releases ${object}`,
  givesWay: (thread, at, next) => `${thread} gives way${at} to ${next}`,
  releaseFailed: (thread, object) => `${thread} releases ${object}, which is not taken`,
  tryFailed: (thread, object) => `${thread} tries ${object} without waiting, in vain`,
  puts: (thread, item, object) => `${thread} puts ${item} into ${object}`,
  gets: (thread, object) => `${thread} gets an item out of ${object}`,
  readsValue: (thread, object, value) => `${thread} reads ${value} from ${object}`,
  writesValue: (thread, object, value) => `${thread} writes ${value} to ${object}`,
  sleeps: (thread, time) => `${thread} sleeps for ${time}`,
  wakes: (thread) => `${thread} wakes up`,
  joined: (thread, other) => `${thread} has seen ${other} end`,
  prints: (thread, text) => `${thread} prints "${text}"`,
  raises: (thread, message) => `${thread} throws ${message}`,
  isDaemon: (thread) => `${thread} is a daemon now: the program does not wait for its end`,
  isNoDaemon: (thread) => `${thread} is no daemon any more: the program waits for its end`,
  named: (thread, name) => `${thread} is now called ${name}`,
  terminates: (thread, other) => `${thread} ends ${other} by force`,
  endsCancelled: (thread) => `${thread} is cancelled`,
  endsForced: (thread) => `${thread} is ended by force`,
  acquiresAgain: (thread, object, depth) => `${thread} takes ${object} again (depth ${depth})`,
  releasesOne: (thread, object, depth) => `${thread} gives back one level of ${object} (depth ${depth})`,
  takesPermit: (thread, object, left) => `${thread} takes a permit of ${object}; ${left} left`,
  givesPermits: (thread, object, count, free) =>
    `${thread} gives ${count === 1 ? 'a permit' : `${count} permits`} of ${object} back; ${free} free`,
  blocksOnPermit: (thread, object) =>
    `${thread} asks for a permit of ${object}; there is none, and it blocks`,
  blocksOnEmpty: (thread, object) => `${thread} wants something out of ${object}, which is empty, and waits`,
  blocksOnFull: (thread, object) =>
    `${thread} wants to put something into ${object}, which is full, and waits`,
  waitsForNotice: (thread, object) => `${thread} waits to be notified by ${object}`,
  waitsUntilSet: (thread, object) => `${thread} waits until ${object} is set`,
  waitsForOthers: (thread, object) => `${thread} waits at ${object} for the others`,
  waitsForResult: (thread, object) => `${thread} waits for the result of ${object}`,
  waitsForTasks: (thread, object) => `${thread} waits until all tasks of ${object} are done`,
  isIdle: (thread, object) => `${thread} has nothing to do and waits for work from ${object}`,
  getsItem: (thread, item, object) => `${thread} gets ${item} out of ${object}`,
  sends: (thread, item, object) => `${thread} sends ${item} to ${object}`,
  receives: (thread, item, object) => `${thread} receives ${item} from ${object}`,
  passes: (thread, object) => `${thread} goes on: ${object} lets it through`,
  passesBarrier: (thread, object, place) => `${thread} goes on past ${object}, as number ${place}`,
  notifies: (thread, object, count, waiting) =>
    `${thread} notifies ${count} of the ${waiting} that wait for ${object}`,
  sets: (thread, object) => `${thread} sets ${object}`,
  clears: (thread, object) => `${thread} clears ${object}`,
  nowIs: (thread, object, state) => `${thread} makes ${object} ${state}`,
  taskDone: (thread, object, left) => `${thread} says that a task of ${object} is done; ${left} left`,
  computes: (thread, time) => `${thread} wants to compute for ${time}`,
  dispatched: (thread, processor) => `${thread} gets processor ${processor}`,
  preempted: (thread, left) => `${thread} has to give its processor up with ${left} of work left`,
  computed: (thread) => `${thread} has computed`,
  readsAtomically: (thread, object, value) => `${thread} reads ${value} from ${object}, atomically`,
  writesAtomically: (thread, object, value) => `${thread} writes ${value} to ${object}, atomically`,
  updatesAtomically: (thread, object, value) => `${thread} makes ${object} ${value} in one step`,
  adviseOrder: (first, second) =>
    `Take the locks in one order everywhere, for example ${first} before ${second}; then no cycle can close.`,
  adviseLock: (object) =>
    `Guard every access to ${object} with one and the same lock, or update it atomically.`,
  noCommonLock: (first, firstLocks, second, secondLocks) =>
    `At its access ${first} held ${firstLocks}, and ${second} held ${secondLocks}: no lock is common to both, and no release, message, start or end lies between them.`,
  waitsForTurn: (thread, object) => `${thread} stands still until it is its turn at ${object}`,
  waitsForData: (thread, object) => `${thread} waits for data at ${object}`,
  waitsForRoom: (thread, object) => `${thread} waits until ${object} takes more data`,
  waitsForClient: (thread, object) => `${thread} waits for somebody to connect to ${object}`,
  waitsForServer: (thread, object) => `${thread} waits until ${object} is connected`,
  waitsForAny: (thread, object) => `${thread} waits until one of the sockets of ${object} is ready`,
  handsOver: (thread, next, value) =>
    `${thread} hands over to ${next}${value === '' ? '' : ` with ${value}`}`,
  throwsInto: (thread, next, value) => `${thread} hands over to ${next}, where ${value} is thrown`,
  closes: (thread, next) => `${thread} closes ${next}`,
  letsOthersOn: (thread, object) => `${thread} lets the others of ${object} have their turn`,
  letsOthersGoOn: (thread, loop) => `${thread} gives ${loop} to whoever is next`,
  yields: (thread, next, value) => `${thread} yields ${value === '' ? 'nothing' : value} to ${next}`,
  returnsTo: (thread, next, value) =>
    `${thread} is done${value === '' ? '' : ` with ${value}`}, and ${next} goes on`,
  copies: (kernel, socket, thread) => `${kernel} copies the data of ${socket} to ${thread}`,
  kernelWaits: (kernel, socket, thread) => `${kernel} waits for data at ${socket}, for ${thread}`,
  dataIsThere: (kernel, socket) => `${kernel} has data for ${socket}`,
  kernelIsDone: (kernel, socket) => `${kernel} has nothing more to do at ${socket}`,
  examines: (thread, object, examined, ready, which) =>
    `${thread} is told by ${object}: ${ready} ready${which === '' ? '' : ` (${which})`}, ${examined} examined`,
  standsAt: (thread, frames) => `${thread} is at ${frames.join(', called from ')}`,
  signals: (kernel, thread, socket) => `${kernel} tells ${thread} about ${socket}`,
  loopBlocked: (thread, loop, at) =>
    `${thread} blocks the whole of ${loop}${at}: nobody else of it can go on meanwhile.`,
  leftOut: (thread, most) =>
    `${thread} has made ${most} tasks; a trace has no room for more lanes, so that later tasks are not shown.`,
  cutOff: (thread, signal, ms) =>
    `${thread} was killed by ${signal}; what it did in its last ${ms} ms may be missing here.`,
  abandoned: (thread, at) => `${thread} stands still${at}, and nobody is left who could let it go on.`,
  adviseWait: (object) =>
    `Wait for ${object} in a loop that looks, under its lock, whether there is anything to wait for; then it does not matter who comes first.`,
  adviseRelease: (object) =>
    `Give ${object} back exactly once for each time that it is taken, on every way out: in a finally block.`,
  advisePool: (pool) =>
    `Give tasks that a task of ${pool} waits for a pool of their own, or do not wait for them inside a task.`,
  adviseLoop: () => `Use the waiting call of the loop itself, or hand the work to a thread.`,
  noLock: 'no lock',
};
