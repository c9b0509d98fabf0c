/**
 * A run as the facts of a row speak of it: threads and objects by their names, times in seconds, lines by their text.
 * Reads the trace and nothing else.
 */
import type { MeasuredTrace, Most } from '../../../src/cli/measuredTrace.js';
import { causeOf } from '../../../src/trace/causes.js';
import type { Finding, FindingKind, Outcome } from '../../../src/trace/finding.js';
import type { ObjectState, ThreadState } from '../../../src/trace/state.js';
import { Timeline } from '../../../src/trace/timeline.js';
import { EventKind } from '../../../src/trace/vocabulary.js';
import { type EndedProgram, wordsIn } from '../../programRunner.js';

export interface SeenEvent {
  /** Its place in the trace. */
  readonly index: number;
  /** Seconds on the program's own clock. */
  readonly at: number;
  readonly thread: string;
  readonly object: string;
  readonly kind: keyof typeof EventKind;
  readonly info: number;
  readonly a: number;
  readonly b: number;
  readonly text: string;
  /** The line of the program that brought it about, trimmed. */
  readonly line: string;
}

/** From when to when, in seconds; what never ended ends at Infinity. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly thread: string;
  readonly object: string;
}

export interface Which {
  readonly thread?: string;
  readonly object?: string;
}

const kindNames = new Map(
  (Object.keys(EventKind) as (keyof typeof EventKind)[]).map((name) => [EventKind[name] as number, name]),
);

export class ObservedRun {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly result: unknown;
  /** What was printed. */
  readonly lines: readonly string[];
  readonly trace: MeasuredTrace;
  readonly #source: readonly string[];
  readonly #blocks: readonly Uint8Array[];
  #timeline: Timeline | undefined;

  constructor(ended: EndedProgram, source: string) {
    if (!ended.trace) throw new Error(`it was not loaded: ${JSON.stringify(ended.problems)}`);
    this.outcome = ended.outcome;
    this.findings = ended.findings;
    this.result = ended.result;
    this.lines = ended.lines;
    this.trace = ended.trace;
    this.#source = source.split('\n');
    this.#blocks = ended.blocks;
  }

  /** How long it took on its own clock. */
  get seconds(): number {
    return this.trace.endTime / 1e9;
  }

  get kindsFound(): FindingKind[] {
    return [...new Set(this.findings.map(({ kind }) => kind))].sort();
  }

  /** The first finding of a kind. */
  finding<K extends FindingKind>(kind: K): Extract<Finding, { kind: K }> {
    const found = this.findings.find((each) => each.kind === kind);
    if (!found) throw new Error(`no ${kind} was found, but ${this.kindsFound.join(', ') || 'nothing'}`);
    return found as Extract<Finding, { kind: K }>;
  }

  /** Names of all threads, in the order in which they were made. */
  get threads(): string[] {
    return this.trace.state.threads.flatMap((thread) => (thread ? [thread.name] : []));
  }

  thread(name: string): ThreadState {
    const found = this.trace.state.threads.find((each) => each?.name === name);
    if (!found) throw new Error(`there is no thread ${name}, but ${this.threads.join(', ')}`);
    return found;
  }

  object(name: string): ObjectState {
    const found = this.trace.state.objects.find((each) => each?.name === name);
    const names = this.trace.state.objects.flatMap((each) => (each ? [each.name] : []));
    if (!found) throw new Error(`there is no object ${name}, but ${names.join(', ')}`);
    return found;
  }

  /** The most waiters, holders and items that an object had at once. */
  most(object: string): Most {
    return this.trace.mostOf(this.object(object).id);
  }

  events(kind: keyof typeof EventKind, which: Which = {}): SeenEvent[] {
    const found: SeenEvent[] = [];
    for (let i = 0; i < this.trace.log.length; i++) {
      if (this.trace.log.kind(i) !== EventKind[kind]) continue;
      const event = this.event(i);
      if (which.thread !== undefined && which.thread !== event.thread) continue;
      if (which.object === undefined || which.object === event.object) found.push(event);
    }
    return found;
  }

  event(index: number): SeenEvent {
    const { log, state } = this.trace;
    return {
      index,
      at: log.time(index) / 1e9,
      thread: state.threads[log.thread(index)]?.name ?? '',
      object: state.objects[log.object(index)]?.name ?? '',
      kind: kindNames.get(log.kind(index)) as keyof typeof EventKind,
      info: log.info(index),
      a: log.a(index),
      b: log.b(index),
      text: log.text(index),
      line: this.line(log.site(index)),
    };
  }

  /** The text of the line of a site. */
  line(site: number): string {
    const place = this.trace.place(site);
    return place ? (this.#source[place.line - 1] ?? '').trim() : '';
  }

  /** Where the arrow that ends at an event begins; undefined where there is none. */
  causeOf(index: number): SeenEvent | undefined {
    const cause = causeOf(this.timeline, index);
    return cause < 0 ? undefined : this.event(cause);
  }

  /** As the page draws it. */
  get timeline(): Timeline {
    this.#timeline ??= this.#drawn();
    return this.#timeline;
  }

  #drawn(): Timeline {
    const timeline = new Timeline(this.trace.header, new TextDecoder());
    for (const bytes of this.#blocks) timeline.append(wordsIn(bytes));
    return timeline;
  }

  beganAt(thread: string): number {
    return this.#only('ThreadBegin', thread);
  }

  /** When a thread ended; Infinity when it never did. */
  endedAt(thread: string): number {
    return this.#only('ThreadEnd', thread);
  }

  #only(kind: keyof typeof EventKind, thread: string): number {
    this.thread(thread);
    return this.events(kind, { thread })[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** When a thread could not go on, and at what. */
  blocked(thread: string): Span[] {
    return this.#spans(thread, EventKind.Block, (kind) => kind !== EventKind.Stack);
  }

  blockedSeconds(thread: string): number {
    return this.blocked(thread).reduce((sum, { from, to }) => sum + to - from, 0);
  }

  sleeps(thread: string): Span[] {
    return this.#spans(thread, EventKind.Sleep, (kind) => kind === EventKind.Wake);
  }

  /** When a thread had a processor. */
  computing(thread: string): Span[] {
    const ends: readonly number[] = [EventKind.Preempt, EventKind.Computed];
    return this.#spans(thread, EventKind.Dispatch, (kind) => ends.includes(kind));
  }

  /** From each event of a kind to the thread's next one that ends it; what nothing ends lasts for ever. */
  #spans(thread: string, kind: number, ends: (kind: number) => boolean): Span[] {
    const { log } = this.trace;
    const { id } = this.thread(thread);
    const spans: Span[] = [];
    let begin: SeenEvent | undefined;
    for (let i = 0; i < log.length; i++) {
      if (log.thread(i) !== id || log.kind(i) === EventKind.Switch) continue;
      if (begin && !ends(log.kind(i))) continue;
      if (begin) spans.push({ thread, object: begin.object, from: begin.at, to: log.time(i) / 1e9 });
      begin = log.kind(i) === kind ? this.event(i) : undefined;
    }
    if (begin) spans.push({ thread, object: begin.object, from: begin.at, to: Number.POSITIVE_INFINITY });
    return spans;
  }

  /** Who had a lock, or a permit, from when to when, in the order in which they let it go. */
  holds(object: string): Span[] {
    const since = new Map<string, number>();
    const spans: Span[] = [];
    for (const { kind, event } of this.#takings(object)) {
      if (kind === EventKind.Acquire) since.set(event.thread, event.at);
      else {
        spans.push({ thread: event.thread, object, from: since.get(event.thread) ?? 0, to: event.at });
        since.delete(event.thread);
      }
    }
    return spans;
  }

  /** Who got it, in order; somebody who gets it again at once counts once. */
  owners(object: string): string[] {
    const acquired = this.events('Acquire', { object }).map(({ thread }) => thread);
    return acquired.filter((thread, index) => thread !== acquired[index - 1]);
  }

  *#takings(object: string) {
    const { log } = this.trace;
    const { id } = this.object(object);
    for (let i = 0; i < log.length; i++) {
      const kind = log.kind(i);
      if (log.object(i) === id && (kind === EventKind.Acquire || kind === EventKind.Release))
        yield { kind, event: this.event(i) };
    }
  }

  /** What an item of a queue is, in short, in the order in which they were put or got. */
  items(kind: 'Put' | 'Get', object: string): string[] {
    const texts = new Map(this.events('Put', { object }).map(({ a, text }) => [a, text]));
    return this.events(kind, { object }).map(({ a }) => texts.get(a) ?? '');
  }
}

/** Whether there is a time that lies in both. */
export function overlap(one: Span | undefined, other: Span | undefined): boolean {
  return one !== undefined && other !== undefined && one.from < other.to && other.from < one.to;
}
