/** What the page knows of a run, and how a person looks at it. Changed by messages and by the person, painted from here. */

import type { AxisMode } from '../../src/layout/axis.js';
import { type LaneSettings, noSettings } from '../../src/layout/laneSettings.js';
import { type Lane, layLanes } from '../../src/layout/lanes.js';
import type { Followed } from '../../src/protocol/followed.js';
import type { HostToPage, Language, RunEnded, RunProblem } from '../../src/protocol/page.js';
import { type Finding, isStandstill } from '../../src/trace/finding.js';
import type { ProgramState } from '../../src/trace/state.js';
import { StateCursor } from '../../src/trace/stateCursor.js';
import { Timeline } from '../../src/trace/timeline.js';
import { describePreemptions } from '../../src/trace/words/describePreemptions.js';
import type { Comparison } from '../panels/compare.js';
import { chinese } from '../text/chinese.js';
import { english, type Texts } from '../text/english.js';
import { runKey, type TabName, type ViewState, viewStateOf } from './viewState.js';

/** A run with more events is not kept to be compared with the next one. */
const mostComparedEvents = 2_000_000;

export class Model {
  run = 0;
  language: Language = document.documentElement.lang === 'zh-cn' ? 'zh-cn' : 'en';
  title = '';
  variants: readonly string[] = [];
  timeline: Timeline | undefined;
  /** Whether the host can run this again. */
  canRun = true;
  /** The run before this one, for a comparison. */
  previous: Timeline | undefined;
  /** How that one ended. */
  previousEnd: RunEnded | undefined;
  /** The file that the side panel follows; undefined in the other pages. */
  followed: Followed | undefined;
  /** Why the file cannot be run as it stands: the picture is of an earlier version. */
  broken: RunProblem | undefined;
  /** Shown while a person compares. */
  comparison: Comparison | undefined;
  findings: readonly Finding[] = [];
  end: RunEnded | undefined;
  axisMode: AxisMode = 'both';
  /** What part of the axis is seen. */
  from = 0;
  to = 1;
  tab: TabName = 'state';
  scrollPx = 0;
  settings: LaneSettings = noSettings;
  selectedLane = '';
  /** The lane that is being dragged, and the height of the place where it would go. */
  dragged: { readonly key: string; readonly toY: number } | undefined;
  /** Counts of events, as the cursor's. */
  bookmarks: readonly number[] = [];
  speed = 1;
  /** Where the cursor is to be; without end while it follows the run, until a person moves it. */
  #wanted = Number.POSITIVE_INFINITY;
  #key = '';
  #states: StateCursor | undefined;
  #lanes: readonly Lane[] = [];
  #lanesFor: readonly unknown[] = [];

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
  /** The state at the cursor; changes when the cursor moves. */
  get state(): ProgramState | undefined {
    if (!this.timeline) return undefined;
    this.#states ??= new StateCursor(this.timeline);
    return this.#states.at(this.cursor);
  }

  /** Whether the program hangs: it runs still, and some of it never goes on. */
  get isStuck(): boolean {
    return !this.end && this.findings.some(isStandstill);
  }

