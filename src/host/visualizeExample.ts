/** The command "Visualize Concurrency Example": pick one, see its source, and beside it the run. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Example, readCatalogue } from '../engine/examples/catalogue.js';
import type { RunEnded } from '../protocol/page.js';
import { exampleFolder } from './exampleFiles.js';
import { displayLanguage } from './language.js';
import type { Program, Runs } from './runs.js';

/** `id` comes from whoever calls the command with an argument; without one the person picks. */
export async function visualizeExample(
  context: vscode.ExtensionContext,
  runs: Runs,
  id?: unknown,
): Promise<RunEnded | undefined> {
  const program = await exampleProgram(context, id);
  return program && runs.visualize(program, 'controlled', 1, 0);
}

/** All of them, as programs. */
export function examplesOf(context: vscode.ExtensionContext): Program[] {
  const folder = exampleFolder(context);
  return readCatalogue(join(context.extensionPath, 'examples')).map((example) => programOf(folder, example));
}

function programOf(folder: string, { id, file, title, variants }: Example): Program {
  const names = variants.map((variant) => variant.name);
  return { entry: join(folder, file), id, title: title[displayLanguage()], variants: names };
}

/** The example that is meant, as a program, with its source open; undefined if there is none. */
export async function exampleProgram(
  context: vscode.ExtensionContext,
  id: unknown,
): Promise<Program | undefined> {
  const examples = readCatalogue(join(context.extensionPath, 'examples'));
  const example = typeof id === 'string' ? examples.find((each) => each.id === id) : await pick(examples);
  if (!example) {
    if (typeof id === 'string')
      void vscode.window.showErrorMessage(vscode.l10n.t('There is no example "{0}".', id));
    return undefined;
  }
  const entry = join(exampleFolder(context), example.file);
  const document = await vscode.workspace.openTextDocument(entry);
  // What runs is what is on disk.
  if (document.isDirty) await document.save();
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  return programOf(exampleFolder(context), example);
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

/** The id stands beside the title, so that either finds it. */
function itemFor(example: Example): ExampleItem {
  const language = displayLanguage();
  return {
    label: example.title[language],
    description: example.id,
    detail: example.summary[language],
    example,
  };
}
