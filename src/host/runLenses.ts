/** CodeLens over files that can be run: Visualize, Explore interleavings, Live on or off. */
import * as vscode from 'vscode';
import { runnerOf } from './fileRunners.js';
import type { SwitchedOn } from './following/switchedOn.js';
import { barrierFor, isProgram } from './programs.js';

const languages = ['typescript', 'javascript', 'python'];

export class RunLenses implements vscode.CodeLensProvider {
  readonly #context: vscode.ExtensionContext;
  readonly #switchedOn: SwitchedOn;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(context: vscode.ExtensionContext, switchedOn: SwitchedOn) {
    this.#context = context;
    this.#switchedOn = switchedOn;
    context.subscriptions.push(
      this.#changed,
      switchedOn.changed(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('threadlanes.codeLens')) this.#changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(
        languages.map((language) => ({ language, scheme: 'file' })),
        this,
      ),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const wanted = vscode.workspace.getConfiguration('threadlanes', document.uri).get('codeLens') !== false;
    const isOurs = isProgram(document);
    if (!wanted || !(isOurs || runnerOf(document)) || barrierFor(this.#context, document)) return [];
    const { uri } = document;
    const { t } = vscode.l10n;
    const isOn = this.#switchedOn.has(uri);
    const live = isOurs
      ? isOn
        ? t('Live: on')
        : t('Live: off')
      : isOn
        ? t('On save: on')
        : t('On save: off');
    const range = rangeOf(document, isOurs);
    const lens = (title: string, command: string): vscode.CodeLens =>
      new vscode.CodeLens(range, { title, command, arguments: [uri] });
    return [
      lens(`$(play) ${t('Visualize')}`, 'threadlanes.visualizeFile'),
      ...(isOurs ? [lens(t('Explore interleavings'), 'threadlanes.exploreInterleavings')] : []),
      lens(live, 'threadlanes.toggleLive'),
    ];
  }
}

/** Over `main` of a program, where a person looks for how it begins; else over the first line. */
function rangeOf(document: vscode.TextDocument, isOurs: boolean): vscode.Range {
  const main = isOurs ? /^export\s+(?:async\s+)?function\s+main\b/m.exec(document.getText()) : null;
  return document.lineAt(main ? document.positionAt(main.index).line : 0).range;
}
