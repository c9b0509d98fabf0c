/** The buttons before the names of processes that collapse them; the canvas beside them paints the rest. */
import { laneTitle } from '../../src/layout/laneName.js';
import type { Lane } from '../../src/layout/lanes.js';
import type { Actions } from '../actions.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

export class ProcessHeads {
  /** As high as the lanes, and scrolled with them. */
  readonly root = element('div', 'heads');
  readonly #model: Model;
  readonly #actions: Actions;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  #shown = '';

  constructor(model: Model, actions: Actions) {
    this.#model = model;
    this.#actions = actions;
  }

  /** `scrollPx` of the lanes lie above the window: a head there would lie upon the axis. */
  update(topPx: number, scrollPx: number): void {
    const { lanes, language, run, timeline } = this.#model;
    const heads = lanes.filter(({ kind }) => kind === 'process');
    const now = [
      run,
      language,
      scrollPx,
      ...heads.map(({ key, y, collapsed }) => [key, y, collapsed]),
    ].join();
    if (now === this.#shown || !timeline) return;
    this.#shown = now;
    for (const [key, button] of this.#buttons) {
      if (heads.some((head) => head.key === key)) continue;
      button.remove();
      this.#buttons.delete(key);
    }
    for (const head of heads) {
      const button = this.#buttonOf(head.key);
      button.setAttribute('aria-label', laneTitle(head, timeline, language));
      button.setAttribute('aria-expanded', String(!head.collapsed));
      button.textContent = head.collapsed ? '▸' : '▾';
      button.style.top = `${topPx + head.y}px`;
      button.hidden = head.y < scrollPx - head.height / 2;
      // In the order in which they are seen, for those who go from one to the next by key.
      this.root.append(...this.#moved(button, heads, head));
    }
  }

  /** A button that stands where it should is left alone, so that it keeps the focus. */
  #moved(button: HTMLButtonElement, heads: readonly Lane[], head: Lane): HTMLButtonElement[] {
    return this.root.children[heads.indexOf(head)] === button ? [] : [button];
  }

  #buttonOf(key: string): HTMLButtonElement {
    const known = this.#buttons.get(key);
    if (known) return known;
    const button = element('button', 'head');
    button.addEventListener('click', () => this.#actions.changeLane(key, 'collapsed'));
    this.#buttons.set(key, button);
    return button;
  }
}
