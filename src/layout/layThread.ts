/** The spans of a thread: what it does from change to change. */
import { inCriticalSection, statusOf } from '../trace/spanCode.js';
import type { Track } from '../trace/track.js';
import type { Frame } from './frame.js';
import { labelPx, type Sink, type Style } from './sink.js';
import { walk } from './walk.js';

/** Changes of a crowd that are looked at. */
const samples = 4;

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
      const style: Style = status === 'running' && (code & inCriticalSection) !== 0 ? 'critical' : status;
      const event = spans.event(k);
      const waits = status === 'blocked' || status === 'waiting';
      const label = waits && width >= labelPx ? (state.objects[log.object(event)]?.name ?? '') : '';
      sink.box(style, x, y, width, height, thread, event, label);
    },
    crowd(first, end, x) {
      const step = Math.max(1, ((end - first) / samples) | 0);
      let seen = 0;
      let busy = 0;
      let heldUp = 0;
      for (let k = first; k < end; k += step) {
        const status = statusOf(spans.code(k));
        seen++;
        if (status === 'running') busy++;
        else if (status === 'blocked') heldUp++;
      }
      sink.crowd(x, y, height, thread, spans.event(first), busy / seen, heldUp / seen);
    },
  });
}
