/**
 * The panels beside or below the lanes, as tabs (the pattern "Tabs" of the ARIA Authoring Practices Guide). Where there
 * is room, the style sheet pins the first panel above the others.
 */
import { element } from '../element.js';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly panel: HTMLElement;
}

export class Tabs<Name extends string> {
  readonly root = element('aside');
  readonly #tabs: readonly Tab<Name>[];
  readonly #buttons: readonly HTMLButtonElement[];
  readonly #chosen: (name: Name) => void;
  #current: Name;

  constructor(tabs: readonly Tab<Name>[], current: Name, chosen: (name: Name) => void) {
    this.#tabs = tabs;
    this.#chosen = chosen;
    this.#current = current;
    this.#buttons = tabs.map(({ name, panel }) => this.#button(name, panel));
    const list = element('div', 'tabs', this.#buttons);
    list.setAttribute('role', 'tablist');
    list.addEventListener('keydown', (event) => this.#key(event));
    this.root.append(list, ...tabs.map(({ panel }) => panel));
    this.#mark(current);
  }

  get current(): Name {
    return this.#current;
  }

  /** Called for every picture: what is chosen already is left alone, as setting an attribute anew costs a new style. */
  show(name: Name): void {
    if (this.#current === name) return;
    this.#current = name;
    this.#mark(name);
  }

  #mark(name: Name): void {
    this.#tabs.forEach(({ panel, name: each }, index) => {
      const selected = each === name;
      const button = this.#buttons[index];
      button?.setAttribute('aria-selected', String(selected));
      if (button) button.tabIndex = selected ? 0 : -1;
      panel.classList.toggle('chosen', selected);
    });
  }

  /** Names of the tabs in the language of the moment. */
  label(texts: Readonly<Record<Name, string>>): void {
    this.#tabs.forEach(({ name }, index) => {
      const button = this.#buttons[index];
      if (button && button.textContent !== texts[name]) button.textContent = texts[name];
    });
  }

  #button(name: Name, panel: HTMLElement): HTMLButtonElement {
    const button = element('button', `tab tab-${name}`);
    button.id = `tab-${name}`;
    button.setAttribute('role', 'tab');
    button.setAttribute('aria-controls', `panel-${name}`);
    panel.id = `panel-${name}`;
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', button.id);
    panel.tabIndex = 0;
    button.addEventListener('click', () => this.#choose(name));
    return button;
  }

  #choose(name: Name): void {
    this.show(name);
    this.#chosen(name);
  }

  #key(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.stopPropagation();
    const shown = this.#buttons.filter((button) => button.offsetParent !== null);
    const at = shown.indexOf(document.activeElement as HTMLButtonElement);
    const next = shown[(at + by + shown.length) % shown.length];
    next?.focus();
    next?.click();
  }
}
