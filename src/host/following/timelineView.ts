/** The view "Timeline" of the side panel: the timeline's page, small, for the file that the follower goes along with. */
import * as vscode from 'vscode';
import type { PageToHost } from '../../protocol/page.js';
import { runnerOf } from '../fileRunners.js';
import { serve, timelineClosed } from '../shownTimeline.js';
import { pageOptions } from '../timelineHtml.js';
import { connect } from '../timelinePanel.js';
import { Follower, type FollowerParts } from './follower.js';
import { acceptOffer } from './offers.js';

export const timelineViewId = 'threadlanes.timeline';

export class TimelineView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #parts: FollowerParts;
  #follower: Follower | undefined;

  constructor(context: vscode.ExtensionContext, parts: FollowerParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** What is followed now; undefined while the view was never opened. */
  get follower(): Follower | undefined {
    return this.#follower;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    view.webview.options = pageOptions(this.#context);
    const follower = new Follower(this.#context, this.#parts, (message) => {
      void view.webview.postMessage(message);
    });
    this.#follower = follower;
    follower.setVisible(view.visible);
    view.onDidChangeVisibility(() => follower.setVisible(view.visible));
    connect(
      view,
      this.#context,
      {
        ready: () => void follower.pageReady(),
        message: (message) => void this.#receive(follower, message),
        closed: () => {
          follower.dispose();
          timelineClosed(follower);
          if (this.#follower === follower) this.#follower = undefined;
        },
      },
      'following',
    );
  }

  dispose(): void {
    this.#follower?.dispose();
  }

  async #receive(follower: Follower, message: PageToHost): Promise<void> {
    const { document } = follower;
    switch (message.type) {
      case 'switch':
        if (document) this.#parts.switchedOn.set(document.uri, message.on);
        return;
      case 'full':
        await vscode.commands.executeCommand('threadlanes.visualizeFile', document?.uri);
        return;
      case 'offer':
        return acceptOffer(message.offer, document);
      case 'stop':
        this.#parts.running.stopAll();
        return;
      default:
        return serve(follower, message, this.#context);
    }
  }
}

/** Files of other languages that a person switched on run when they are saved. */
export function runOnSave({ switchedOn }: FollowerParts): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument((document) => {
    const runner = runnerOf(document);
    if (runner && vscode.workspace.isTrusted && switchedOn.has(document.uri)) void runner.visualize(document);
  });
}
