/** The timeline beside the editor: a page that is sent a run, and says by ids what a person clicked. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { HostToPage, PageToHost } from '../protocol/page.js';
import { displayLanguage } from './language.js';
import { checkedMessage } from './pageMessage.js';

export interface PanelListener {
  /** The page was loaded (again) and knows nothing. */
  ready(): void;
  message(message: PageToHost): void;
  closed(): void;
}

export class TimelinePanel {
  readonly #panel: vscode.WebviewPanel;

  constructor(context: vscode.ExtensionContext, listener: PanelListener) {
    const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
    this.#panel = vscode.window.createWebviewPanel(
      'threadlanes.timeline',
      'Threadlanes',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [dist] },
    );
    this.#panel.webview.html = pageHtml(this.#panel.webview, dist);
    this.#panel.onDidDispose(() => listener.closed());
    this.#panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = checkedMessage(value);
      if (message?.type === 'ready') listener.ready();
      else if (message) listener.message(message);
    });
  }

  show(title: string): void {
    this.#panel.title = title;
    this.#panel.reveal(undefined, true);
  }

  send(message: HostToPage): void {
    void this.#panel.webview.postMessage(message);
  }

  get visible(): boolean {
    return this.#panel.visible;
  }
}

function pageHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString();
  // The toolkit's components put their styles into the page themselves, which is why the nonce does not do for styles.
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'unsafe-inline'; font-src ${webview.cspSource}; img-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${displayLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Threadlanes</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
