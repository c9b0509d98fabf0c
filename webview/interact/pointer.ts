/** Mouse, pen and fingers on the lanes. D3 tells wheel and pinch gestures apart; the view itself is the model's. */
import { select, zoom } from 'd3';
import { type Arrow, arrowAt } from '../../src/layout/arrows.js';
import { boxAt, type Hit } from '../../src/layout/boxAt.js';
import { firstLaneBelow, type Lane } from '../../src/layout/lanes.js';
import { fromPx } from '../../src/layout/view.js';
import type { Actions } from '../actions.js';
import { axisHeight } from '../paint/paintTimeline.js';
import type { Stage } from '../stage.js';
import type { Model } from '../state/model.js';
import { LaneDrag } from './laneDrag.js';

/** Moves of fewer pixels are still a click. */
const clickPx = 3;

interface Point {
  /** From the lanes' left and top; negative on the labels and on the axis. */
  readonly x: number;
  readonly y: number;
}
export interface AxisTime {
  readonly timeNs: number;
}
interface Drag {
  readonly onAxis: boolean;
  x: number;
  moved: boolean;
}
export interface PointerListener {
  /** Over a box, an arrow, the name of a lane, a time of the axis, or over nothing. */
  hovered(over: Hit | Arrow | Lane | AxisTime | undefined, event: PointerEvent): void;
  /** Over a lane, its name or its picture, or over none. */
  laneHovered(lane: Lane | undefined, over: Hit | Arrow | undefined): void;
  /** The name of a lane was clicked, or asked for its menu. */
  laneChosen(key: string, event: MouseEvent): void;
}

export class Pointer {
  readonly #model: Model;
  readonly #stage: Stage;
  readonly #actions: Actions;
  readonly #listener: PointerListener;
  #drag: Drag | undefined;
  #laneDrag: LaneDrag | undefined;