  /** The lanes in order; made anew when something came into being or a person changed them. */
  get lanes(): readonly Lane[] {
    const { timeline, findings, settings } = this;
    const now = [timeline, timeline?.shape, findings, settings];
    if (timeline && now.some((value, index) => value !== this.#lanesFor[index])) {
      this.#lanesFor = now;
      this.#lanes = layLanes(timeline, findings, settings);
    }
    return timeline ? this.#lanes : [];
  }

  get viewState(): ViewState {
    const { from, to, axisMode, tab, scrollPx, bookmarks, selectedLane, speed } = this;
    const cursor = this.follows ? null : this.#wanted;
    const view = { from, to, axisMode, tab, scrollPx, bookmarks, selectedLane, speed };
    return { run: this.#key, cursor, lanes: this.settings, ...view };
  }

  receive(message: HostToPage): void {
    if (message.type === 'started') this.#start(message);
    else if (message.type === 'followed') this.#follow(message);
    else if (message.type === 'broken') this.broken = message.problem;
    else if (message.type === 'busy') return;
    else if (message.run !== this.run) {
      if (message.type === 'ended') this.#endWithoutStart(message.run, message.end);
    } else if (message.type === 'records') this.#append(message.bytes);
    else if (message.type === 'findings') this.findings = [...this.findings, ...message.findings];
    else if (message.type === 'ended') this.#finish(message.end);
  }

  setCursor(count: number): void {
    this.#wanted = Math.max(0, Math.min(count, this.timeline?.log.length ?? 0));
  }

  /** Shows the part around a position, so many times as wide as now. */
  zoom(factor: number, around: number): void {
    const width = Math.min(1, Math.max((this.to - this.from) * factor, 1e-9));
    const part = (around - this.from) / (this.to - this.from);
    this.show(around - part * width, width);
  }
  pan(by: number): void {
    this.show(this.from + by, this.to - this.from);
  }
  show(from: number, width: number): void {
    this.from = Math.max(0, Math.min(from, 1 - width));
    this.to = this.from + width;
  }
  showAll(): void {
    this.from = 0;
    this.to = 1;
  }

  /** What was drawn of another file goes. */
  #follow(message: Followed): void {
    const isSame = message.file === this.followed?.file;
    this.followed = message;
    this.language = message.language;
    if (isSame) return;
    this.timeline = undefined;
    this.previous = undefined;
    this.end = undefined;
    this.broken = undefined;
    this.findings = [];
    this.run = 0;
  }

  #start(message: Extract<HostToPage, { type: 'started' }>): void {
    const again = message.run === this.run;
    const before = this.timeline;
    const endBefore = this.end;
    const sameMode = before?.header.mode === message.header.mode;
    this.broken = undefined;
    this.run = message.run;
    this.language = message.language;
    this.title = message.title;
    this.variants = message.variants;
    this.canRun = message.canRun;
    this.timeline = new Timeline(message.header, new TextDecoder());
    this.#states = undefined;
    this.comparison = undefined;
    this.findings = [];
    this.end = undefined;
    this.#key = runKey(message.run, message.header);
    if (again) return;
    const comparable = before && before.header.program === message.header.program;
    this.previous = comparable && before.log.length <= mostComparedEvents ? before : undefined;
    this.previousEnd = endBefore;
    const axisMode = message.header.mode === 'live' ? 'time' : 'both';
    this.#lookAnew(comparable && sameMode ? this.axisMode : axisMode, comparable === true);
  }

  /** A person who runs the same program again wants the same lanes. */
  #lookAnew(axisMode: AxisMode, sameProgram: boolean): void {
    this.#wanted = Number.POSITIVE_INFINITY;
    this.axisMode = axisMode;
    this.bookmarks = [];
    if (!sameProgram) Object.assign(this, { settings: noSettings, scrollPx: 0, selectedLane: '' });
    this.showAll();
    const kept = viewStateOf(this.kept, this.#key);
    if (!kept) return;
    const { cursor, run: _run, lanes, ...view } = kept;
    this.#wanted = cursor ?? Number.POSITIVE_INFINITY;
    Object.assign(this, view, { settings: lanes });
  }

  #append(bytes: Uint8Array): void {
    // Where the bytes begin between two words, a copy of them does not.
    const { buffer, byteOffset, length } = byteOffsetFits(bytes) ? bytes : bytes.slice();
    this.timeline?.append(new Int32Array(buffer, byteOffset, length >>> 2));
  }

  #finish(end: RunEnded): void {
    this.end = end;
    this.findings = end.findings;
    if (this.timeline?.header.strategy === 'replay' && this.bookmarks.length === 0)
      this.bookmarks = describePreemptions(this.timeline, this.language).map(({ event }) => event + 1);
    const [first] = this.findings;
    if (this.follows) this.#wanted = first ? first.seq + 1 : (this.timeline?.log.length ?? 0);
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

function byteOffsetFits({ byteOffset }: Uint8Array): boolean {
  return byteOffset % Int32Array.BYTES_PER_ELEMENT === 0;
}
