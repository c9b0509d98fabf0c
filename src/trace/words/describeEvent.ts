/** One step of a run in one sentence. */
import { causeOf } from '../causes.js';
import { poolOf } from '../pools.js';
import type { ObjectState } from '../state.js';
import type { Timeline } from '../timeline.js';
import {
  EventKind,
  EventState,
  FutureState,
  HandOver,
  heldAtFork,
  KernelPhase,
  ObjectKind,
  releaseFailed,
  SwitchReason,
  ThreadEnding,
  ThreadKind,
} from '../vocabulary.js';
import { describeBlock } from './describeBlock.js';
import { formatTime } from './formatTime.js';
import type { Language } from './language.js';
import { type Phrases, phrasesIn } from './phrases.js';
import { stateWord } from './stateWord.js';
import { valueText } from './valueText.js';

/** All that a sentence about an event may speak of. */
export interface Told {
  readonly timeline: Timeline;
  readonly i: number;
  readonly language: Language;
  readonly say: Phrases;
  /** Name of the thread. */
  readonly who: string;
  /** Name of the object, and its kind. */
  readonly what: string;
  readonly kind: ObjectKind | 0;
}
type Teller = (told: Told) => string;

/** Sentence for event i; '' for events that say nothing to a person. */
export function describeEvent(i: number, timeline: Timeline, language: Language): string {
  const { log, state } = timeline;
  const object = state.objects[log.object(i)];
  return (tellers[log.kind(i)] ?? nothing)({
    timeline,
    i,
    language,
    say: phrasesIn(language),
    who: nameOf(timeline, log.thread(i)),
    what: object?.kind === ObjectKind.Thread ? threadOf(timeline, object.id) : (object?.name ?? ''),
    kind: object?.kind ?? 0,
  });
}

function nameOf({ state }: Timeline, thread: number): string {
  return state.threads[thread]?.name ?? `#${thread}`;
}
/** A thread's object has the name that the thread was made with; the thread may have another one by now. */
function threadOf({ state }: Timeline, object: number): string {
  return state.threads.find((thread) => thread?.object === object)?.name ?? '';
}
function other({ timeline, i }: Told): string {
  return nameOf(timeline, timeline.log.a(i));
}
function value({ timeline, i }: Told): string {
  return valueText(timeline.log, i);
}
function time({ timeline, i }: Told): string {
  return formatTime(timeline.log.float(i));
}

const nothing: Teller = () => '';

const ends: Teller = ({ timeline, i, say, who }) => {
  const ending = timeline.log.info(i);
  if (ending === ThreadEnding.Raised) return say.endsRaised(who);
  if (ending !== ThreadEnding.Terminated) return say.ends(who);
  const { kind } = timeline.state.threads[timeline.log.thread(i)] ?? {};
  return kind === ThreadKind.Task ? say.endsCancelled(who) : say.endsForced(who);
};

const acquires: Teller = ({ timeline, i, say, who, what, kind }) => {
  const count = timeline.log.a(i);
  if (kind === ObjectKind.Semaphore) return say.takesPermit(who, what, count);
  if (timeline.log.info(i) === heldAtFork) return say.heldAtFork(who, what);
  return kind === ObjectKind.RLock && count > 1
    ? say.acquiresAgain(who, what, count)
    : say.acquires(who, what);
};

const releases: Teller = ({ timeline, i, say, who, what, kind }) => {
  const count = timeline.log.a(i);
  if (kind === ObjectKind.Semaphore)
    return say.givesPermits(who, what, Math.max(1, timeline.log.b(i)), count);
  return kind === ObjectKind.RLock && count > 0 ? say.releasesOne(who, what, count) : say.releases(who, what);
};

const puts: Teller = ({ timeline, i, say, who, what, kind }) => {
  const item = timeline.log.text(i);
  return kind === ObjectKind.Connection ? say.sends(who, item, what) : say.puts(who, item, what);
};

const gets: Teller = ({ timeline, i, say, who, what, kind }) => {
  const put = causeOf(timeline, i);
  if (put < 0) return say.gets(who, what);
  const item = timeline.log.text(put);
  return kind === ObjectKind.Connection ? say.receives(who, item, what) : say.getsItem(who, item, what);
};

const passes: Teller = ({ timeline, i, say, who, what, kind }) =>
  kind === ObjectKind.Barrier ? say.passesBarrier(who, what, timeline.log.a(i)) : say.passes(who, what);

/** A new name, or another one of those flags that decide whether the program waits for the thread's end. */
const changesThread: Teller = ({ timeline, i, say, what }) => {
  const { log, state } = timeline;
  const made = state.objects[log.object(i)]?.madeAs ?? '';
  const name = log.text(i);
  if (made !== name) return say.named(made, name);
  return (log.b(i) >>> 8) & 0xff ? say.isDaemon(what) : say.isNoDaemon(what);
};

const changesState: Teller = ({ timeline, i, say, who, what, kind, language }) => {
  const code = timeline.log.info(i);
  if (kind === ObjectKind.Event) return code === EventState.Set ? say.sets(who, what) : say.clears(who, what);
  if (isTask(timeline, i)) {
    if (code === FutureState.Running) return say.beginsTask(who, what);
    if (code === FutureState.Finished) return say.endsTask(who, what);
  }
  if (kind === ObjectKind.Loop) return say.closes(who, what);
  return kind === 0 ? '' : say.nowIs(who, what, stateWord(kind, code, language));
};

