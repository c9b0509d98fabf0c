/** What runs at the moment, whoever runs it: one item in the status bar, and the command "Stop" ends all of it. */
import * as vscode from 'vscode';

/** A run that is over sooner than this is not worth a change in the status bar. */
const shownAfterMs = 300;

interface Activity {
  readonly title: string;
  stop(): void;
}

export class Running implements vscode.Disposable {
  readonly #activities = new Set<Activity>();
  #item: vscode.StatusBarItem | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Something begins; call what is given back when it is over. */
  begin(title: string, stop: () => void): () => void {
    const activity = { title, stop };
    this.#activities.add(activity);
    this.#timer ??= setTimeout(() => this.#show(), shownAfterMs);
    return () => {
      this.#activities.delete(activity);
      if (this.#activities.size === 0) this.#hide();
      else if (this.#item) this.#show();
    };
  }

  /** Ends everything; says how many there were. */
  stopAll(): number {
    const all = [...this.#activities];
    for (const activity of all) activity.stop();
    return all.length;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#item?.dispose();
  }

  #show(): void {
    this.#item ??= vscode.window.createStatusBarItem('threadlanes.running', vscode.StatusBarAlignment.Left);
    const [first] = this.#activities;
    this.#item.name = 'Threadlanes';
    this.#item.text = `$(sync~spin) ${first?.title ?? ''} $(debug-stop) ${vscode.l10n.t('Stop')}`;
    this.#item.tooltip = vscode.l10n.t('Threadlanes is running a program; click to stop it');
    this.#item.command = 'threadlanes.stop';
    this.#item.show();
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#item?.hide();
  }
}
