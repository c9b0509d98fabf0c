/** The boxes of one lane in the part of the run that is seen. */
import type { ObjectLane } from '../trace/timeline.js';
import type { Frame } from './frame.js';
import type { Lane } from './lanes.js';
import { layStates, layValues } from './layCodes.js';
import { layHolders } from './layHolders.js';
import { layItems } from './layItems.js';
import { layTasks } from './layTasks.js';
import { layOutput, layThread } from './layThread.js';
import { layWaiters } from './layWaiters.js';
import type { Part } from './parts.js';
import type { Sink } from './sink.js';

const mostStrips = 7;
const leastStrips = 2;

export function layLane(lane: Lane, frame: Frame, sink: Sink): void {
  const { timeline } = frame;
  if (lane.kind === 'thread') {
    const thread = timeline.threads.get(lane.id);
    const [part] = lane.parts;
    if (!thread || !part) return;
    layThread(lane.id, thread.spans, lane.y, part.height, frame, sink);
    layOutput(lane.id, lane.y, part.height, frame, sink);
    return;
  }
  if (lane.kind === 'process') return layProcess(lane, frame, sink);
  const object = timeline.objects.get(lane.id);
  if (!object) return;
  for (const part of lane.parts) {
    if (part.kind === 'tasks') layTasks(lane.tasks, part, lane.y + part.y, frame, sink);
    else layPart(object, part, lane.y + part.y, frame, sink);
  }
}

/** A process that is collapsed: its threads as thin strips, as many as have room. */
function layProcess(lane: Lane, frame: Frame, sink: Sink): void {
  const shown = lane.threads.slice(0, mostStrips);
  const stripPx = lane.height / Math.max(leastStrips, shown.length);
  shown.forEach((id, row) => {
    const thread = frame.timeline.threads.get(id);
    if (thread) layThread(id, thread.spans, lane.y + row * stripPx, stripPx, frame, sink);
  });
}

function layPart(lane: ObjectLane, part: Part, y: number, frame: Frame, sink: Sink): void {
  const { holds, waits, items, values, states } = lane;
  if (part.kind === 'holders' && holds) layHolders(lane, holds, part, y, frame, sink);
  else if (part.kind === 'waiters' && waits) layWaiters(waits, part, y, frame, sink);
  else if (part.kind === 'items' && items) layItems(lane, items, part, y, frame, sink);
  else if (part.kind === 'values' && values) layValues(lane, values, part, y, frame, sink);
  else if (part.kind === 'states' && states) layStates(lane, states, part, y, frame, sink);
}
