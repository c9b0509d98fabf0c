/** The detector in the extension: started when it is needed first, with its commands. Loads nothing before that. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { showRuleCommand, suppressCommand } from '../../protocol/detector.js';
import { showLockOrder } from '../lockOrder/lockOrderPanel.js';
import { checkWorkspace } from './checkWorkspace.js';
import type { DetectorClient } from './detectorClient.js';
import { isChecked } from './languages.js';
import { showRule } from './showRule.js';
import { suppressFinding } from './suppressFinding.js';

export class Detector implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  #client: Promise<DetectorClient> | undefined;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    context.subscriptions.push(
      this,
      vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      vscode.commands.registerCommand('threadlanes.checkWorkspace', () =>
        checkWorkspace(() => this.client()),
      ),
      vscode.commands.registerCommand('threadlanes.showLockOrder', () =>
        showLockOrder(context, () => this.client()),
      ),
      vscode.commands.registerCommand(suppressCommand, suppressFinding),
      vscode.commands.registerCommand(showRuleCommand, (rule: unknown) => showRule(context, rule)),
    );
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
  }

  /** The running client; starts it. */
  client(): Promise<DetectorClient> {
    this.#client ??= this.#start();
    return this.#client;
  }

  dispose(): void {
    void this.#client?.then(
      (client) => client.dispose(),
      () => {},
    );
  }

  #opened(document: vscode.TextDocument): void {
    if (this.#client || !isChecked(document)) return;
    void this.client().catch((error: unknown) =>
      vscode.window.showErrorMessage(
        vscode.l10n.t('The deadlock detector could not start: {0}', String(error)),
      ),
    );
  }

  async #start(): Promise<DetectorClient> {
    // A path that the bundler does not follow: the client's half a megabyte stays out of the activation.
    const bundle = join(this.#context.extensionPath, 'dist', 'detector.cjs');
    const { startDetector } = require(bundle) as typeof import('./detectorClient.js');
    return startDetector(this.#context);
  }
}
