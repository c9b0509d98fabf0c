/** Plays the run: the cursor goes along the axis, so that the whole run takes twenty seconds at the normal speed. */
import type { Actions } from '../actions.js';
import type { Stage } from '../stage.js';
import type { Model } from '../state/model.js';

const wholeRunMs = 20_000;
/** For people who asked for less motion: from step to step at this pace. */
const calmStepMs = 1000;

export class Player {
  readonly #model: Model;
  readonly #stage: Stage;
  readonly #actions: Actions;
  readonly #changed: () => void;
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  #playing = false;
  #lastMs = 0;
  #x = 0;

  constructor(model: Model, stage: Stage, actions: Actions, changed: () => void) {
    this.#model = model;
    this.#stage = stage;
    this.#actions = actions;
    this.#changed = changed;
  }

  get playing(): boolean {
    return this.#playing;
  }

  toggle(): void {
    this.#playing = !this.#playing;
    this.#changed();
    if (!this.#playing) return;
    const { timeline, cursor } = this.#model;
    // At the end there is nothing left to play.
    if (timeline && cursor >= timeline.log.length) this.#actions.jump(1);
    this.#x = this.#cursorX();
    this.#lastMs = performance.now();
    if (this.#calm.matches) setTimeout(() => this.#stepCalmly(), calmStepMs);
    else requestAnimationFrame((now) => this.#frame(now));
  }
  stop(): void {
    if (this.#playing) this.toggle();
  }

  #frame(now: number): void {
    const axis = this.#stage.painted?.frame.axis;
    if (!this.#playing || !axis) return;
    this.#x += ((now - this.#lastMs) / wholeRunMs) * this.#model.speed;
    this.#lastMs = now;
    const count = axis.eventAt(Math.min(1, this.#x));
    if (count !== this.#model.cursor && count > 0) this.#actions.jump(count);
    if (this.#x >= 1) return this.#finish();
    requestAnimationFrame((next) => this.#frame(next));
  }

  #stepCalmly(): void {
    if (!this.#playing) return;
    const { timeline, cursor, speed } = this.#model;
    if (!timeline || cursor >= timeline.log.length) return this.#finish();
    this.#actions.step(1);
    setTimeout(() => this.#stepCalmly(), calmStepMs / speed);
  }

  #finish(): void {
    this.#actions.jump(Number.MAX_SAFE_INTEGER);
    this.stop();
  }

  #cursorX(): number {
    return this.#stage.painted?.frame.axis.x(Math.max(0, this.#model.cursor - 1)) ?? 0;
  }
}
