/** What can be done to a lane, as a menu at its name (the pattern "Menu" of the ARIA Authoring Practices Guide). */
import type { Actions } from '../actions.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

export class LaneMenu {
  readonly root = element('div', 'menu');
  readonly #model: Model;
  readonly #actions: Actions;
  #cameFrom: Element | null = null;

  constructor(model: Model, actions: Actions) {
    this.#model = model;
    this.#actions = actions;
    this.root.hidden = true;
    this.root.setAttribute('role', 'menu');
    this.root.addEventListener('keydown', (event) => this.#key(event));
    this.root.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.root.contains(event.relatedTarget)))
        this.#close(false);
    });
  }

  open(key: string, x: number, y: number): void {
    const lane = this.#model.lanes.find((each) => each.key === key);
    if (!lane) return;
    this.#actions.selectLane(key);
    this.#cameFrom = document.activeElement;
    this.root.setAttribute('aria-label', this.#model.texts.lane.menu(lane.label));
    this.root.replaceChildren(...this.#items(key, lane.pinned, lane.collapsed));
    this.root.hidden = false;
    const left = Math.max(4, Math.min(x, window.innerWidth - this.root.offsetWidth - 8));
    const top = Math.max(4, Math.min(y, window.innerHeight - this.root.offsetHeight - 8));
    this.root.style.left = `${left}px`;
    this.root.style.top = `${top}px`;
    (this.root.firstElementChild as HTMLElement).focus();
  }

  #items(key: string, pinned: boolean, collapsed: boolean): HTMLElement[] {
    const { lane } = this.#model.texts;
    const { hidden } = this.#model.settings;
    const actions = this.#actions;
    const all: [string, () => void][] = [
      [pinned ? lane.unpin : lane.pin, () => actions.changeLane(key, 'pinned')],
      [collapsed ? lane.expand : lane.collapse, () => actions.changeLane(key, 'collapsed')],
      [lane.hide, () => actions.changeLane(key, 'hidden')],
      [lane.up, () => actions.moveLane(key, -1)],
      [lane.down, () => actions.moveLane(key, 1)],
      [lane.next, () => actions.stepLane(1)],
      [lane.previous, () => actions.stepLane(-1)],
    ];
    if (hidden.length > 0) all.push([lane.showHidden(hidden.length), () => actions.showHidden()]);
    return all.map(([text, act]) => {
      const item = element('button', 'menuitem', text);
      item.setAttribute('role', 'menuitem');
      item.tabIndex = -1;
      item.addEventListener('click', () => {
        this.#close(true);
        act();
      });
      return item;
    });
  }

  #key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') return this.#close(true);
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const items = [...this.root.children] as HTMLElement[];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + by + items.length) % items.length]?.focus();
  }

  #close(back: boolean): void {
    if (this.root.hidden) return;
    this.root.hidden = true;
    if (back && this.#cameFrom instanceof HTMLElement) this.#cameFrom.focus();
  }
}
