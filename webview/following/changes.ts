/** What an edit changed in the run, in words: how it ends, how long it takes, what is found, the first event that differs. */
import { firstDifference } from '../../src/trace/firstDifference.js';
import { describeEvent } from '../../src/trace/words/describeEvent.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import type { Model } from '../state/model.js';

export interface Changes {
  readonly parts: readonly string[];
  /** The first event that differs; -1 when there is none to go to. */
  readonly event: number;
}

/** Undefined where there is no run before, or this one is not over. */
export function changesOf(model: Model): Changes | undefined {
  const { timeline, previous, end, previousEnd, texts, language } = model;
  if (!timeline || !previous || !end || !previousEnd) return undefined;
  const { changed } = texts.following;
  const parts: string[] = [];
  if (end.outcome !== previousEnd.outcome)
    parts.push(changed.outcome(texts.outcome[previousEnd.outcome], texts.outcome[end.outcome]));
  if (end.clockNs !== previousEnd.clockNs)
    parts.push(changed.duration(formatTime(previousEnd.clockNs), formatTime(end.clockNs)));
  if (end.findings.length !== previousEnd.findings.length)
    parts.push(changed.findings(previousEnd.findings.length, end.findings.length));
  // An edit moves lines, so where something happened says nothing.
  const event = firstDifference(timeline.log, previous.log, 'what');
  if (event < 0 && parts.length === 0) return { parts: [changed.nothing], event };
  if (event >= timeline.log.length) return { parts: [...parts, changed.shorter(event + 1)], event: -1 };
  if (event >= 0) parts.push(changed.event(event + 1, describeEvent(event, timeline, language)));
  return { parts, event };
}
