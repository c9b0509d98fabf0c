/** The program that a document is: what the engine needs to run it as it stands in the editor, saved or not. */
import { basename, dirname, join, relative } from 'node:path';
import * as vscode from 'vscode';
import type { ProgramSource } from '../engine/engineApi.js';
import { readCatalogue } from '../engine/examples/catalogue.js';
import type { Barrier } from '../protocol/followed.js';
import { barrierOf, fileKind } from './following/fileKind.js';
import { displayLanguage } from './language.js';
import type { PythonLaunch } from './pythonLaunch.js';

export interface Program extends ProgramSource {
  readonly id: string;
  readonly title: string;
  /** Names of the variants; the first one is the default. */
  readonly variants: readonly string[];
  /** Of a program in Python: how it is started. */
  readonly python?: PythonLaunch;
}

/** What the engine needs to load it. */
export function sourceOf({ entry, folder, texts }: Program): ProgramSource {
  return { entry, ...(folder === undefined ? {} : { folder }), ...(texts ? { texts } : {}) };
}

/** Where copies of the examples lie, of this version and of others. */
function copiesFolder(context: vscode.ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'examples');
}

/** Whether a file is a copy of a bundled example: those run in an untrusted workspace too. */
export function isExample(context: vscode.ExtensionContext, uri: vscode.Uri): boolean {
  return uri.scheme === 'file' && isInside(copiesFolder(context), uri.fsPath);
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && way !== path;
}

/** Why a document may not be run; null when it may. */
export function barrierFor(
  context: vscode.ExtensionContext,
  { uri, languageId }: vscode.TextDocument,
): Barrier | null {
  const ending = languageId === 'python' ? /\.pyw?$/ : undefined;
  return barrierOf(uri.scheme, uri.path, isExample(context, uri), vscode.workspace.isTrusted, ending);
}

/** Whether the engine runs a document of this kind. */
export function isProgram(document: vscode.TextDocument): boolean {
  return fileKind(document.languageId, document.getText()) === 'program';
}

/** The document as a program, with the texts of all editors that are not saved. */
export function programOf(context: vscode.ExtensionContext, document: vscode.TextDocument): Program {
  const entry = document.uri.fsPath;
  const name = basename(entry);
  const example = isExample(context, document.uri) ? exampleAt(context, name) : undefined;
  return {
    entry,
    folder: importsFolder(document.uri),
    texts: unsavedTexts(),
    id: example?.id ?? name,
    title: example?.title[displayLanguage()] ?? name,
    variants: example?.variants.map((variant) => variant.name) ?? [],
  };
}

/** What a program may import lies in its own folder, or in the workspace's where the person allows that. */
function importsFolder(uri: vscode.Uri): string {
  const own = dirname(uri.fsPath);
  const allowed = vscode.workspace.getConfiguration('threadlanes', uri).get<unknown>('imports');
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return allowed === 'workspace' && folder?.uri.scheme === 'file' ? folder.uri.fsPath : own;
}

function unsavedTexts(): Record<string, string> {
  const unsaved = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file',
  );
  return Object.fromEntries(unsaved.map((document) => [document.uri.fsPath, document.getText()]));
}

let examples: ReturnType<typeof readCatalogue> | undefined;

function exampleAt(
  context: vscode.ExtensionContext,
  name: string,
): (typeof examples & object)[number] | undefined {
  examples ??= readCatalogue(join(context.extensionPath, 'examples'));
  return examples.find(({ id }) => `${id}.ts` === name);
}

/** Where a file of a run's header lies. */
export function locateIn({ entry, folder = dirname(entry) }: Program, path: string): vscode.Uri {
  return vscode.Uri.file(join(folder, path));
}
