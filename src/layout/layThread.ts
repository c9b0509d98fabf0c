/** The spans of a thread: what it does from change to change. */
import { inCriticalSection, statusOf } from '../trace/spanCode.js';
import type { Track } from '../trace/track.js';
import { type Frame, pxOf } from './frame.js';
import { labelPx, type Sink, type Style } from './sink.js';
import { sampleCodes, walk } from './walk.js';

function styleOf(code: number, neverEnds: boolean): Style {
  const status = statusOf(code);
  if (status === 'new') return 'started';
  if (status === 'running' && (code & inCriticalSection) !== 0) return 'critical';
  return status === 'blocked' && neverEnds ? 'deadlocked' : status;
}

export function layThread(
  thread: number,
  spans: Track,
  y: number,
  height: number,
  frame: Frame,
  sink: Sink,
): void {
  const { log, state } = frame.timeline;
  walk(spans, frame, {
    span(k, x, width) {
      const code = spans.code(k);
      const status = statusOf(code);
      if (status === 'new') return;
      const style = styleOf(code, k === spans.length - 1 && frame.cycles.threads.has(thread));
      const event = spans.event(k);
      const waits = status === 'blocked' || status === 'waiting';
      const label = waits && width >= labelPx ? (state.objects[log.object(event)]?.name ?? '') : '';
      sink.box(style, x, y, width, height, thread, event, label);
    },
    crowd(first, end, x, event) {
      let looks = 0;
      let busy = 0;
      let heldUp = 0;
      sampleCodes(spans, first, end, (code) => {
        const status = statusOf(code);
        looks++;
        if (status === 'running') busy++;
        else if (status === 'blocked') heldUp++;
      });
      sink.crowd(x, y, height, thread, event, busy / looks, heldUp / looks);
    },
  });
}

/** More lines than these in view are a crowd of marks that says nothing. */
const mostMarks = 400;

/** A mark for each line that the thread printed. */
export function layOutput(thread: number, y: number, height: number, frame: Frame, sink: Sink): void {
  const { timeline, starts } = frame;
  const { output, log } = timeline;
  const first = output.countBefore(starts[0] as number);
  const end = output.countBefore(starts[starts.length - 1] as number, first);
  if (end - first > mostMarks) return;
  for (let k = first; k < end; k++) {
    const event = output.event(k);
    if (log.thread(event) === thread)
      sink.box('output', pxOf(frame, event) - 2, y, 5, height, thread, event, '');
  }
}
