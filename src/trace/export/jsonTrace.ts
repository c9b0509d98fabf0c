/** The trace as JSON for people's own scripts: threads, objects, and every event with names instead of numbers. */
import type { Timeline } from '../timeline.js';
import { EventKind, objectKindName, threadKindName } from '../vocabulary.js';
import { describeEvent } from '../words/describeEvent.js';

/** Events of one piece of text, so that no string grows without end. */
const piece = 5000;

const kindNames = new Map<number, string>(Object.entries(EventKind).map(([name, kind]) => [kind, name]));

/** The JSON text, in pieces. `end` is what was said of the run's end. */
export function* jsonTrace(timeline: Timeline, end: unknown): Generator<string> {
  const { header, state, log } = timeline;
  const { sites: _sites, ...about } = header;
  const threads = state.threads.flatMap((thread) =>
    thread
      ? [{ id: thread.id, name: thread.name, kind: threadKindName(thread.kind), process: thread.process }]
      : [],
  );
  const objects = state.objects.flatMap((object) =>
    object
      ? [{ id: object.id, name: object.name, kind: objectKindName(object.kind), capacity: object.capacity }]
      : [],
  );
  const head = JSON.stringify({ header: about, end, threads, objects });
  yield `${head.slice(0, -1)},"events":[\n`;
  for (let from = 0; from < log.length; from += piece) {
    const to = Math.min(log.length, from + piece);
    const rows: string[] = [];
    for (let i = from; i < to; i++) rows.push(JSON.stringify(eventOf(timeline, i)));
    yield rows.join(',\n') + (to < log.length ? ',\n' : '');
  }
  yield '\n]}\n';
}

function eventOf(timeline: Timeline, i: number): object {
  const { log } = timeline;
  const place = timeline.place(log.site(i));
  const text = log.text(i);
  return {
    step: i + 1,
    timeNs: log.time(i),
    kind: kindNames.get(log.kind(i)) ?? `kind-${log.kind(i)}`,
    thread: log.thread(i),
    ...(log.object(i) > 0 ? { object: log.object(i) } : {}),
    ...(text === '' ? {} : { text }),
    ...(place ? { file: place.path, line: place.line } : {}),
    says: describeEvent(i, timeline, 'en'),
  };
}