/** Event i is about the future of a pool's task. */
function isTask({ log, state }: Timeline, i: number): boolean {
  return poolOf(state, log.object(i)) !== undefined;
}

const handsOver: Teller = (told) => {
  const { timeline, i, say, who } = told;
  if (timeline.log.a(i) === 0) return say.letsOthersOn(who, told.what);
  const next = other(told);
  const value = timeline.log.text(i);
  switch (timeline.log.info(i)) {
    case HandOver.Throw:
      return say.throwsInto(who, next, value);
    case HandOver.Close:
      return say.closes(who, next);
    case HandOver.Yield:
      return next === '' ? say.letsOthersGoOn(who, told.what) : say.yields(who, next, value);
    case HandOver.Return:
      return say.returnsTo(who, next, value);
    default:
      return say.handsOver(who, next, value);
  }
};

/** A text that speaks of objects by their numbers, with their names. */
function named(text: string, objects: readonly (ObjectState | undefined)[]): string {
  return text.replace(/#(\d+)/g, (number, id: string) => objects[Number(id)]?.name ?? number);
}

const kernelPhase: Teller = (told) => {
  const { timeline, i, say, who, what } = told;
  const phase = timeline.log.info(i);
  if (phase === KernelPhase.Copying) return say.copies(who, what, other(told));
  if (phase === KernelPhase.WaitingForData) return say.kernelWaits(who, what, other(told));
  return phase === KernelPhase.Ready ? say.dataIsThere(who, what) : say.kernelIsDone(who, what);
};

const tryFails: Teller = ({ say, who, what, timeline, i }) =>
  (timeline.log.info(i) === releaseFailed ? say.releaseFailed : say.tryFailed)(who, what);

/** The first thread of a process, and one that others than the program made, are made by nobody or by themselves. */
const threadNew: Teller = ({ timeline: { log }, i, say, who, what }) =>
  log.thread(i) === 0 || log.thread(i) === log.a(i) ? say.appears(what) : say.made(who, what);

const tellers: Partial<Record<number, Teller>> = {
  [EventKind.ThreadNew]: threadNew,
  [EventKind.Create]: ({ timeline, i, say, who, what }) =>
    (isTask(timeline, i) ? say.asksFor : say.made)(who, what),
  [EventKind.ThreadStart]: (told) => told.say.starts(told.who, other(told)),
  [EventKind.ThreadBegin]: ({ say, who }) => say.begins(who),
  [EventKind.ThreadEnd]: ends,
  [EventKind.ThreadChange]: changesThread,
  [EventKind.Terminate]: (told) => told.say.terminates(told.who, other(told)),
  [EventKind.Switch]: (told) => {
    const preempted = told.timeline.log.info(told.i) === SwitchReason.Preempted;
    return preempted
      ? told.say.givesWay(told.who, '', other(told))
      : told.say.switches(told.who, other(told));
  },
  [EventKind.Block]: describeBlock,
  [EventKind.TimedOut]: ({ say, who, what, kind }) =>
    kind === ObjectKind.Loop ? say.hasWork(who, what) : say.timedOut(who),
  [EventKind.Acquire]: acquires,
  [EventKind.Release]: releases,
  [EventKind.TryFailed]: tryFails,
  [EventKind.Put]: puts,
  [EventKind.Get]: gets,
  [EventKind.Read]: (told) => told.say.readsValue(told.who, told.what, value(told)),
  [EventKind.Write]: (told) => told.say.writesValue(told.who, told.what, value(told)),
  [EventKind.AtomicRead]: (told) => told.say.readsAtomically(told.who, told.what, value(told)),
  [EventKind.AtomicWrite]: (told) => told.say.writesAtomically(told.who, told.what, value(told)),
  [EventKind.AtomicUpdate]: (told) => told.say.updatesAtomically(told.who, told.what, value(told)),
  [EventKind.Sleep]: (told) => told.say.sleeps(told.who, time(told)),
  [EventKind.Wake]: ({ say, who }) => say.wakes(who),
  [EventKind.Join]: ({ say, who, what }) => say.joined(who, what),
  [EventKind.Print]: ({ timeline, i, say, who }) => say.prints(who, timeline.log.text(i)),
  [EventKind.Raise]: ({ timeline, i, say, who }) => say.raises(who, timeline.log.text(i)),
  [EventKind.Pass]: passes,
  [EventKind.Notify]: ({ timeline: { log }, i, say, who, what }) =>
    say.notifies(who, what, log.a(i), log.b(i)),
  [EventKind.State]: changesState,
  [EventKind.TaskDone]: ({ timeline: { log }, i, say, who, what }) => say.taskDone(who, what, log.a(i)),
  [EventKind.Compute]: (told) => told.say.computes(told.who, time(told)),
  [EventKind.Dispatch]: ({ timeline: { log }, i, say, who }) => say.dispatched(who, log.a(i)),
  [EventKind.Preempt]: (told) => told.say.preempted(told.who, time(told)),
  [EventKind.Computed]: ({ say, who }) => say.computed(who),
  [EventKind.HandOver]: handsOver,
  [EventKind.Phase]: kernelPhase,
  [EventKind.Examine]: ({ timeline: { log, state }, i, say, who, what }) =>
    say.examines(who, what, log.a(i), log.b(i), named(log.text(i), state.objects)),
  [EventKind.Stack]: ({ timeline, i, say, who }) => say.standsAt(who, timeline.log.text(i).split('\n')),
  [EventKind.Signal]: (told) => told.say.signals(told.who, other(told), told.what),
};
