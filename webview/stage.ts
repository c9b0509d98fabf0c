/** The lanes on the screen: a canvas as high as its window inside of a box that scrolls through all lanes. */
import { lanesHeight } from '../src/layout/lanes.js';
import { forgetUnpacked } from '../src/trace/track.js';
import { element } from './element.js';
import { axisHeight, type Painted, TimelinePainter } from './paint/paintTimeline.js';
import type { Model } from './state/model.js';

/** So long after the last picture a person has stopped zooming and panning: what only makes that quick may go. */
const restMs = 1000;

export class Stage {
  readonly canvas = element('canvas');
  readonly #space = element('div', 'space', [this.canvas]);
  readonly root = element('div', 'lanes', [this.#space]);
  readonly #painter = new TimelinePainter(this.canvas);
  readonly #model: Model;
  #painted: Painted | undefined;
  /** Kept by an observer: asking for it while painting would lay out the page anew. */
  #size = { widthPx: 0, heightPx: 0 };
  #scrolledPx = 0;
  #restTimer = 0;

  constructor(model: Model, changed: () => void) {
    this.#model = model;
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('role', 'application');
    this.root.addEventListener('scroll', () => {
      if (this.root.scrollTop === this.#scrolledPx) return;
      this.#scrolledPx = this.root.scrollTop;
      model.scrollPx = this.#scrolledPx;
      changed();
    });
    const sizes = new ResizeObserver(() => {
      this.#size = { widthPx: this.root.clientWidth, heightPx: this.root.clientHeight };
      changed();
    });
    sizes.observe(this.root);
    // Narrower when a scroll bar appears.
    sizes.observe(this.#space);
    new MutationObserver(() => {
      this.#painter.themeChanged();
      changed();
    }).observe(document.body, { attributes: true, attributeFilter: ['class'] });
    matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => {
      this.#painter.themeChanged();
      changed();
    });
  }

  /** Lays something over the lanes that is scrolled with them. */
  cover(part: HTMLElement): void {
    this.#space.append(part);
  }

  /** What was painted last. */
  get painted(): Painted | undefined {
    return this.#painted;
  }

  paint(): void {
    const { timeline, texts, lanes } = this.#model;
    this.root.hidden = !timeline || timeline.log.length === 0;
    if (!timeline || this.root.hidden) {
      this.#painted = undefined;
      return;
    }
    if (this.canvas.getAttribute('aria-label') !== texts.lanes)
      this.canvas.setAttribute('aria-label', texts.lanes);
    const { heightPx } = this.#size;
    const space = `${Math.max(heightPx, axisHeight + lanesHeight(lanes))}px`;
    const { scrollPx } = this.#model;
    const isNewHeight = this.#space.style.height !== space;
    if (isNewHeight) this.#space.style.height = space;
    // Where there is less to scroll, as when a program runs again, the browser scrolls back; a person did not.
    if ((isNewHeight && scrollPx > 0) || this.#scrolledPx !== scrollPx) this.#scrollTo(scrollPx);
    this.#painted = this.#painter.paint(this.#model, timeline, { ...this.#size, scrollPx: this.#scrolledPx });
    clearTimeout(this.#restTimer);
    this.#restTimer = window.setTimeout(forgetUnpacked, restMs);
  }

  /** The browser may not go as far as it is asked to: before the end of a run the lanes may not all be there yet. */
  #scrollTo(px: number): void {
    this.root.scrollTop = px;
    this.#scrolledPx = this.root.scrollTop;
    if (this.#model.end) this.#model.scrollPx = this.#scrolledPx;
  }

  /** Scrolls until a lane is seen. */
  bringIntoView(key: string): void {
    const lane = this.#model.lanes.find((each) => each.key === key);
    if (!lane) return;
    const room = this.#size.heightPx - axisHeight;
    if (lane.y < this.#model.scrollPx) this.#model.scrollPx = lane.y;
    else if (lane.y + lane.height > this.#model.scrollPx + room)
      this.#model.scrollPx = Math.max(0, lane.y + lane.height - room);
  }
}
