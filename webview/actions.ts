/** What a person can do to the picture, whether by key, by pointer or by button. */
import { orderWithStep } from '../src/layout/laneMoves.js';
import { laneTitle } from '../src/layout/laneName.js';
import { toggled } from '../src/layout/laneSettings.js';
import type { Lane } from '../src/layout/lanes.js';
import { type EventTest, findNext } from '../src/trace/find.js';
import { describeEvent } from '../src/trace/words/describeEvent.js';
import { host } from './host.js';
import type { Stage } from './stage.js';
import type { Model } from './state/model.js';

export type LaneChange = 'hidden' | 'pinned' | 'collapsed';

export class Actions {
  readonly #model: Model;
  readonly #stage: Stage;
  readonly #repaint: () => void;
  readonly #announce: (text: string) => void;

  constructor(model: Model, stage: Stage, repaint: () => void, announce: (text: string) => void) {
    this.#model = model;
    this.#stage = stage;
    this.#repaint = repaint;
    this.#announce = announce;
  }

  /** Changes how the picture looks, and paints it. */
  act(change: () => void): void {
    change();
    this.#repaint();
  }

  /** Moves the cursor behind so many events, into view, and says the step that it stands behind. */
  jump(count: number): void {
    const model = this.#model;
    this.act(() => {
      model.setCursor(count);
      this.#keepInView();
    });
    if (model.timeline && model.cursor > 0)
      this.#announce(describeEvent(model.cursor - 1, model.timeline, model.language));
  }
  step(by: number): void {
    this.jump(this.#model.cursor + by);
  }
  /** The next or previous event that passes a test; stays where there is none, or begins again at the other end. */
  stepTo(test: EventTest, by: 1 | -1, around = false): void {
    const { timeline, cursor } = this.#model;
    if (!timeline) return;
    let found = findNext(timeline, test, cursor - 1, by);
    if (found < 0 && around) found = findNext(timeline, test, by > 0 ? -1 : timeline.log.length, by);
    if (found >= 0) this.jump(found + 1);
  }
  /** The next or previous event of the selected lane; of the run if none is selected. */
  stepLane(by: 1 | -1): void {
    const { timeline, selectedLane, lanes } = this.#model;
    const lane = lanes.find(({ key }) => key === selectedLane);
    if (!timeline || !lane) return this.step(by);
    const { log } = timeline;
    const { id, kind } = lane;
    this.stepTo(kind === 'thread' ? (i) => log.thread(i) === id : (i) => log.object(i) === id, by);
  }

  reveal(site: number): void {
    if (site > 0) host.postMessage({ type: 'reveal', run: this.#model.run, site });
  }
  /** Goes to an event, and to its line. */
  visit(event: number): void {
    this.jump(event + 1);
    this.reveal(this.#model.timeline?.log.site(event) ?? 0);
  }

  /** To the first event of a line; stays where the cursor is if there is none. */
  pointAt(sites: readonly number[]): void {
    const { timeline } = this.#model;
    if (!timeline) return;
    const wanted = new Set(sites);
    const event = findNext(timeline, (i) => wanted.has(timeline.log.site(i)), -1, 1);
    if (event >= 0) this.jump(event + 1);
  }

  zoom(factor: number): void {
    this.act(() => this.#model.zoom(factor, this.#anchor()));
  }
  /** By a part of what is seen. */
  pan(part: number): void {
    this.act(() => this.#model.pan(part * (this.#model.to - this.#model.from)));
  }
  showAll(): void {
    this.act(() => this.#model.showAll());
  }

  selectLane(key: string): void {
    this.act(() => {
      this.#model.selectedLane = key;
      this.#stage.bringIntoView(key);
    });
    const lane = this.#model.lanes.find((each) => each.key === key);
    if (lane) this.#announce(this.#sayLane(lane));
  }
  selectNeighbour(by: 1 | -1): void {
    const { lanes, selectedLane } = this.#model;
    const at = lanes.findIndex(({ key }) => key === selectedLane);
    const next = lanes[at < 0 ? 0 : Math.max(0, Math.min(lanes.length - 1, at + by))];
    if (next) this.selectLane(next.key);
  }
  changeLane(key: string, what: LaneChange): void {
    const model = this.#model;
    if (key === '') return;
    this.act(() => {
      model.settings = { ...model.settings, [what]: toggled(model.settings[what], key) };
    });
    const lane = model.lanes.find((each) => each.key === key);
    if (lane && what === 'collapsed') this.#announce(this.#sayLane(lane));
  }
  moveLane(key: string, by: 1 | -1): void {
    const model = this.#model;
    if (key === '') return;
    const { lanes, settings } = model;
    this.act(() => {
      model.settings = { ...settings, order: orderWithStep(lanes, settings.order, key, by) };
    });
    this.#stage.bringIntoView(key);
  }
  showHidden(): void {
    this.act(() => {
      this.#model.settings = { ...this.#model.settings, hidden: [] };
    });
  }

  toggleBookmark(): void {
    const model = this.#model;
    this.act(() => {
      model.bookmarks = toggled(model.bookmarks, model.cursor).sort((a, b) => a - b);
    });
  }
  stepBookmark(by: 1 | -1): void {
    const { bookmarks, cursor } = this.#model;
    const next =
      by > 0
        ? bookmarks.find((each) => each > cursor)
        : [...bookmarks].reverse().find((each) => each < cursor);
    if (next !== undefined) this.jump(next);
  }

  #sayLane(lane: Lane): string {
    const { timeline, language, texts } = this.#model;
    const title = timeline ? laneTitle(lane, timeline, language) : lane.label;
    return lane.collapsed ? `${title}, ${texts.lane.collapsed}` : title;
  }
  /** Where zooming by key keeps the picture still: the cursor if it is seen, else the middle. */
  #anchor(): number {
    const { from, to } = this.#model;
    const x = this.#cursorX();
    return x >= from && x <= to ? x : (from + to) / 2;
  }
  #cursorX(): number {
    return this.#stage.painted?.frame.axis.x(Math.max(0, this.#model.cursor - 1)) ?? 0.5;
  }
  #keepInView(): void {
    const { from, to } = this.#model;
    const x = this.#cursorX();
    if (x >= from && x <= to) return;
    this.#model.show(x - (to - from) / 2, to - from);
  }
}
