/** One step of a run in one sentence. */
import type { Timeline } from '../timeline.js';
import { EventKind, Operation, ThreadEnding, ValueForm } from '../vocabulary.js';
import { formatTime } from './formatTime.js';
import type { Language } from './language.js';
import { type Phrases, phrasesIn } from './phrases.js';

/** Sentence for event i; '' for events that say nothing to a person. */
export function describeEvent(i: number, timeline: Timeline, language: Language): string {
  const { log, state } = timeline;
  const say = phrasesIn(language);
  const nameOf = (id: number): string => state.threads[id]?.name ?? `#${id}`;
  const who = nameOf(log.thread(i));
  const what = state.objects[log.object(i)]?.name ?? '';
  const value = (): string => (log.info(i) === ValueForm.Number ? String(log.float(i)) : log.text(i));
  switch (log.kind(i)) {
    case EventKind.ThreadNew:
    case EventKind.Create:
      return say.made(who, what);
    case EventKind.ThreadStart:
      return say.starts(who, nameOf(log.a(i)));
    case EventKind.ThreadBegin:
      return say.begins(who);
    case EventKind.ThreadEnd:
      return log.info(i) === ThreadEnding.Raised ? say.endsRaised(who) : say.ends(who);
    case EventKind.Switch:
      return say.switches(who, nameOf(log.a(i)));
    case EventKind.Block:
      return describeBlock(i, timeline, say, who, what);
    case EventKind.TimedOut:
      return say.timedOut(who);
    case EventKind.Acquire:
      return say.acquires(who, what);
    case EventKind.Release:
      return say.releases(who, what);
    case EventKind.TryFailed:
      return say.tryFailed(who, what);
    case EventKind.Put:
      return say.puts(who, log.text(i), what);
    case EventKind.Get:
      return say.gets(who, what);
    case EventKind.Read:
      return say.readsValue(who, what, value());
    case EventKind.Write:
      return say.writesValue(who, what, value());
    case EventKind.Sleep:
      return say.sleeps(who, formatTime(log.float(i)));
    case EventKind.Wake:
      return say.wakes(who);
    case EventKind.Join:
      return say.joined(who, what);
    case EventKind.Print:
      return say.prints(who, log.text(i));
    case EventKind.Raise:
      return say.raises(who, log.text(i));
    default:
      return '';
  }
}

function describeBlock(i: number, timeline: Timeline, say: Phrases, who: string, what: string): string {
  const { log } = timeline;
  if (log.info(i) === Operation.Join) return say.waitsForEnd(who, what);
  const holder = timeline.stateAfter(i).objects[log.object(i)]?.holders[0];
  if (!holder) return say.blocksUnheld(who, what);
  const name = timeline.state.threads[holder.thread]?.name ?? '';
  return say.blocks(who, what, name, formatTime(log.time(holder.since)));
}
