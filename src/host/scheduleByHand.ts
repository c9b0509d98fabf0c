/**
 * The command "Schedule by Hand": the person is the scheduler. Wherever more than one thread can move, a list asks who goes on;
 * the timeline beside it shows how far the run has come. Threads that cannot move stand in the list too, and say why.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { HandRun, Standing } from '../engine/explore/exploreApi.js';
import { Timeline } from '../trace/timeline.js';
import { describeEvent } from '../trace/words/describeEvent.js';
import { sayProblem } from '../trace/words/sayProblem.js';
import { activeProgram } from './activeProgram.js';
import { displayLanguage } from './language.js';
import type { Program } from './programs.js';
import type { Runs } from './runs.js';
import { copySchedule, saveSchedule } from './scheduleFiles.js';
import { controlledExample } from './visualizeExample.js';

const timeoutMs = 10_000;
/** "Until it has to wait" gives up then: a thread may loop. */
const mostSteps = 500;

type Deed =
  | { readonly type: 'step' | 'far'; readonly thread: number }
  | { readonly type: 'back' | 'restart' | 'finish' | 'save' | 'copy' | 'cannot' };
interface Item extends vscode.QuickPickItem {
  readonly deed?: Deed;
}

export async function scheduleByHand(
  context: vscode.ExtensionContext,
  runs: Runs,
  id?: unknown,
): Promise<ByHandSession | undefined> {
  const program =
    (typeof id === 'string' ? undefined : await activeProgram(context, id)) ??
    (await controlledExample(context, id));
  if (!program) return undefined;
  const session = new ByHandSession(runs, program);
  await session.open();
  return session;
}

/** One program that a person takes through a schedule. */
export class ByHandSession {
  choices: readonly number[] = [];
  hand: HandRun | undefined;
  #pick: vscode.QuickPick<Item> | undefined;

  constructor(
    readonly runs: Runs,
    readonly program: Program,
  ) {}

  /** Shows the start of the run and asks. */
  async open(): Promise<void> {
    await this.go([]);
    if (this.hand) this.#show();
  }

  /** The threads that can move now. */
  get movable(): readonly number[] {
    return this.hand?.standing.flatMap(({ thread, canMove }) => (canMove ? [thread] : [])) ?? [];
  }

  /** What the list says now. */
  get items(): readonly Item[] {
    return this.hand ? itemsOf(this.program, this.hand, this.choices.length) : [];
  }

  step(thread: number): Promise<void> {
    return this.go([...this.choices, thread]);
  }
  takeBack(): Promise<void> {
    return this.go(this.choices.slice(0, -1));
  }
  /** On and on with one thread, as long as it can move and is asked for. */
  async far(thread: number): Promise<void> {
    let choices = [...this.choices];
    for (let steps = 0; steps < mostSteps; steps++) {
      const hand = await this.#run([...choices, thread], false);
      if (!hand) return;
      choices = [...choices, thread];
      this.hand = hand;
      if (!this.movable.includes(thread)) break;
    }
    await this.go(choices);
  }
  finish(): Promise<void> {
    return this.go(this.choices, true);
  }

  /** Runs with these choices from the start, and draws how far that comes. */
  async go(choices: readonly number[], goesOn = false): Promise<void> {
    const hand = await this.#run(choices, goesOn);
    if (!hand) return;
    this.choices = choices;
    this.hand = hand;
    this.runs.show(this.program, hand.header, hand.records, hand.end);
  }