  constructor(model: Model, stage: Stage, actions: Actions, listener: PointerListener) {
    this.#model = model;
    this.#stage = stage;
    this.#actions = actions;
    this.#listener = listener;
    const { canvas } = stage;
    canvas.addEventListener('pointerdown', (event) => this.#down(event));
    canvas.addEventListener('pointermove', (event) => this.#move(event));
    canvas.addEventListener('pointerup', (event) => this.#up(event));
    canvas.addEventListener('pointercancel', () => {
      this.#drag = undefined;
      this.#laneDrag?.cancel();
      this.#laneDrag = undefined;
    });
    canvas.addEventListener('pointerleave', (event) => {
      listener.hovered(undefined, event);
      listener.laneHovered(undefined, undefined);
    });
    canvas.addEventListener('contextmenu', (event) => this.#menu(event));
    this.#listenToWheel(canvas);
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { y } = this.#point(event);
    const lane = this.#named(event);
    if (lane) this.#laneDrag = new LaneDrag(this.#model, this.#actions, lane.key, y);
    this.#drag = { onAxis: y < this.#model.scrollPx, x: event.clientX, moved: false };
    this.#stage.canvas.setPointerCapture(event.pointerId);
    if (this.#drag.onAxis) this.#cursorTo(event);
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return this.#hover(event);
    if (this.#laneDrag) return this.#laneDrag.move(this.#point(event).y);
    if (drag.onAxis) return this.#cursorTo(event);
    const by = event.clientX - drag.x;
    if (Math.abs(by) < clickPx && !drag.moved) return;
    drag.moved = true;
    drag.x = event.clientX;
    const { painted } = this.#stage;
    if (painted) this.#actions.pan(-by / painted.frame.view.widthPx);
  }

  #hover(event: PointerEvent): void {
    const over = this.#arrow(event) ?? this.#hit(event);
    this.#listener.hovered(this.#named(event) ?? over ?? this.#axisTime(event), event);
    this.#listener.laneHovered(this.#laneAt(event), over);
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag;
    this.#drag = undefined;
    const laneDrag = this.#laneDrag;
    this.#laneDrag = undefined;
    laneDrag?.drop(this.#point(event).y);
    if (laneDrag?.moved) return;
    if (drag && !drag.onAxis && !drag.moved) this.#click(event);
  }

  #click(event: MouseEvent): void {
    if (this.#point(event).x < 0) return this.#chooseLane(event);
    const arrow = this.#arrow(event);
    if (arrow) return this.#actions.visit(arrow.to);
    const hit = this.#hit(event);
    if (!hit) return this.#cursorTo(event);
    this.#model.selectedLane = hit.lane.key;
    this.#actions.visit(hit.event);
  }

  #menu(event: MouseEvent): void {
    event.preventDefault();
    this.#chooseLane(event);
  }

  #chooseLane(event: MouseEvent): void {
    const lane = this.#laneAt(event);
    if (!lane) return;
    // A click on the head of a process does what its button does.
    if (lane.kind === 'process' && event.type === 'pointerup')
      this.#actions.changeLane(lane.key, 'collapsed');
    else this.#listener.laneChosen(lane.key, event);
  }

  #laneAt(event: MouseEvent): Lane | undefined {
    const { lanes } = this.#model;
    return lanes[firstLaneBelow(lanes, this.#point(event).y)];
  }

  /** The lane whose name is under the pointer. */
  #named(event: MouseEvent): Lane | undefined {
    const { x, y } = this.#point(event);
    return x < 0 && y >= this.#model.scrollPx ? this.#laneAt(event) : undefined;
  }

  #cursorTo(event: MouseEvent): void {
    const { painted } = this.#stage;
    if (!painted) return;
    const x = fromPx(painted.frame.view, this.#point(event).x);
    this.#actions.jump(painted.frame.axis.eventAt(x) + 1);
  }

  #arrow(event: MouseEvent): Arrow | undefined {
    const { painted } = this.#stage;
    const { x, y } = this.#point(event);
    return painted && x >= 0 && y >= painted.scrollPx ? arrowAt(painted.arrows, x, y) : undefined;
  }

  #hit(event: MouseEvent): Hit | undefined {
    const { painted } = this.#stage;
    const { x, y } = this.#point(event);
    return painted && x >= 0 ? boxAt(painted.lanes, painted.frame, x, y) : undefined;
  }

  #axisTime(event: MouseEvent): AxisTime | undefined {
    const { painted } = this.#stage;
    const { x, y } = this.#point(event);
    if (!painted || x < 0 || y >= painted.scrollPx) return undefined;
    const { axis, view } = painted.frame;
    return { timeNs: axis.timeAt(Math.min(1, fromPx(view, x))) };
  }

  #point(event: MouseEvent): Point {
    const box = this.#stage.canvas.getBoundingClientRect();
    const { painted } = this.#stage;
    return {
      x: event.clientX - box.left - (painted?.labelWidth ?? 0),
      y: event.clientY - box.top - axisHeight + (painted?.scrollPx ?? 0),
    };
  }

  #listenToWheel(canvas: HTMLCanvasElement): void {
    const gestures = zoom<HTMLCanvasElement, unknown>()
      .filter(
        (event: Event) => event instanceof WheelEvent && (event.ctrlKey || event.metaKey || event.shiftKey),
      )
      .on('zoom', ({ sourceEvent }: { sourceEvent: WheelEvent | null }) => {
        if (sourceEvent) this.#wheel(sourceEvent);
      });
    select(canvas).call(gestures).on('dblclick.zoom', null);
  }

  #wheel(wheel: WheelEvent): void {
    const { painted } = this.#stage;
    if (!painted) return;
    if (wheel.shiftKey) return this.#actions.pan(Math.sign(wheel.deltaY || wheel.deltaX) * 0.1);
    const around = fromPx(painted.frame.view, this.#point(wheel).x);
    this.#actions.act(() => this.#model.zoom(wheel.deltaY > 0 ? 1.25 : 0.8, around));
  }
}
