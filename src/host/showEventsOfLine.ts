/** "Show Events of This Line", in the menu of the line number and at the marks of threads: the timeline selects them. */
import * as vscode from 'vscode';
import { latestTimeline } from './shownTimeline.js';
import { sitesOfLine } from './sitesOfLine.js';

export const showEventsCommand = 'threadlanes.showEventsOfLine';

/** What VS Code hands to a command of the line number's menu; a link has the address as text. */
interface LineArgument {
  readonly uri: vscode.Uri | string;
  readonly lineNumber: number;
}

export async function showEventsOfLine(argument: unknown): Promise<void> {
  const place = placeOf(argument);
  const timeline = latestTimeline();
  const record = timeline?.record;
  if (!place || !timeline || !record?.header) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('There is no timeline for this line. Visualize a program first.'),
    );
    return;
  }
  const sites = await sitesOfLine(timeline, place.uri, place.line);
  if (sites.length > 0) timeline.send({ type: 'select', run: record.run, sites });
  else void vscode.window.showInformationMessage(vscode.l10n.t('Nothing of this line was recorded.'));
}

/** Lines start at 1; without an argument, the line that the person is on. */
function placeOf(argument: unknown): { uri: vscode.Uri; line: number } | undefined {
  const given = argument as Partial<LineArgument> | undefined;
  if (given?.uri !== undefined && typeof given.lineNumber === 'number') {
    const uri = typeof given.uri === 'string' ? vscode.Uri.parse(given.uri) : given.uri;
    return { uri, line: given.lineNumber };
  }
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, line: editor.selection.active.line + 1 };
}