  async #run(choices: readonly number[], goesOn: boolean): Promise<HandRun | undefined> {
    const { entry, id, variants } = this.program;
    const request = { entry, program: id, variant: variants[0] ?? null, args: [], seed: 1, timeoutMs };
    const { hand, problems } = await this.runs.engine.byHand({ ...request, choices, goesOn });
    const [problem] = [...problems, ...(hand?.end.problems ?? [])];
    if (problem && !hand)
      void vscode.window.showErrorMessage(`Threadlanes: ${sayProblem(problem, displayLanguage())}`);
    return hand ?? undefined;
  }

  #show(): void {
    const pick = vscode.window.createQuickPick<Item>();
    this.#pick = pick;
    pick.ignoreFocusOut = true;
    pick.matchOnDetail = true;
    pick.onDidAccept(() => void this.#do(pick.selectedItems[0]?.deed));
    pick.onDidHide(() => pick.dispose());
    this.#fill();
    pick.show();
  }

  #fill(): void {
    const pick = this.#pick;
    if (!pick) return;
    pick.title = vscode.l10n.t('Schedule by hand: {0}', this.program.title);
    pick.placeholder = this.hand?.stands
      ? vscode.l10n.t('Which thread moves next? {0} choices so far', this.choices.length)
      : vscode.l10n.t('The run has ended. {0} choices were made', this.choices.length);
    pick.value = '';
    pick.items = this.items;
  }

  async #do(deed: Deed | undefined): Promise<void> {
    if (!deed || !this.hand) return;
    if (this.#pick) this.#pick.busy = true;
    if (deed.type === 'save') await saveSchedule(this.program, this.hand.schedule);
    else if (deed.type === 'copy') await copySchedule(this.hand.schedule);
    else await this.#move(deed);
    if (this.#pick) this.#pick.busy = false;
    this.#fill();
    if (deed.type === 'save') this.#pick?.show();
  }

  #move(deed: Deed): Promise<void> {
    switch (deed.type) {
      case 'step':
        return this.step(deed.thread);
      case 'far':
        return this.far(deed.thread);
      case 'back':
        return this.takeBack();
      case 'restart':
        return this.go([]);
      case 'finish':
        return this.finish();
      default:
        return Promise.resolve();
    }
  }
}

function itemsOf(program: Program, hand: HandRun, made: number): Item[] {
  const timeline = timelineOf(hand);
  const movable = hand.standing.filter(({ canMove }) => canMove);
  const others = hand.standing.filter(({ canMove }) => !canMove);
  return [
    ...movable.map((each) => movableItem(program, hand, timeline, each)),
    ...(others.length > 0 ? [separator(vscode.l10n.t('cannot move'))] : []),
    ...others.map((each) => waitingItem(timeline, each)),
    separator(vscode.l10n.t('schedule')),
    ...(made > 0 ? [deedItem('back', '$(discard)', vscode.l10n.t('Take the last choice back'))] : []),
    ...(made > 1 ? [deedItem('restart', '$(debug-restart)', vscode.l10n.t('From the start'))] : []),
    ...movable.map(({ thread }) => farItem(timeline, thread)),
    ...(hand.stands ? [deedItem('finish', '$(debug-continue)', vscode.l10n.t('Let it run to its end'))] : []),
    deedItem('save', '$(save)', vscode.l10n.t('Save Schedule')),
    deedItem('copy', '$(copy)', vscode.l10n.t('Copy the schedule, to send it to somebody')),
  ];
}

function movableItem(program: Program, hand: HandRun, timeline: Timeline, { thread, site }: Standing): Item {
  const place = hand.header.sites[site];
  const path = place && hand.header.files[place.file]?.path;
  const isKnown = place && path !== undefined && place.line > 0;
  return {
    label: `$(debug-step-over) ${nameOf(timeline, thread)}`,
    description: isKnown ? `${path}:${place.line}` : vscode.l10n.t('begins'),
    ...(isKnown && { detail: lineOf(join(dirname(program.entry), path), place.line) }),
    deed: { type: 'step', thread },
  };
}

/** The reason is that of its last event: it came to wait, or to sleep. */
function waitingItem(timeline: Timeline, { thread }: Standing): Item {
  const since = timeline.state.threads[thread]?.since ?? -1;
  return {
    label: `$(lock) ${nameOf(timeline, thread)}`,
    detail: since < 0 ? '' : describeEvent(since, timeline, displayLanguage()),
    deed: { type: 'cannot' },
  };
}

function farItem(timeline: Timeline, thread: number): Item {
  const label = vscode.l10n.t('{0}, until it has to wait', nameOf(timeline, thread));
  return { label: `$(debug-step-out) ${label}`, deed: { type: 'far', thread } };
}

function deedItem(type: 'back' | 'restart' | 'finish' | 'save' | 'copy', icon: string, text: string): Item {
  return { label: `${icon} ${text}`, deed: { type } };
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function nameOf(timeline: Timeline, thread: number): string {
  return timeline.state.threads[thread]?.name ?? `#${thread}`;
}

function timelineOf({ header, records }: HandRun): Timeline {
  const timeline = new Timeline(header, new TextDecoder());
  for (const bytes of records) timeline.append(new Int32Array(bytes.slice().buffer));
  return timeline;
}

function lineOf(file: string, line: number): string {
  try {
    return (readFileSync(file, 'utf8').split('\n')[line - 1] ?? '').trim();
  } catch {
    return '';
  }
}
