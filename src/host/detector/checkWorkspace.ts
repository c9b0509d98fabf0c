/** The command "Check Workspace for Deadlocks": reads all files and shows what was found in the Problems panel. */
import * as vscode from 'vscode';
import type { WorkspaceChecked } from '../../protocol/detector.js';
import type { DetectorClient } from './detectorClient.js';

export async function checkWorkspace(
  start: () => Promise<DetectorClient>,
): Promise<WorkspaceChecked | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder to check it. Open files are checked as you type.'),
    );
    return undefined;
  }
  if (folders.every(({ uri }) => uri.scheme !== 'file')) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'This workspace is virtual: its files do not lie on this machine. Open files are checked one by one.',
      ),
    );
    return undefined;
  }
  const checked = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Checking the workspace for deadlocks'),
    },
    async (progress) => {
      const client = await start();
      let shown = 0;
      return client.checkWorkspace(({ done, of }) => {
        const percent = (done / Math.max(of, 1)) * 100;
        progress.report({ message: `${done} / ${of}`, increment: percent - shown });
        shown = percent;
      });
    },
  );
  void tell(checked);
  return checked;
}

async function tell({ files, findings, elapsedMs }: WorkspaceChecked): Promise<void> {
  const seconds = (elapsedMs / 1000).toFixed(1);
  if (findings === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing found in {0} files ({1} s).', files, seconds),
    );
    return;
  }
  const show = vscode.l10n.t('Show Problems');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} findings in {1} files ({2} s).', findings, files, seconds),
    show,
  );
  if (chosen === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
