/**
 * States of the past: copies now and then, and the events since replayed. The more there is to copy, the farther apart the
 * copies, so that neither memory nor the time to go back grows with the run.
 */
import type { EventLog } from './eventLog.js';
import type { Site } from './header.js';
import { applyEvent } from './reducers.js';
import { ProgramState } from './state.js';

/** Replaying so many events takes three or four milliseconds on a slow machine, of the five that a state may take. */
const leastApart = 12_288;
/** Events for each thing in the state: a thing copied takes about 100 bytes, so this keeps copies under 6 bytes an event. */
const eventsPerThing = 16;

interface Checkpoint {
  readonly count: number;
  readonly state: ProgramState;
}

export class StateHistory {
  readonly #checkpoints: Checkpoint[] = [{ count: 0, state: new ProgramState() }];
  #next = leastApart;

  /** Called after each event; `count` events have led to `state`. */
  passed(count: number, state: ProgramState): void {
    if (count < this.#next) return;
    this.#checkpoints.push({ count, state: state.copy() });
    this.#next = count + Math.max(leastApart, eventsPerThing * thingsIn(state));
  }

  /** A state of its own, after the first `count` events. */
  stateAfter(count: number, log: EventLog, sites: readonly Site[]): ProgramState {
    const checkpoint = this.#before(count);
    const state = checkpoint.state.copy();
    for (let i = checkpoint.count; i < count; i++) applyEvent(state, log, i, sites);
    return state;
  }

  #before(count: number): Checkpoint {
    let low = 0;
    let high = this.#checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#checkpoints[middle] as Checkpoint).count <= count) low = middle;
      else high = middle - 1;
    }
    return this.#checkpoints[low] as Checkpoint;
  }
}

function thingsIn(state: ProgramState): number {
  let things = state.threads.length + state.objects.length;
  for (const object of state.objects) if (object) things += object.items.length + object.waiters.length;
  return things;
}
