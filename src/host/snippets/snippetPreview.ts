/** The code of a snippet below the list, which covers what is beside it; read-only, and gone when the list is. */
import * as vscode from 'vscode';
import { withoutStops } from './snippetFiles.js';

const scheme = 'threadlanes-snippet';

export class SnippetPreview {
  readonly #languageId: string;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #provider: vscode.Disposable;
  readonly #uri: vscode.Uri;
  #text = '';

  constructor(languageId: string) {
    this.#languageId = languageId;
    this.#uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Preview')}` });
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  /** Takes the focus, so it comes before the list. */
  async open(body: string): Promise<void> {
    this.#text = withoutStops(body);
    const document = await vscode.workspace.openTextDocument(this.#uri);
    await vscode.languages.setTextDocumentLanguage(document, this.#languageId);
    await vscode.commands.executeCommand('workbench.action.newGroupBelow');
    await vscode.window.showTextDocument(document, { preview: true });
  }

  show(body: string): void {
    this.#text = withoutStops(body);
    this.#changed.fire(this.#uri);
  }

  async close(): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === scheme,
    );
    if (own.length > 0) await vscode.window.tabGroups.close(own, true);
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
