/** Files that a person switched on, to be run again as they change. Remembered in the workspace; a file is forgotten when it is gone. */
import * as vscode from 'vscode';
import { stepDone } from '../firstSteps.js';

const key = 'threadlanes.switchedOn';

export class SwitchedOn {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly changed = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#memory = context.workspaceState;
    context.subscriptions.push(
      this.#changed,
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) {
          if (!this.has(oldUri)) continue;
          this.set(oldUri, false);
          this.set(newUri, true);
        }
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) if (this.has(uri)) this.set(uri, false);
      }),
    );
  }

  has(uri: vscode.Uri): boolean {
    return this.#all.includes(uri.toString());
  }

  set(uri: vscode.Uri, isOn: boolean): void {
    const name = uri.toString();
    const others = this.#all.filter((each) => each !== name);
    void this.#memory.update(key, isOn ? [...others, name] : others);
    if (isOn) void stepDone('threadlanes.isLive');
    this.#changed.fire(uri);
  }

  get #all(): readonly string[] {
    const kept = this.#memory.get<unknown>(key);
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  }
}
