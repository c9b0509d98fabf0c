/** Dragging a lane by its name to another place. Its keys are Alt with the arrows; see keyboard.ts. */
import { dropPlace, orderWithDrop } from '../../src/layout/laneMoves.js';
import type { Actions } from '../actions.js';
import type { Model } from '../state/model.js';

/** Moves of fewer pixels are still a click. */
const leastPx = 4;

export class LaneDrag {
  readonly #model: Model;
  readonly #actions: Actions;
  readonly #key: string;
  readonly #fromY: number;
  #moved = false;

  /** `y` as the lanes' own. */
  constructor(model: Model, actions: Actions, key: string, y: number) {
    this.#model = model;
    this.#actions = actions;
    this.#key = key;
    this.#fromY = y;
  }

  /** Whether it was more than a click. */
  get moved(): boolean {
    return this.#moved;
  }

  move(y: number): void {
    if (!this.#moved && Math.abs(y - this.#fromY) < leastPx) return;
    this.#moved = true;
    const model = this.#model;
    this.#actions.act(() => {
      model.dragged = { key: this.#key, toY: dropPlace(model.lanes, this.#key, y).y };
    });
  }

  drop(y: number): void {
    const model = this.#model;
    this.#actions.act(() => {
      model.dragged = undefined;
      if (!this.#moved) return;
      const { lanes, settings } = model;
      model.settings = { ...settings, order: orderWithDrop(lanes, settings.order, this.#key, y) };
    });
  }

  cancel(): void {
    this.#actions.act(() => {
      this.#model.dragged = undefined;
    });
  }
}
