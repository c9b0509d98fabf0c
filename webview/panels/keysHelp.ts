/** The list of keys, over the page until it is closed. */
import { element } from '../element.js';
import type { Model } from '../state/model.js';

export class KeysHelp {
  readonly root = element('dialog', 'keys');
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
    this.root.addEventListener('click', () => this.root.close());
    this.root.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === '?') this.root.close();
    });
  }

  toggle(): void {
    const { keys } = this.#model.texts;
    if (this.root.open) return this.root.close();
    const rows = keys.list.map(([key = '', meaning = '']) =>
      element('tr', '', [element('th', '', key), element('td', '', meaning)]),
    );
    this.root.setAttribute('aria-label', keys.title);
    this.root.replaceChildren(
      element('h2', '', keys.title),
      element('table', '', [element('tbody', '', rows)]),
    );
    this.root.tabIndex = -1;
    this.root.showModal();
  }
}
