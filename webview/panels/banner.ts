/**
 * Findings and problems first: each a sentence; a click goes to where it shows.
 * Closed, it is one finding of two lines, so that it never takes the room of the lanes.
 */
import { describeFinding } from '../../src/trace/words/describeFinding.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

export class Banner {
  readonly root = element('section', 'banner');
  readonly #model: Model;
  readonly #jump: (count: number) => void;
  #shown: readonly unknown[] = [];
  #open = false;

  constructor(model: Model, jump: (count: number) => void) {
    this.#model = model;
    this.#jump = jump;
    new ResizeObserver(() => this.#fit()).observe(this.root);
  }

  /** Makes the rows anew when what they say has changed, and only then. */
  update(): void {
    const { findings, end, language, run } = this.#model;
    const now = [findings, end, language, run];
    if (now.every((value, index) => value === this.#shown[index])) return;
    if (run !== this.#shown[3]) this.#open = false;
    this.#shown = now;
    const rows = this.#rows();
    this.root.hidden = rows.length === 0;
    this.root.replaceChildren(element('div', 'findings', rows), this.#toggle(rows.length));
    this.#fit();
  }

  #rows(): HTMLElement[] {
    const { timeline, findings, end, language } = this.#model;
    const found = timeline
      ? findings.map((each) => [each.seq, describeFinding(each, timeline, language)] as const)
      : [];
    const problems = end?.problems ?? [];
    return [
      ...found.map(([seq, text]) => {
        const row = element('button', 'finding', text);
        row.addEventListener('click', () => this.#jump(seq + 1));
        return row;
      }),
      ...problems.map(({ line, file, message }) =>
        element('p', 'finding', line > 0 ? `${file}:${line}: ${message}` : message),
      ),
    ];
  }

  #toggle(count: number): HTMLElement {
    const { texts } = this.#model;
    const toggle = element('button', 'more');
    const show = (): void => {
      const text = this.#open ? texts.less : texts.more;
      toggle.textContent = `${count > 1 ? `${count} ` : ''}${this.#open ? '▴' : '▾'}`;
      toggle.title = text;
      toggle.setAttribute('aria-label', count > 1 ? `${text} (${count})` : text);
      toggle.setAttribute('aria-expanded', String(this.#open));
      this.root.classList.toggle('open', this.#open);
    };
    toggle.addEventListener('click', () => {
      this.#open = !this.#open;
      show();
    });
    show();
    return toggle;
  }

  /** The toggle is there only when something is not seen, or was opened. */
  #fit(): void {
    const rows = [...this.root.querySelectorAll('.finding')];
    const cut = rows.length > 1 || rows.some((row) => row.scrollHeight > row.clientHeight + 1);
    const toggle = this.root.querySelector<HTMLElement>('.more');
    if (toggle) toggle.hidden = !cut && !this.#open;
  }
}
