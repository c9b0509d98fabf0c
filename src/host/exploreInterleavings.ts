/**
 * The command "Explore Interleavings": tries schedule after schedule of the active file or an example, tells how far it is,
 * and opens the first that fails, made small, as a timeline.
 */
import * as vscode from 'vscode';
import type { Explored, Failure, Progress } from '../engine/explore/exploreApi.js';
import { Trace } from '../trace/trace.js';
import { describePreemptions } from '../trace/words/describePreemptions.js';
import { activeProgram } from './activeProgram.js';
import { displayLanguage } from './language.js';
import type { Program, Runs } from './runs.js';
import { exampleProgram } from './visualizeExample.js';

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
    (typeof id === 'string' ? undefined : await activeProgram(/\.(?:ts|js|mjs)$/)) ??
    (await exampleProgram(context, id));
  if (!program) return undefined;
  const explored = await search(runs, program);
  const [problem] = [...explored.loadProblems, ...explored.problems];
  if (problem) {
    const where = problem.line > 0 ? `${problem.file}:${problem.line}: ` : '';
    void vscode.window.showErrorMessage(`Threadlanes: ${where}${problem.message}`);
  } else if (explored.failure) await show(runs, program, explored.failure);
  else if (!explored.stopped) tellNothingFound(program, explored);
  return explored;
}

function search(runs: Runs, program: Program): Thenable<Explored> {
  const title = vscode.l10n.t('Exploring the interleavings of {0}', program.title);
  const where = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(where, (notification, cancelled) => {
    const { entry, id, variants } = program;
    const request = { ...limits, entry, program: id, variant: variants[0] ?? null, args: [] };
    const exploration = runs.engine.explore(request, (progress) =>
      notification.report({ message: told(progress) }),
    );
    cancelled.onCancellationRequested(() => exploration.stop());
    return exploration.done;
  });
}

function told({ schedules, elapsedMs, phase }: Progress): string {
  if (phase === 'shrinking') return vscode.l10n.t('A schedule fails; making it small');
  const perSecond = elapsedMs === 0 ? 0 : Math.round(schedules / (elapsedMs / 1000));
  return vscode.l10n.t('{0} schedules, {1} a second', schedules, perSecond);
}

function tellNothingFound({ title }: Program, { exhausted, schedules }: Explored): void {
  const message = exhausted
    ? vscode.l10n.t('{0}: no schedule failed, and there are no others than these {1}.', title, schedules)
    : vscode.l10n.t('{0}: no schedule of {1} failed.', title, schedules);
  void vscode.window.showInformationMessage(`Threadlanes: ${message}`);
}

async function show(runs: Runs, program: Program, failure: Failure): Promise<void> {
  await runs.visualize(program, 'controlled', failure.schedule.seed, 0, failure.schedule);
  const save = vscode.l10n.t('Save Schedule');
  void vscode.window
    .showWarningMessage(`Threadlanes: ${sentenceOf(program, failure)}`, save)
    .then((chosen) => {
      if (chosen === save) void saveSchedule(program, failure);
    });
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

function preemptionsOf({ header, records }: Failure): string[] {
  const trace = new Trace(header, new TextDecoder());
  for (const bytes of records)
    trace.append(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
  return describePreemptions(trace, displayLanguage()).map(({ sentence }) => sentence);
}

/** As `threadlanes run --schedule` reads it. */
async function saveSchedule({ id }: Program, { schedule }: Failure): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${id.replace(/\.\w+$/, '')}.schedule.json`;
  const defaultUri = folder && vscode.Uri.joinPath(folder, name);
  const uri = await vscode.window.showSaveDialog({
    ...(defaultUri && { defaultUri }),
    filters: { JSON: ['json'] },
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(schedule)));
}
