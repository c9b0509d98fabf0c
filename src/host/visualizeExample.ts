/** The command "Visualize Concurrency Example": pick one, see its source, and beside it the run. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Example, findExample, isPythonOnly, readCatalogue } from '../engine/examples/catalogue.js';
import type { RunEnded } from '../protocol/page.js';
import { exampleFolder } from './exampleFiles.js';
import { displayLanguage } from './language.js';
import type { Program } from './programs.js';
import { pythonLaunch } from './pythonLaunch.js';
import type { Runs } from './runs.js';

/** `id` comes from whoever calls the command with an argument; without one the person picks. */
export async function visualizeExample(
  context: vscode.ExtensionContext,
  runs: Runs,
  id?: unknown,
): Promise<RunEnded | undefined> {
  const example = await pickedExample(context, id);
  return example && visualizeVariant(context, runs, example, 0);
}

/** Under the scheduler; an example that is in Python only under Python's own, in real time. */
export async function visualizeVariant(
  context: vscode.ExtensionContext,
  runs: Runs,
  example: Example,
  variant: number,
): Promise<RunEnded> {
  const program = await opened(context, example);
  return runs.visualize(program, program.python ? 'live' : 'controlled', 1, variant);
}

/** The example that is meant, for whoever decides on its schedule, with its source open; undefined if there is none. */
export async function controlledExample(
  context: vscode.ExtensionContext,
  id: unknown,
): Promise<Program | undefined> {
  const example = await pickedExample(context, id);
  if (!example) return undefined;
  if (!isPythonOnly(example)) return opened(context, example);
  const message = vscode.l10n.t(
    '"{0}" is in Python only: the scheduler of Python runs it, so its schedules cannot be explored or chosen.',
    example.title[displayLanguage()],
  );
  void vscode.window.showErrorMessage(`Threadlanes: ${message}`);
  return undefined;
}

async function opened(context: vscode.ExtensionContext, example: Example): Promise<Program> {
  const entry = await openSource(context, example);
  const title = example.title[displayLanguage()];
  const variants = example.variants.map((variant) => variant.name);
  const program = { entry, id: example.id, title, variants };
  if (!isPythonOnly(example)) return program;
  // The arguments of the setting are for the person's own programs.
  return { ...program, python: { ...(await pythonLaunch(vscode.Uri.file(entry))), args: [] } };
}

/** Opens the person's copy of an example beside nothing else, saved; answers where it is. */
export async function openSource(context: vscode.ExtensionContext, example: Example): Promise<string> {
  const entry = join(exampleFolder(context), example.file);
  const document = await vscode.workspace.openTextDocument(entry);
  // What runs is what is on disk.
  if (document.isDirty) await document.save();
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  return entry;
}

/** The example of an id, or one that the person picks; undefined if there is none. */
export async function pickedExample(
  context: vscode.ExtensionContext,
  id: unknown,
): Promise<Example | undefined> {
  const examples = readCatalogue(join(context.extensionPath, 'examples'));
  if (typeof id !== 'string') return pick(examples);
  const example = findExample(examples, id);
  if (!example) void vscode.window.showErrorMessage(vscode.l10n.t('There is no example "{0}".', id));
  return example;
}

interface ExampleItem extends vscode.QuickPickItem {
  readonly example?: Example;
}

async function pick(examples: readonly Example[]): Promise<Example | undefined> {
  const items = examples.flatMap((example, index) => {
    const item = itemFor(example);
    const isFirst = examples[index - 1]?.chapter !== example.chapter;
    return isFirst ? [separator(example), item] : [item];
  });
  const picked = await vscode.window.showQuickPick<ExampleItem>(items, {
    placeHolder: vscode.l10n.t('Pick a concurrency example'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.example;
}

function separator(example: Example): ExampleItem {
  return { label: example.chapterTitle[displayLanguage()], kind: vscode.QuickPickItemKind.Separator };
}

/** Id and title in the other language stand beside the title, so that words of either language find it. */
function itemFor(example: Example): ExampleItem {
  const language = displayLanguage();
  const other = example.title[language === 'en' ? 'zh-cn' : 'en'];
  return {
    label: example.title[language],
    description: `${example.id} · ${other}`,
    detail: example.summary[language],
    example,
  };
}
