/** Where two runs of one program part ways. */
import type { EventLog } from './eventLog.js';

/** Whether where something happened in the source counts: two versions of a source have other lines. */
export type Compared = 'what and where' | 'what';

/** The first event that is not the same in both; -1 when one run is as the other as far as the shorter one goes, and no longer. */
export function firstDifference(a: EventLog, b: EventLog, compared: Compared = 'what and where'): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (!sameEvent(a, b, i, compared)) return i;
  return a.length === b.length ? -1 : common;
}

/** Times are left out: a real clock never says the same twice. */
function sameEvent(a: EventLog, b: EventLog, i: number, compared: Compared): boolean {
  return (
    a.kind(i) === b.kind(i) &&
    a.thread(i) === b.thread(i) &&
    a.object(i) === b.object(i) &&
    a.info(i) === b.info(i) &&
    (compared === 'what' || a.site(i) === b.site(i)) &&
    a.text(i) === b.text(i)
  );
}
