/** Shows the page of documentation of a rule, in the language of the editor. */
import * as vscode from 'vscode';
import { displayLanguage } from '../language.js';

/** `rule` comes from a link in a diagnostic: only a rule's name is taken. */
export async function showRule(context: vscode.ExtensionContext, rule: unknown): Promise<void> {
  if (typeof rule !== 'string' || !/^[a-z-]+$/.test(rule)) return;
  const suffix = displayLanguage() === 'zh-cn' ? '.zh-cn' : '';
  const page = vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules', `${rule}${suffix}.md`);
  await vscode.commands.executeCommand('markdown.showPreview', page);
}
