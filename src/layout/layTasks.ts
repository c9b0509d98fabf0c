/** What a pool has done: a row a task, in the order in which the tasks were handed in, in the colour of who carries it out. */
import { statusOf } from '../trace/spanCode.js';
import type { ObjectLane, Timeline } from '../trace/timeline.js';
import type { Track } from '../trace/track.js';
import { FutureState, ObjectKind } from '../trace/vocabulary.js';
import { stateWord } from '../trace/words/stateWord.js';
import { type Frame, pxOf } from './frame.js';
import type { Part } from './parts.js';
import { labelPx, type Sink } from './sink.js';
import { shareOf, walk } from './walk.js';

/** Of more tasks than these in view, some are left out, evenly: they share rows, where nobody could tell them apart. */
const mostTasks = 400;

/** `tasks` are ids of futures. */
export function layTasks(tasks: readonly number[], part: Part, y: number, frame: Frame, sink: Sink): void {
  const rowPx = part.height / part.rows;
  const seen = tasks.flatMap((id, place) => {
    const lane = frame.timeline.objects.get(id);
    const row = Math.floor((place * part.rows) / tasks.length);
    return lane?.states && isInView(lane.states, frame) ? [{ lane, states: lane.states, row }] : [];
  });
  const step = Math.ceil(seen.length / mostTasks);
  for (let k = 0; k < seen.length; k += step) {
    const { lane, states, row } = seen[k] as (typeof seen)[number];
    layTask(lane, states, y + row * rowPx, rowPx - 1, frame, sink);
  }
}

function isInView(states: Track, { starts }: Frame): boolean {
  const last = states.length - 1;
  const isOver = states.code(last) >= FutureState.Finished;
  return (
    states.event(0) < (starts[starts.length - 1] as number) &&
    !(isOver && states.event(last) < (starts[0] as number))
  );
}

function layTask(
  { object }: ObjectLane,
  states: Track,
  y: number,
  height: number,
  frame: Frame,
  sink: Sink,
): void {
  const { timeline, language } = frame;
  walk(states, frame, {
    span(k, x, width) {
      const code = states.code(k);
      const event = states.event(k);
      if (code === FutureState.Running) {
        const worker = timeline.log.thread(event);
        const seen = Math.min(width, endOf(worker, timeline, frame) - x);
        if (seen > 0)
          sink.box('owned', x, y, seen, height, worker, event, seen >= labelPx ? object.name : '');
      } else if (code > FutureState.Finished) {
        const label = width >= labelPx ? stateWord(ObjectKind.Future, code, language) : '';
        sink.box('state', x, y, width, height, 0, event, label);
      }
    },
    crowd(first, end, x, event) {
      const busy = shareOf(states, first, end, (code) => code === FutureState.Running);
      sink.crowd(x, y, height, timeline.log.thread(event), event, busy, 0);
    },
  });
}

/** Where a worker ended, in pixels: a task that it was at then is not carried on. */
function endOf(worker: number, { threads }: Timeline, frame: Frame): number {
  const spans = threads.get(worker)?.spans;
  const last = spans ? spans.length - 1 : -1;
  if (!spans || last < 0 || statusOf(spans.code(last)) !== 'ended') return Number.POSITIVE_INFINITY;
  return pxOf(frame, spans.event(last));
}
