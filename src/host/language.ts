/** The language that VS Code is shown in, as one of ours. */
import * as vscode from 'vscode';
import type { Language } from '../protocol/page.js';

export function displayLanguage(): Language {
  return vscode.env.language.toLowerCase().startsWith('zh') ? 'zh-cn' : 'en';
}
