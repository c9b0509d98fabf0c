/** The command "Export Timeline": asks what to export the timeline as that was used last. */
import * as vscode from 'vscode';
import type { ExportFormat } from '../protocol/page.js';
import { exportTrace } from './exportTimeline.js';
import { latestTimeline } from './shownTimeline.js';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
}

function items(): FormatItem[] {
  const { t } = vscode.l10n;
  return [
    {
      format: 'svg',
      label: t('Picture (SVG)'),
      detail: t('All lanes, in the part of the run that is shown'),
    },
    { format: 'png', label: t('Picture (PNG)'), detail: t('What the window shows') },
    { format: 'html', label: t('Web page that replays'), detail: t('One file, opens in any browser') },
    {
      format: 'chrome',
      label: t('Chrome trace (JSON)'),
      detail: t('Opens in Perfetto and chrome://tracing'),
    },
    { format: 'json', label: t('Events (JSON)'), detail: t('Every event by name, for scripts') },
    { format: 'trace', label: t('Threadlanes trace'), detail: t('Opens here again') },
  ];
}

export async function exportCommand(context: vscode.ExtensionContext): Promise<void> {
  const timeline = latestTimeline();
  const record = timeline?.record;
  if (!timeline || !record?.header) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('There is no timeline to export. Visualize a program first.'),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(items(), {
    placeHolder: vscode.l10n.t('Export the timeline as …'),
  });
  if (!picked) return;
  const { format } = picked;
  if (format === 'svg' || format === 'png') timeline.send({ type: 'makePicture', run: record.run, format });
  else await exportTrace(record, format, context, (path) => timeline.locate(path));
}
