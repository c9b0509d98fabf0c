/**
 * The command "Explore Interleavings": tries schedule after schedule of the active file or an example, tells how far it is,
 * and opens the first that fails, made small, as a timeline.
 */
import * as vscode from 'vscode';
import type { Aim, Explored, Failure, Progress } from '../engine/explore/exploreApi.js';
import { Trace } from '../trace/trace.js';
import { describePreemptions } from '../trace/words/describePreemptions.js';
import { sayProblem } from '../trace/words/sayProblem.js';
import { activeProgram } from './activeProgram.js';
import { displayLanguage } from './language.js';
import { type Program, sourceOf } from './programs.js';
import type { Runs } from './runs.js';
import { saveSchedule } from './scheduleFiles.js';
import { controlledExample } from './visualizeExample.js';

const limits = {
  strategy: 'portfolio',
  depth: 3,
  schedules: 20_000,
  timeMs: 60_000,
  seed: 1,
  timeoutMs: 5000,
} as const;

/** `id` names an example; without one it is the active file, or else the person picks an example. */
export async function exploreInterleavings(
  context: vscode.ExtensionContext,
  runs: Runs,
  id?: unknown,
): Promise<Explored | undefined> {
  const program =
    (typeof id === 'string' ? undefined : await activeProgram(context, id)) ??
    (await controlledExample(context, id));
  if (!program) return undefined;
  const explored = await exploreProgram(runs, program);
  const { failure, stopped, loadProblems, problems } = explored;
  if (!failure && !stopped && loadProblems.length + problems.length === 0)
    tellNothingFound(program, explored);
  return explored;
}

/** Searches, and shows the first schedule that fails or what is wrong with the program. */
export async function exploreProgram(runs: Runs, program: Program, aim?: Aim): Promise<Explored> {
  const explored = await search(runs, program, aim);
  const [problem] = [...explored.loadProblems, ...explored.problems];
  if (problem) void vscode.window.showErrorMessage(`Threadlanes: ${sayProblem(problem, displayLanguage())}`);
  else if (explored.failure) await show(runs, program, explored.failure);
  return explored;
}

function search(runs: Runs, program: Program, aim: Aim | undefined): Thenable<Explored> {
  const title = vscode.l10n.t('Exploring the interleavings of {0}', program.title);
  const where = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(where, (notification, cancelled) => {
    const { id, variants } = program;
    const asked = { ...limits, ...sourceOf(program), program: id, variant: variants[0] ?? null, args: [] };
    const request = aim ? { ...asked, aim } : asked;
    const exploration = runs.engine.explore(request, (progress) =>
      notification.report({ message: told(progress) }),
    );
    cancelled.onCancellationRequested(() => exploration.stop());
    const over = runs.running.begin(title, () => exploration.stop());
    return exploration.done.finally(over);
  });
}

function told({ schedules, elapsedMs, classes, phase }: Progress): string {
  if (phase === 'shrinking') return vscode.l10n.t('A schedule fails; making it small');
  const perSecond = elapsedMs === 0 ? 0 : Math.round(schedules / (elapsedMs / 1000));
  return vscode.l10n.t(
    '{0} schedules, {1} a second; {2} happens-before classes',
    schedules,
    perSecond,
    classes,
  );
}

function tellNothingFound({ title }: Program, { exhausted, schedules }: Explored): void {
  const message = exhausted
    ? vscode.l10n.t('{0}: no schedule failed, and there are no others than these {1}.', title, schedules)
    : vscode.l10n.t('{0}: no schedule of {1} failed.', title, schedules);
  void vscode.window.showInformationMessage(`Threadlanes: ${message}`);
}

let latest: { readonly program: Program; readonly failure: Failure } | undefined;

async function show(runs: Runs, program: Program, failure: Failure): Promise<void> {
  latest = { program, failure };
  await runs.visualize(program, 'controlled', failure.schedule.seed, 0, failure.schedule);
  const save = vscode.l10n.t('Save Schedule');
  const compare = vscode.l10n.t('Compare with a Passing Run');
  const buttons = failure.passing ? [compare, save] : [save];
  void vscode.window
    .showWarningMessage(`Threadlanes: ${sentenceOf(program, failure)}${othersOf(failure)}`, ...buttons)
    .then((chosen) => {
      if (chosen === save) void saveSchedule(program, failure.schedule);
      else if (chosen === compare) void compareWithPassing(runs);
    });
}

/** The command "Compare with a Passing Run": the failing run that was found last, over one that ends well. */
export async function compareWithPassing(runs: Runs): Promise<boolean> {
  if (!latest?.failure.passing) {
    const message = vscode.l10n.t(
      'There is no failing run with a passing one beside it; explore a program first.',
    );
    void vscode.window.showInformationMessage(`Threadlanes: ${message}`);
    return false;
  }
  const { program, failure } = latest;
  for (const schedule of [failure.passing, failure.schedule])
    await runs.visualize(program, 'controlled', failure.schedule.seed, 0, schedule);
  runs.compare();
  return true;
}

function sentenceOf({ title }: Program, failure: Failure): string {
  const preemptions = preemptionsOf(failure);
  const { length } = preemptions;
  const at = failure.foundAt;
  if (length === 0) return vscode.l10n.t('Schedule {0} of {1} fails without any preemption.', at, title);
  const told = preemptions.join('; ');
  return length === 1
    ? vscode.l10n.t('Schedule {0} of {1} fails; it takes {2} preemption: {3}.', at, title, length, told)
    : vscode.l10n.t('Schedule {0} of {1} fails; it takes {2} preemptions: {3}.', at, title, length, told);
}

/** Why nothing is offered to compare the run with. */
function othersOf({ dependsOnSchedule }: Failure): string {
  return dependsOnSchedule ? '' : ` ${vscode.l10n.t('So does every other one that was tried.')}`;
}

function preemptionsOf({ header, records }: Failure): string[] {
  const trace = new Trace(header, new TextDecoder());
  for (const bytes of records)
    trace.append(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
  return describePreemptions(trace, displayLanguage()).map(({ sentence }) => sentence);
}
