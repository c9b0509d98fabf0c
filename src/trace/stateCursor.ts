/** The state at a moment that moves: a step forward applies an event, everything else goes back to a kept copy. */
import { applyEvent } from './reducers.js';
import type { ProgramState } from './state.js';
import type { Timeline } from './timeline.js';

/** Applying so many events costs less than copying a state. */
const nearEvents = 2048;

export class StateCursor {
  readonly #timeline: Timeline;
  #count = 0;
  #state: ProgramState;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#state = timeline.stateAfter(0);
  }

  /** The state after the first `count` events; it changes with the next call. */
  at(count: number): ProgramState {
    const { log, header } = this.#timeline;
    const wanted = Math.max(0, Math.min(count, log.length));
    if (wanted < this.#count || wanted - this.#count > nearEvents) {
      this.#state = this.#timeline.stateAfter(wanted);
      this.#count = wanted;
    }
    for (; this.#count < wanted; this.#count++) applyEvent(this.#state, log, this.#count, header.sites);
    return this.#state;
  }
}
