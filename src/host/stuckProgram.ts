/** A real program of which nobody can go on: a person chooses whether it waits on, or ends. */
import * as vscode from 'vscode';
import { type Finding, isStandstill } from '../trace/finding.js';
import type { RunRecord } from './runRecord.js';

/** Asks about the first of the findings that says so. Answers whether there was one. */
export function askAboutStuck(findings: readonly Finding[], { names }: RunRecord, stop: () => void): boolean {
  const found = findings.find(isStandstill);
  if (!found) return false;
  const edges = found.kind === 'deadlock' ? found.cycle : found.waits;
  const threads = edges.map(({ thread }) => names.of(thread)).join(', ');
  void ask(
    found.kind === 'deadlock'
      ? vscode.l10n.t('Deadlock: {0} wait for each other. The timeline shows how it came about.', threads)
      : vscode.l10n.t('Nobody can go on: {0} wait for what will not happen.', threads),
    stop,
  );
  return true;
}

async function ask(message: string, stop: () => void): Promise<void> {
  const end = vscode.l10n.t('Stop the Program');
  const choice = await vscode.window.showWarningMessage(
    `Threadlanes: ${message}`,
    end,
    vscode.l10n.t('Keep Waiting'),
  );
  if (choice === end) stop();
}
