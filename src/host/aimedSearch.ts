/**
 * Aimed search: a suspicion, lines and objects where threads are to meet, becomes a failing timeline, or an honest
 * "not in so many schedules". Asked for by a person, or by a warning of the static detector ("Try to Reproduce").
 */
import { basename, dirname, relative } from 'node:path';
import * as vscode from 'vscode';
import type { Aim, AimReport, Explored } from '../engine/explore/exploreApi.js';
import type { FindingKind } from '../trace/finding.js';
import { activeProgram, programOf } from './activeProgram.js';
import { exploreProgram } from './exploreInterleavings.js';
import type { Program, Runs } from './runs.js';

/** What a rule of the static detector warns of, as it shows in a run. */
const findingsOfRule: Readonly<Record<string, readonly FindingKind[]>> = {
  'lock-order-inversion': ['deadlock', 'potential-deadlock'],
  'self-deadlock': ['deadlock', 'stall'],
  'join-under-lock': ['deadlock', 'stall'],
  'wait-under-other-lock': ['deadlock', 'stall', 'lost-wakeup'],
};

/** The command `threadlanes.tryToReproduce`: `{ uri, kind, places: [{ uri, line }] }`, lines from 1. */
export async function tryToReproduce(
  context: vscode.ExtensionContext,
  runs: Runs,
  request: unknown,
): Promise<Explored | undefined> {
  const asked = checked(request);
  if (!asked) throw new TypeError('threadlanes.tryToReproduce takes { uri, kind, places: [{ uri, line }] }');
  const program = await programOf(context, await vscode.workspace.openTextDocument(asked.uri));
  if (!program) {
    const message = vscode.l10n.t('Only TypeScript and JavaScript programs of Threadlanes can be explored.');
    void vscode.window.showInformationMessage(`Threadlanes: ${message}`);
    return undefined;
  }
  const folder = dirname(program.entry);
  const places = asked.places.map(({ uri, line }) => ({ file: pathFrom(folder, uri), line }));
  return search(runs, program, { places, objects: [], kinds: findingsOfRule[asked.kind] ?? [] });
}

/** The command "Explore Around Lines": the lines of the cursors, or those and names that a person types. */
export async function exploreAroundLines(
  context: vscode.ExtensionContext,
  runs: Runs,
): Promise<Explored | undefined> {
  const program = await activeProgram(context);
  const editor = vscode.window.activeTextEditor;
  if (!program || !editor) return undefined;
  const value = editor.selections.map(({ active }) => active.line + 1).join(', ');
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t('Explore Around Lines'),
    prompt: vscode.l10n.t('Lines, and names of objects, where threads are to meet; as 12, 30, mutex'),
    value,
    validateInput: (text) =>
      wordsOf(text).length > 0 ? undefined : vscode.l10n.t('Give a line or the name of an object.'),
  });
  if (given === undefined) return undefined;
  const words = wordsOf(given);
  const isLine = (word: string): boolean => /^[1-9]\d*$/.test(word);
  const places = words.filter(isLine).map((line) => ({ file: basename(program.entry), line: Number(line) }));
  return search(runs, program, { places, objects: words.filter((word) => !isLine(word)), kinds: [] });
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}

async function search(runs: Runs, program: Program, aim: Aim): Promise<Explored> {
  const explored = await exploreProgram(runs, program, aim);
  const { failure, stopped, loadProblems, problems, aim: report } = explored;
  if (!failure && !stopped && loadProblems.length + problems.length === 0 && report)
    void vscode.window.showInformationMessage(`Threadlanes: ${notReproduced(program, explored, report)}`);
  return explored;
}

/** Honest: not in so many schedules, and how often threads met there at all. */
function notReproduced({ title }: Program, { schedules, exhausted }: Explored, report: AimReport): string {
  const unreached = report.places.filter(({ reached }) => reached === 0).map(({ line }) => line);
  const said = exhausted
    ? vscode.l10n.t('{0}: it does not happen in any of its {1} schedules.', title, schedules)
    : vscode.l10n.t('{0}: not in {1} schedules.', title, schedules);
  const met = vscode.l10n.t('In {0} of {1} steered ones threads met there.', report.met, report.steered);
  if (unreached.length === 0) return `${said} ${met}`;
  return `${said} ${met} ${vscode.l10n.t('No thread came to line {0}.', unreached.join(', '))}`;
}

interface Asked {
  readonly uri: vscode.Uri;
  readonly kind: string;
  readonly places: readonly { readonly uri: vscode.Uri; readonly line: number }[];
}

function checked(request: unknown): Asked | undefined {
  const { uri, kind, places } = (request ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string' || typeof kind !== 'string' || !Array.isArray(places)) return undefined;
  const known = places.flatMap((place: unknown) => {
    const { uri: at, line } = (place ?? {}) as Readonly<Record<string, unknown>>;
    return typeof at === 'string' && Number.isSafeInteger(line)
      ? [{ uri: vscode.Uri.parse(at), line: line as number }]
      : [];
  });
  return known.length === places.length ? { uri: vscode.Uri.parse(uri), kind, places: known } : undefined;
}

/** As the trace has it. */
function pathFrom(folder: string, uri: vscode.Uri): string {
  return relative(folder, uri.fsPath).replaceAll('\\', '/');
}
