/** What the page knows of a run, and how a person looks at it. Changed by messages and by the person, painted from here. */

import type { AxisMode } from '../../src/layout/axis.js';
import type { HostToPage, Language, RunEnded } from '../../src/protocol/page.js';
import type { Finding } from '../../src/trace/finding.js';
import { Timeline } from '../../src/trace/timeline.js';
import { chinese } from '../text/chinese.js';
import { english, type Texts } from '../text/english.js';
import { runKey, type TabName, type ViewState, viewStateOf } from './viewState.js';

export class Model {
  run = 0;
  language: Language = document.documentElement.lang === 'zh-cn' ? 'zh-cn' : 'en';
  title = '';
  variants: readonly string[] = [];
  timeline: Timeline | undefined;
  findings: Finding[] = [];
  end: RunEnded | undefined;
  axisMode: AxisMode = 'both';
  /** What part of the axis is seen. */
  from = 0;
  to = 1;
  tab: TabName = 'state';
  scrollPx = 0;
  /** Where the cursor is to be; without end while it follows the run, until a person moves it. */
  #wanted = Number.POSITIVE_INFINITY;
  #key = '';

  /** `kept` is what an earlier page left behind of how a person looked at its run. */
  constructor(private readonly kept: unknown) {}

  get texts(): Texts {
    return this.language === 'zh-cn' ? chinese : english;
  }

  /** Number of events before the cursor. */
  get cursor(): number {
    return Math.min(this.#wanted, this.timeline?.log.length ?? 0);
  }
  get follows(): boolean {
    return this.#wanted === Number.POSITIVE_INFINITY;
  }

  get viewState(): ViewState {
    const { from, to, axisMode, tab, scrollPx } = this;
    const cursor = this.follows ? null : this.#wanted;
    return { run: this.#key, cursor, from, to, axisMode, tab, scrollPx };
  }

  receive(message: HostToPage): void {
    if (message.type === 'started') this.#start(message);
    else if (message.run !== this.run) {
      if (message.type === 'ended') this.#endWithoutStart(message.run, message.end);
    } else if (message.type === 'records') this.#append(message.bytes);
    else if (message.type === 'findings') this.findings = [...this.findings, ...message.findings];
    else this.#finish(message.end);
  }

  setCursor(count: number): void {
    this.#wanted = Math.max(0, Math.min(count, this.timeline?.log.length ?? 0));
  }

  /** Shows the part around a position, so many times as wide as now. */
  zoom(factor: number, around: number): void {
    const width = Math.min(1, Math.max((this.to - this.from) * factor, 1e-7));
    const part = (around - this.from) / (this.to - this.from);
    this.#show(around - part * width, width);
  }
  pan(by: number): void {
    this.#show(this.from + by, this.to - this.from);
  }
  showAll(): void {
    this.from = 0;
    this.to = 1;
  }

  #show(from: number, width: number): void {
    this.from = Math.max(0, Math.min(from, 1 - width));
    this.to = this.from + width;
  }

  #start(message: Extract<HostToPage, { type: 'started' }>): void {
    const again = message.run === this.run;
    this.run = message.run;
    this.language = message.language;
    this.title = message.title;
    this.variants = message.variants;
    this.timeline = new Timeline(message.header, new TextDecoder());
    this.findings = [];
    this.end = undefined;
    this.#key = runKey(message.run, message.header);
    if (again) return;
    this.axisMode = message.header.mode === 'live' ? 'time' : 'both';
    this.#wanted = Number.POSITIVE_INFINITY;
    this.scrollPx = 0;
    this.showAll();
    const kept = viewStateOf(this.kept, this.#key);
    if (kept) this.#restore(kept);
  }

  #append(bytes: Uint8Array): void {
    // A copy: the bytes may begin anywhere in their buffer.
    this.timeline?.append(new Int32Array(bytes.slice().buffer));
  }

  #finish(end: RunEnded): void {
    this.end = end;
    this.findings = [...end.findings];
    const [first] = this.findings;
    if (this.follows) this.#wanted = first ? first.seq + 1 : (this.timeline?.log.length ?? 0);
  }

  #restore({ cursor, from, to, axisMode, tab, scrollPx }: ViewState): void {
    this.#wanted = cursor ?? Number.POSITIVE_INFINITY;
    Object.assign(this, { from, to, axisMode, tab, scrollPx });
  }

  /** A program that could not be loaded. */
  #endWithoutStart(run: number, end: RunEnded): void {
    if (run < this.run) return;
    this.run = run;
    this.timeline = undefined;
    this.findings = [];
    this.end = end;
  }
}
