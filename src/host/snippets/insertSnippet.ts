/** The command "Insert Concurrency Snippet": by topic, with the code below the list, for the language of the editor. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { displayLanguage } from '../language.js';
import { readSnippets, type Snippet, snippetFile, snippetTopics } from './snippetFiles.js';
import { SnippetPreview } from './snippetPreview.js';

interface SnippetItem extends vscode.QuickPickItem {
  readonly snippet?: Snippet;
}

/** `prefix` names a snippet where a test or another command does not want to ask. Answers what was inserted. */
export async function insertSnippet(
  context: vscode.ExtensionContext,
  prefix?: unknown,
): Promise<string | undefined> {
  const editor = suitableEditor() ?? (await editorOfNewFile());
  const file = editor && snippetFile(editor.document.languageId);
  if (!editor || !file) return undefined;
  const snippets = readSnippets(join(context.extensionPath, 'snippets'), file, displayLanguage());
  const given = snippets.find((each) => each.prefix === prefix);
  const chosen = given ?? (await pick(snippets, editor.document.languageId));
  if (!chosen) return undefined;
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  await vscode.window.activeTextEditor?.insertSnippet(new vscode.SnippetString(chosen.body));
  return chosen.prefix;
}

function suitableEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && snippetFile(editor.document.languageId) ? editor : undefined;
}

/** Where no file is open that a snippet could go into, it goes into a new one. */
async function editorOfNewFile(): Promise<vscode.TextEditor | undefined> {
  const languages = [
    { label: 'Python', language: 'python' },
    { label: 'TypeScript', language: 'typescript' },
    { label: 'JavaScript', language: 'javascript' },
  ];
  const placeHolder = vscode.l10n.t('The snippet goes into a new file: pick its language');
  const chosen = await vscode.window.showQuickPick(languages, { placeHolder });
  if (!chosen) return undefined;
  const { language } = chosen;
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language }));
}

async function pick(snippets: readonly Snippet[], languageId: string): Promise<Snippet | undefined> {
  const preview = new SnippetPreview(languageId);
  const list = vscode.window.createQuickPick<SnippetItem>();
  list.placeholder = vscode.l10n.t('Pick a snippet; the code is shown below');
  list.matchOnDescription = true;
  list.items = itemsOf(snippets);
  list.ignoreFocusOut = true;
  await preview.open(snippets[0]?.body ?? '');
  const changed = list.onDidChangeActive(([item]) => {
    if (item?.snippet) preview.show(item.snippet.body);
  });
  const chosen = await new Promise<Snippet | undefined>((resolve) => {
    list.onDidAccept(() => resolve(list.activeItems[0]?.snippet));
    list.onDidHide(() => resolve(undefined));
    list.show();
  });
  changed.dispose();
  list.dispose();
  await preview.close();
  return chosen;
}

function itemsOf(snippets: readonly Snippet[]): SnippetItem[] {
  return snippets.flatMap((snippet, index) => {
    const item: SnippetItem = { label: snippet.label, description: snippet.prefix, snippet };
    if (snippets[index - 1]?.topic === snippet.topic) return [item];
    const label = snippetTopics[snippet.topic]?.[displayLanguage()] ?? snippet.topic;
    return [{ label, kind: vscode.QuickPickItemKind.Separator }, item];
  });
}
