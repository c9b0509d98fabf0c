/** The timeline beside the editor: a page that is sent a run, and says by ids what a person clicked. */
import * as vscode from 'vscode';
import type { HostToPage, PageToHost } from '../protocol/page.js';
import { checkedMessage } from './pageMessage.js';
import { type PageForm, pageOptions, timelineHtml } from './timelineHtml.js';

export interface PanelListener {
  /** The page was loaded (again) and knows nothing. */
  ready(): void;
  message(message: PageToHost): void;
  closed(): void;
}

export class TimelinePanel {
  readonly #panel: vscode.WebviewPanel;

  constructor(context: vscode.ExtensionContext, listener: PanelListener) {
    this.#panel = vscode.window.createWebviewPanel(
      'threadlanes.timeline',
      'Threadlanes',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      pageOptions(context),
    );
    connect(this.#panel, context, listener);
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

/** Puts the timeline into a webview and listens to it. */
export function connect(
  panel: Pick<vscode.WebviewPanel, 'webview' | 'onDidDispose'>,
  context: vscode.ExtensionContext,
  listener: PanelListener,
  form: PageForm = 'full',
): void {
  panel.onDidDispose(() => listener.closed());
  panel.webview.onDidReceiveMessage((value: unknown) => {
    const message = checkedMessage(value);
    if (message?.type === 'ready') listener.ready();
    else if (message) listener.message(message);
  });
  panel.webview.html = timelineHtml(panel.webview, context, form);
}
