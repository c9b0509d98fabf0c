/** The lines that a program printed. A long line comes in several events, with other threads' events in between. */
import type { MeasuredTrace } from './measuredTrace.js';

export interface PrintedLine {
  readonly atNs: number;
  readonly thread: string;
  readonly text: string;
}

export function printedLines({ log, state, output }: MeasuredTrace): PrintedLine[] {
  const begun = new Map<number, string>();
  return output.flatMap((i) => {
    const thread = log.thread(i);
    const text = (begun.get(thread) ?? '') + log.text(i);
    const moreFollows = log.info(i) === 1;
    if (moreFollows) begun.set(thread, text);
    else begun.delete(thread);
    return moreFollows ? [] : [{ atNs: log.time(i), thread: state.threads[thread]?.name ?? '', text }];
  });
}
