/** Why a thread has to wait, in one sentence: for what, who has it, since when. */
import type { Timeline } from '../timeline.js';
import { ObjectKind, Operation } from '../vocabulary.js';
import type { Told } from './describeEvent.js';
import { formatTime } from './formatTime.js';

type Teller = (told: Told) => string;

const acquire: Teller = ({ timeline, i, say, who, what, kind }) => {
  if (kind === ObjectKind.Semaphore) return say.blocksOnPermit(who, what);
  const since = ownedSince(timeline, timeline.log.object(i), i);
  if (since < 0) return say.blocksUnheld(who, what);
  const owner = timeline.state.threads[timeline.log.thread(since)]?.name ?? '';
  return say.blocks(who, what, owner, formatTime(timeline.log.time(since)));
};

const wait: Teller = ({ say, who, what, kind }) => {
  switch (kind) {
    case ObjectKind.Condition:
      return say.waitsForNotice(who, what);
    case ObjectKind.Event:
      return say.waitsUntilSet(who, what);
    case ObjectKind.Barrier:
      return say.waitsForOthers(who, what);
    case ObjectKind.Future:
      return say.waitsForResult(who, what);
    default:
      return say.blocksUnheld(who, what);
  }
};

const tellers: Readonly<Record<Operation, Teller>> = {
  [Operation.Acquire]: acquire,
  [Operation.Get]: ({ say, who, what }) => say.blocksOnEmpty(who, what),
  [Operation.Put]: ({ say, who, what }) => say.blocksOnFull(who, what),
  [Operation.Join]: ({ say, who, what }) => say.waitsForEnd(who, what),
  [Operation.Wait]: wait,
  [Operation.TasksDone]: ({ say, who, what }) => say.waitsForTasks(who, what),
  [Operation.Idle]: ({ say, who, what }) => say.isIdle(who, what),
  [Operation.Turn]: ({ say, who, what }) => say.waitsForTurn(who, what),
  [Operation.Receive]: ({ say, who, what }) => say.waitsForData(who, what),
  [Operation.Send]: ({ say, who, what }) => say.waitsForRoom(who, what),
  [Operation.Accept]: ({ say, who, what }) => say.waitsForClient(who, what),
  [Operation.Connect]: ({ say, who, what }) => say.waitsForServer(who, what),
  [Operation.Select]: ({ say, who, what }) => say.waitsForAny(who, what),
};

export function describeBlock(told: Told): string {
  const teller = tellers[told.timeline.log.info(told.i) as Operation];
  return teller ? teller(told) : told.say.blocksUnheld(told.who, told.what);
}

/** The acquisition by which an object is owned when event i comes; -1 when nobody owns it. */
function ownedSince({ objects }: Timeline, object: number, i: number): number {
  const holds = objects.get(object)?.holds;
  let change = holds ? holds.countBefore(i) - 1 : -1;
  if (!holds || change < 0 || holds.code(change) === 0) return -1;
  // Back over deeper levels of the same ownership.
  while (change > 0 && holds.code(change - 1) > 0) change--;
  return holds.event(change);
}
