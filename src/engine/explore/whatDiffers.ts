/** The self-check of a schedule: two runs of it must be the same event for event. Where they are not, the program says why. */
import { EventLog } from '../../trace/eventLog.js';
import type { Trace } from '../../trace/trace.js';

/** '' when the two are the same; else what the program did first that the schedule does not explain. */
export function whatDiffers(
  trace: Trace,
  first: readonly Uint8Array[],
  second: readonly Uint8Array[],
): string {
  const one = logOf(first);
  const other = logOf(second);
  const length = Math.min(one.length, other.length);
  let i = 0;
  while (i < length && isSame(one, other, i)) i++;
  if (i === one.length && i === other.length) return '';
  const place = trace.place(other.site(Math.min(i, other.length - 1)));
  const where = place ? `${place.path}:${place.line}` : 'a place that is not known';
  return `two runs of this schedule differ from event ${i + 1} on, at ${where}: something there is not the same in every run, such as what an earlier run left in a global`;
}

function logOf(blocks: readonly Uint8Array[]): EventLog {
  const log = new EventLog(new TextDecoder());
  for (const bytes of blocks) log.append(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
  return log;
}

function isSame(one: EventLog, other: EventLog, i: number): boolean {
  return (
    one.kind(i) === other.kind(i) &&
    one.info(i) === other.info(i) &&
    one.thread(i) === other.thread(i) &&
    one.object(i) === other.object(i) &&
    one.site(i) === other.site(i) &&
    one.time(i) === other.time(i) &&
    one.a(i) === other.a(i) &&
    one.b(i) === other.b(i) &&
    one.text(i) === other.text(i)
  );
}
