/** The whole run at a glance, above the lanes, and which part of it is seen. Painted anew only when the run has grown. */
import { createAxis } from '../../src/layout/axis.js';
import { createFrame } from '../../src/layout/frame.js';
import { layThread } from '../../src/layout/layThread.js';
import type { Timeline } from '../../src/trace/timeline.js';
import type { Actions } from '../actions.js';
import { element } from '../element.js';
import { CanvasSink } from '../paint/canvasSink.js';
import { readPalette } from '../paint/palette.js';
import { Textures } from '../paint/textures.js';
import type { Model } from '../state/model.js';

const heightPx = 28;
/** Threads that have room; of more, as many from the first on. */
const mostThreads = 14;
/** While a run grows its overview is at most this old. */
const oldestMs = 500;

export class Minimap {
  readonly root = element('div', 'minimap');
  readonly #canvas = element('canvas');
  readonly #window = element('div', 'window');
  readonly #model: Model;
  readonly #actions: Actions;
  #shown: readonly unknown[] = [];
  #paintedMs = 0;
  #widthPx = 0;

  constructor(model: Model, actions: Actions) {
    this.#model = model;
    this.#actions = actions;
    this.#canvas.setAttribute('role', 'img');
    this.root.append(this.#canvas, this.#window);
    new ResizeObserver(() => {
      this.#widthPx = this.root.clientWidth;
      this.update();
    }).observe(this.root);
    this.root.addEventListener('pointerdown', (event) => {
      this.root.setPointerCapture(event.pointerId);
      this.#show(event);
    });
    this.root.addEventListener('pointermove', (event) => {
      if (event.buttons === 1) this.#show(event);
    });
  }

  themeChanged(): void {
    this.#shown = [];
  }

  update(): void {
    const { timeline, texts, from, to, axisMode, findings } = this.#model;
    this.root.hidden = !timeline || timeline.log.length === 0;
    if (!timeline || this.root.hidden) return;
    this.#window.style.left = `${from * 100}%`;
    this.#window.style.width = `${Math.max(0.3, (to - from) * 100)}%`;
    this.#window.hidden = from === 0 && to === 1;
    const widthPx = this.#widthPx;
    if (widthPx === 0) return;
    const now = [timeline, timeline.log.length, axisMode, widthPx, findings, window.devicePixelRatio];
    if (now.every((value, index) => value === this.#shown[index])) return;
    const growing = timeline === this.#shown[0] && axisMode === this.#shown[2] && !this.#model.end;
    if (growing && performance.now() - this.#paintedMs < oldestMs) return;
    this.#shown = now;
    this.#canvas.setAttribute('aria-label', texts.overview);
    this.#paint(timeline, widthPx);
    this.#paintedMs = performance.now();
  }

  #paint(timeline: Timeline, widthPx: number): void {
    const ratio = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(widthPx * ratio);
    this.#canvas.height = Math.round(heightPx * ratio);
    const context = this.#canvas.getContext('2d') as CanvasRenderingContext2D;
    context.scale(ratio, ratio);
    const palette = readPalette();
    const { axisMode, language, findings } = this.#model;
    const frame = createFrame(
      timeline,
      createAxis(timeline, axisMode),
      { from: 0, to: 1, widthPx },
      language,
    );
    const sink = new CanvasSink({ context, palette, textures: new Textures(ratio) });
    const threads = [...timeline.threads.values()].slice(0, mostThreads);
    const rowPx = heightPx / Math.max(4, threads.length);
    threads.forEach(({ thread, spans }, row) => {
      layThread(thread.id, spans, row * rowPx, rowPx, frame, sink);
    });
    sink.flush();
    context.fillStyle = palette.error;
    for (const { seq } of findings) context.fillRect(frame.axis.x(seq) * widthPx - 1, 0, 2, heightPx);
  }

  #show(event: PointerEvent): void {
    const box = this.root.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const { from, to } = this.#model;
    // From the whole, a click shows a tenth around it.
    const width = to - from > 0.9 ? 0.1 : to - from;
    this.#actions.act(() => this.#model.show(x - width / 2, width));
  }
}
