/**
 * The panels beside the lanes. Each is made anew only when it is shown and what it says has changed, and after the picture:
 * it is read later than that is seen.
 */
import type { Actions } from '../actions.js';
import { element } from '../element.js';
import type { Stage } from '../stage.js';
import type { Model } from '../state/model.js';
import type { TabName } from '../state/viewState.js';
import type { FindPanel } from './findPanel.js';
import { stateParts } from './statePanel.js';
import { stepsParts } from './steps.js';
import { tableParts } from './tablePanel.js';

/** While a run grows, panels are this old at most, if making them takes no more than a tenth of the time. */
const oldestMs = 250;
const shareOfTime = 10;

export class SidePanels {
  readonly #state = element('section', 'state');
  readonly #steps = element('section', 'steps');
  readonly #table = element('section', 'table');
  readonly #find: FindPanel;
  readonly #model: Model;
  readonly #stage: Stage;
  readonly #actions: Actions;
  readonly #isShown: (name: TabName) => boolean;
  readonly #shown: () => void;
  readonly #said = new Map<TabName, string>();
  #timer = 0;
  #nextMs = 0;

  /** `isShown` says which of them a person sees; `shown` is called when they say what is true now. */
  constructor(
    model: Model,
    stage: Stage,
    actions: Actions,
    find: FindPanel,
    isShown: (name: TabName) => boolean,
    shown: () => void,
  ) {
    this.#model = model;
    this.#stage = stage;
    this.#actions = actions;
    this.#find = find;
    this.#isShown = isShown;
    this.#shown = shown;
  }

  get tabs(): readonly { readonly name: TabName; readonly panel: HTMLElement }[] {
    return [
      { name: 'state', panel: this.#state },
      { name: 'steps', panel: this.#steps },
      { name: 'table', panel: this.#table },
      { name: 'find', panel: this.#find.root },
    ];
  }

  /** For another run. */
  forget(): void {
    this.#said.clear();
    this.#nextMs = 0;
  }

  /** Called while a frame is painted: a timer's turn comes when that is on the screen. */
  update(): void {
    const { timeline, end, follows } = this.#model;
    if (this.#timer !== 0 || !timeline || timeline.log.length === 0) return;
    const isGrowing = !end && follows;
    if (isGrowing && performance.now() < this.#nextMs) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      this.#make();
    });
  }

  #make(): void {
    const { timeline, cursor, language, run, end, findings, from, to } = this.#model;
    if (!timeline) return;
    const begin = performance.now();
    const now = [run, cursor, language, end?.outcome, findings.length].join();
    const visit = (event: number): void => this.#actions.visit(event);
    this.#panel('state', now, this.#state, () =>
      stateParts(this.#model, timeline, (site) => this.#actions.reveal(site)),
    );
    this.#panel('steps', now, this.#steps, () => stepsParts(this.#model, timeline, visit));
    if (this.#isShown('find')) this.#find.update();
    const { painted } = this.#stage;
    if (painted) {
      const view = `${now},${from},${to},${timeline.log.length}`;
      this.#panel('table', view, this.#table, () => tableParts(this.#model, timeline, painted.frame, visit));
    }
    this.#shown();
    const made = performance.now();
    this.#nextMs = made + Math.max(oldestMs, shareOfTime * (made - begin));
  }

  #panel(name: TabName, now: string, root: HTMLElement, parts: () => readonly Element[]): void {
    if (!this.#isShown(name) || this.#said.get(name) === now) return;
    this.#said.set(name, now);
    const focused = root.contains(document.activeElement);
    root.replaceChildren(...parts());
    const current = root.querySelector<HTMLElement>('.current');
    if (focused) (current?.querySelector('button') ?? current ?? root).focus();
    if (name === 'steps') current?.scrollIntoView({ block: 'nearest' });
  }
}
