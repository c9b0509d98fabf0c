/** Finding events by thread, object, line or text, or those of a line that was chosen in the editor. */
import { type EventTest, eventTest, siteTest } from '../../src/trace/find.js';
import { describeEvent } from '../../src/trace/words/describeEvent.js';
import { formatTime } from '../../src/trace/words/formatTime.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

const mostRows = 200;
/** Events looked at before the rest is left to "or more": some 20 ms. */
const mostEvents = 2_000_000;

export class FindPanel {
  readonly root = element('section', 'find');
  readonly #input = element('input', 'query');
  readonly #count = element('p', 'count');
  readonly #rows = element('ol', 'rows');
  readonly #model: Model;
  readonly #visit: (event: number) => void;
  #test: EventTest | undefined;
  #sites: readonly number[] = [];
  #shown = '';

  constructor(model: Model, visit: (event: number) => void, step: (by: 1 | -1) => void) {
    this.#model = model;
    this.#visit = visit;
    this.#input.type = 'search';
    this.#count.setAttribute('role', 'status');
    this.#input.addEventListener('input', () => {
      this.#sites = [];
      this.update();
    });
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    });
    this.root.append(this.#input, this.#count, this.#rows);
  }

  /** What is looked for now. */
  get test(): EventTest | undefined {
    return this.#test;
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  /** Shows the events of some lines. */
  showSites(sites: readonly number[]): void {
    this.#input.value = '';
    this.#sites = sites;
    this.update();
  }

  update(): void {
    const { timeline, texts, language } = this.#model;
    this.#input.placeholder = texts.find.label;
    this.#input.setAttribute('aria-label', texts.find.label);
    if (!timeline) return;
    this.#test =
      this.#sites.length > 0
        ? siteTest(timeline, this.#sites)
        : eventTest(timeline, this.#input.value, language);
    const { found, whole } = this.#search();
    this.#count.textContent = this.#test ? texts.find.count(found.length, whole) : '';
    this.#show(found);
  }

  /** Rows are made anew only when others are found: a row that a person chose keeps the focus. */
  #show(found: readonly number[]): void {
    const { timeline, language, run, cursor } = this.#model;
    if (!timeline) return;
    const now = [run, language, ...found].join();
    if (now !== this.#shown) {
      this.#shown = now;
      this.#rows.replaceChildren(
        ...found.map((i) => {
          const text = `${formatTime(timeline.log.time(i))}  ${describeEvent(i, timeline, language)}`;
          const row = element('button', 'step', text);
          row.addEventListener('click', () => this.#visit(i));
          return element('li', '', [row]);
        }),
      );
    }
    found.forEach((i, place) => {
      const row = this.#rows.children[place]?.firstElementChild;
      row?.classList.toggle('current', i === cursor - 1);
      if (i === cursor - 1) row?.setAttribute('aria-current', 'step');
      else row?.removeAttribute('aria-current');
    });
  }

  #search(): { found: number[]; whole: boolean } {
    const found: number[] = [];
    const length = this.#model.timeline?.log.length ?? 0;
    if (!this.#test) return { found, whole: true };
    for (let i = 0; i < length; i++) {
      if (found.length === mostRows || i === mostEvents) return { found, whole: false };
      if (this.#test(i)) found.push(i);
    }
    return { found, whole: true };
  }
}
