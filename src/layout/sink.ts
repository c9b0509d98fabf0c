/** Where the geometry of a picture goes: a painter, an SVG writer, a test. Coordinates are pixels from the lanes' top left. */

/**
 * What a box stands for; decides shape and texture, never colour alone. Deadlocked and stuck: the waits and the holdings
 * of a cycle, which share one mark. Output: a line was printed.
 */
export type Style =
  | 'started'
  | 'runnable'
  | 'running'
  | 'critical'
  | 'blocked'
  | 'deadlocked'
  | 'waiting'
  | 'sleeping'
  | 'ended'
  | 'owned'
  | 'stuck'
  | 'waiter'
  | 'item'
  | 'value'
  | 'state'
  | 'output';

/** Share of a lane's height that a span leaves free above and below; the thicker, the more it means. */
export const insetOf: Readonly<Record<Style, number>> = {
  started: 0.34,
  runnable: 0.34,
  running: 0.22,
  critical: 0.06,
  blocked: 0.12,
  deadlocked: 0.12,
  waiting: 0.46,
  sleeping: 0.46,
  ended: 0.16,
  owned: 0,
  stuck: 0,
  waiter: 0,
  item: 0,
  value: 0,
  state: 0.1,
  output: 0,
};

export interface Sink {
  /**
   * A span wide enough to be seen by itself. `thread` gives its colour (0: none of its own), `event` began it, `label` is
   * said where it fits.
   */
  box(
    style: Style,
    x: number,
    y: number,
    width: number,
    height: number,
    thread: number,
    event: number,
    label: string,
  ): void;
  /**
   * One column of `crowdPx` pixels with more spans than can be seen: which share of them is at work (or taken), and which is held up.
   * `event` is the first of them.
   */
  crowd(
    x: number,
    y: number,
    height: number,
    thread: number,
    event: number,
    busy: number,
    heldUp: number,
  ): void;
}

/** Narrower boxes get no words. */
export const labelPx = 24;
/** Width of the columns that a crowd is drawn in: one pixel is not told from its neighbours. */
export const crowdPx = 2;
