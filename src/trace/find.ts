/** Finds events by what a person typed: the name of a thread or object, a line ("12" or "file.ts:12"), a text, or words. */
import type { Timeline } from './timeline.js';
import { describeEvent } from './words/describeEvent.js';
import type { Language } from './words/language.js';

export type EventTest = (i: number) => boolean;

/** Of longer runs the sentences are not searched: each costs about a microsecond, and a person types on. */
const mostSentences = 100_000;

/**
 * A test for events; upper and lower case are the same. Of a run that is not too long, the sentences about its steps are
 * looked through as well. Undefined when there is nothing to look for.
 */
export function eventTest(timeline: Timeline, query: string, language: Language): EventTest | undefined {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return undefined;
  const { log, state, header } = timeline;
  const has = (text: string): boolean => text.toLowerCase().includes(wanted);
  const threads = new Set(state.threads.flatMap((thread) => (thread && has(thread.name) ? [thread.id] : [])));
  const objects = new Set(state.objects.flatMap((object) => (object && has(object.name) ? [object.id] : [])));
  const sites = new Set(
    header.sites.flatMap(({ file, line }, site) =>
      isLine(header.files[file]?.path ?? '', line, wanted) ? [site] : [],
    ),
  );
  sites.delete(0);
  const saysSo: EventTest =
    log.length > mostSentences ? () => false : (i) => has(describeEvent(i, timeline, language));
  return (i) =>
    threads.has(log.thread(i)) ||
    objects.has(log.object(i)) ||
    sites.has(log.site(i)) ||
    has(log.text(i)) ||
    saysSo(i);
}

/** Events of any of these sites. */
export function siteTest(timeline: Timeline, sites: readonly number[]): EventTest {
  const wanted = new Set(sites);
  return (i) => wanted.has(timeline.log.site(i));
}

function isLine(path: string, line: number, wanted: string): boolean {
  return wanted === String(line) || `${path.toLowerCase()}:${line}`.endsWith(wanted);
}

/** The next event after (or before) one that passes a test; -1 for none. Events are numbered from 0. */
export function findNext(timeline: Timeline, test: EventTest, from: number, by: 1 | -1): number {
  for (let i = from + by; i >= 0 && i < timeline.log.length; i += by) if (test(i)) return i;
  return -1;
}
