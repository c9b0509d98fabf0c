/** Rows of an object's lane: who stays in the same row is one box, whatever happens beside. */
import type { Frame } from './frame.js';
import { labelPx, type Sink, type Style } from './sink.js';

export interface RowSetting {
  readonly style: Style;
  readonly rows: number;
  /** Top of the first row, height of each, and how far the next one lies below (above if negative). */
  readonly y: number;
  readonly rowPx: number;
  readonly stepPx: number;
  /** What a box of this event says where it has room. */
  label(event: number): string;
}

export class Rows {
  readonly #events: Int32Array;
  readonly #lefts: Float64Array;
  /** How many more there are than rows, said in the last one. */
  #more = 0;
  #right = 0;

  constructor(
    readonly setting: RowSetting,
    readonly frame: Frame,
    readonly sink: Sink,
  ) {
    this.#events = new Int32Array(setting.rows).fill(-1);
    this.#lefts = new Float64Array(setting.rows);
  }

  /** The events that brought in what is there from `left` to `right`, by row; of `count` altogether. */
  show(members: readonly number[], count: number, left: number, right: number): void {
    const { rows } = this.setting;
    const shown = Math.min(rows, members.length);
    const more = Math.max(0, count - shown);
    for (let row = 0; row < rows; row++) {
      const event = row < shown ? (members[row] as number) : -1;
      const counts = row === shown - 1 && more !== this.#more;
      if (this.#events[row] === event && !counts) continue;
      this.#endRow(row);
      this.#events[row] = event;
      this.#lefts[row] = left;
    }
    this.#more = more;
    this.#right = right;
  }

  end(): void {
    for (let row = 0; row < this.setting.rows; row++) this.#endRow(row);
  }

  #endRow(row: number): void {
    const event = this.#events[row] as number;
    this.#events[row] = -1;
    if (event < 0) return;
    const { style, y, rowPx, stepPx } = this.setting;
    const left = this.#lefts[row] as number;
    const width = this.#right - left;
    const name = width >= labelPx ? this.setting.label(event) : '';
    const isLast = row === this.setting.rows - 1;
    const label = isLast && this.#more > 0 && name !== '' ? `${name} +${this.#more}` : name;
    const thread = this.frame.timeline.log.thread(event);
    this.sink.box(style, left, y + row * stepPx, width, rowPx - 1, thread, event, label);
  }
}
