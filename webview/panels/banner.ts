/**
 * Findings and problems first: each a sentence; a click goes to where it shows.
 * Closed, it is one finding of two lines, so that it never takes the room of the lanes.
 */
import type { Finding } from '../../src/trace/finding.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { adviseOn } from '../../src/trace/words/adviseOn.js';
import { describeFinding } from '../../src/trace/words/describeFinding.js';
import { describePreemptions } from '../../src/trace/words/describePreemptions.js';
import { sayProblem } from '../../src/trace/words/sayProblem.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

export class Banner {
  readonly root = element('section', 'banner');
  readonly #model: Model;
  readonly #jump: (count: number) => void;
  #shown: readonly unknown[] = [];
  #open = false;
  /** Said below the findings: how this run differs from another. */
  #note = { text: '', event: -1 };

  constructor(model: Model, jump: (count: number) => void) {
    this.#model = model;
    this.#jump = jump;
    new ResizeObserver(() => this.#fit()).observe(this.root);
  }

  /** Makes the rows anew when what they say has changed, and only then. */
  update(): void {
    const { findings, end, language, run } = this.#model;
    const now = [findings, end, language, run, this.#note];
    if (now.every((value, index) => value === this.#shown[index])) return;
    this.#shown = now;
    const rows = this.#rows();
    this.root.hidden = rows.length === 0;
    this.root.replaceChildren(element('div', 'findings', rows), this.#toggle(rows.length));
    this.#fit();
  }

  /** Says something of the run's event; nothing when the text is empty. */
  note(text: string, event: number): void {
    this.#note = { text, event };
    this.#open = text !== '';
  }

  #rows(): HTMLElement[] {
    const { timeline, findings, end, language } = this.#model;
    const found = timeline ? findings.map((each) => this.#finding(each, timeline)) : [];
    const told = new Set(findings.map((each) => (each.kind === 'uncaught-exception' ? each.message : '')));
    const problems = (end?.problems ?? []).filter(({ message }) => !told.has(message));
    return [
      ...found,
      ...this.#preemptions(),
      ...(this.#note.text === '' ? [] : [this.#row(this.#note.text, this.#note.event, 'finding note')]),
      ...problems.map((each) => element('p', 'finding', sayProblem(each, language))),
    ];
  }

  /** What a schedule takes that was searched for: each switch is told, and a bookmark on the picture. */
  #preemptions(): HTMLElement[] {
    const { timeline, end, language, texts } = this.#model;
    if (!timeline || !end || timeline.header.strategy !== 'replay') return [];
    return describePreemptions(timeline, language).map(({ sentence, event }) =>
      this.#row(texts.preemption(sentence), event, 'finding note'),
    );
  }

  /** What was found; what it means and what to do stands below, seen when the banner is open. */
  #finding(finding: Finding, timeline: Timeline): HTMLElement {
    const { language } = this.#model;
    const row = this.#row(describeFinding(finding, timeline, language), finding.seq, 'finding');
    const advice = adviseOn(finding, timeline, language);
    if (advice.length > 0) row.append(element('span', 'advice', advice.join(' ')));
    return row;
  }

  #row(text: string, event: number, className: string): HTMLElement {
    const row = element('button', className, text);
    row.addEventListener('click', () => this.#jump(event + 1));
    return row;
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
    const cut =
      rows.length > 1 ||
      rows.some((row) => row.childElementCount > 0 || row.scrollHeight > row.clientHeight + 1);
    const toggle = this.root.querySelector<HTMLElement>('.more');
    if (toggle) toggle.hidden = !cut && !this.#open;
  }
}
