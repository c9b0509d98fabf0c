/**
 * The explanation of an example as a page of VS Code's own Markdown preview: what it shows, what to look for, a question,
 * and its source in TypeScript and Python. Each page leads to the same one in the other language.
 *
 * Pages are files of a read-only file system, not texts of a content provider: a page that still stands open when the window
 * comes back is read before anything else of the extension is wanted, and only a file system is waited for (`onFileSystem`).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type Example, findExample, isPythonOnly, readCatalogue } from '../../engine/examples/catalogue.js';
import { type ExplainLanguage, explain } from '../../engine/examples/explain.js';
import { displayLanguage } from '../language.js';

export const explanationScheme = 'threadlanes-example';

const otherLanguage = {
  en: { language: 'zh-cn', link: '用中文阅读' },
  'zh-cn': { language: 'en', link: 'Read in English' },
} as const;

export class Explanations implements vscode.FileSystemProvider {
  /** Nothing ever changes: a version of the extension has its examples once and for all. */
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly #folder: string;
  /** By address: each page is asked for several times, and made from the texts of many files. */
  readonly #pages = new Map<string, Uint8Array>();

  constructor(context: vscode.ExtensionContext) {
    this.#folder = join(context.extensionPath, 'examples');
  }

  async show(example: Example): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', uriOf(example.id, displayLanguage()));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length, permissions };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const page = this.#pages.get(uri.path) ?? new TextEncoder().encode(this.#textAt(uri));
    this.#pages.set(uri.path, page);
    return page;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(from: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(from);
  }

  /** The address is /LANGUAGE/ID.md; of any other one the page says that there is no such example. */
  #textAt(uri: vscode.Uri): string {
    const [, language, id = ''] = /^\/(en|zh-cn)\/([\w-]+)\.md$/.exec(uri.path) ?? [];
    const example = findExample(readCatalogue(this.#folder), id);
    if (!example) return vscode.l10n.t('There is no example "{0}".', id);
    return this.#page(example, language as ExplainLanguage);
  }

  #page(example: Example, language: ExplainLanguage): string {
    const other = otherLanguage[language];
    return [
      `# ${example.title[language]}`,
      `[${other.link}](../${other.language}/${example.id}.md)`,
      explain(example, language),
      ...(isPythonOnly(example) ? [] : [this.#source('TypeScript', 'ts', example.file)]),
      this.#source('Python', 'python', example.python),
    ].join('\n\n');
  }

  #source(title: string, language: string, file: string): string {
    const text = readFileSync(join(this.#folder, file), 'utf8').trimEnd();
    return `## ${title}\n\n\`\`\`${language}\n${text}\n\`\`\``;
  }
}

function uriOf(id: string, language: ExplainLanguage): vscode.Uri {
  return vscode.Uri.from({ scheme: explanationScheme, path: `/${language}/${id}.md` });
}
