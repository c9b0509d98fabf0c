/** The code of a snippet beside the list, read-only; gone when the list is. */
import * as vscode from 'vscode';
import { withoutStops } from './snippetFiles.js';

const scheme = 'threadlanes-snippet';

export class SnippetPreview {
  readonly #languageId: string;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #provider: vscode.Disposable;
  readonly #uri: vscode.Uri;
  #text = '';
  #shown: Promise<unknown> | undefined;

  constructor(languageId: string) {
    this.#languageId = languageId;
    this.#uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Preview')}` });
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  async show(body: string): Promise<void> {
    this.#text = withoutStops(body);
    this.#changed.fire(this.#uri);
    this.#shown ??= this.#open();
    await this.#shown;
  }

  async close(): Promise<void> {
    await this.#shown;
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === scheme,
    );
    if (own.length > 0) await vscode.window.tabGroups.close(own, true);
    this.#provider.dispose();
    this.#changed.dispose();
  }

  async #open(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#uri);
    await vscode.languages.setTextDocumentLanguage(document, this.#languageId);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }
}
