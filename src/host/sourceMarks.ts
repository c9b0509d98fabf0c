/** The line of each thread, marked in the editors that show it, while a person moves the cursor of a timeline. */
import * as vscode from 'vscode';
import type { ThreadMark } from '../protocol/page.js';
import { colourOf, coloursOnDark, coloursOnLight } from '../trace/threadColours.js';
import type { RunRecord } from './runRecord.js';
import { showEventsCommand } from './showEventsOfLine.js';
import type { ShownTimeline } from './shownTimeline.js';

let decorations: readonly vscode.TextEditorDecorationType[] = [];
/** Marks that come while files are looked for are the ones to show. */
let newest = 0;

function types(): readonly vscode.TextEditorDecorationType[] {
  if (decorations.length === 0) {
    decorations = coloursOnDark.map((dark, index) =>
      vscode.window.createTextEditorDecorationType({
        isWholeLine: true,
        dark: { borderColor: dark, after: { color: dark } },
        light: {
          borderColor: coloursOnLight[index] as string,
          after: { color: coloursOnLight[index] as string },
        },
        borderStyle: 'solid',
        borderWidth: '0 0 0 3px',
        after: { margin: '0 0 0 2em' },
      }),
    );
  }
  return decorations;
}

export function clearMarks(): void {
  newest++;
  for (const editor of vscode.window.visibleTextEditors)
    for (const type of decorations) editor.setDecorations(type, []);
}

/** False if others came meanwhile. */
export async function showMarks(
  timeline: ShownTimeline,
  record: RunRecord,
  marks: readonly ThreadMark[],
): Promise<boolean> {
  const mine = ++newest;
  const { header } = record;
  if (!header) return false;
  const files = [...new Set(marks.flatMap(({ site }) => header.sites[site]?.file ?? []))];
  const places = new Map<string, readonly ThreadMark[]>();
  for (const file of files) {
    const path = header.files[file]?.path;
    const uri = path === undefined ? undefined : await timeline.locate(path);
    if (uri)
      places.set(
        uri.toString(),
        marks.filter(({ site }) => header.sites[site]?.file === file),
      );
  }
  if (mine !== newest) return false;
  for (const editor of vscode.window.visibleTextEditors)
    decorate(editor, record, places.get(editor.document.uri.toString()) ?? []);
  return true;
}

function decorate(editor: vscode.TextEditor, record: RunRecord, marks: readonly ThreadMark[]): void {
  types().forEach((type, colour) => {
    const own = marks.filter(({ thread }) => colourOf(thread) === colour + 1);
    const options = own.flatMap(({ thread, site }): vscode.DecorationOptions[] => {
      const line = record.header?.sites[site]?.line ?? 0;
      if (line < 1 || line > editor.document.lineCount) return [];
      const contentText = `◀ ${record.names.of(thread) || thread}`;
      const { range } = editor.document.lineAt(line - 1);
      const hoverMessage = eventsLink(editor.document.uri, line);
      return [{ range, hoverMessage, renderOptions: { after: { contentText } } }];
    });
    editor.setDecorations(type, options);
  });
}

/** VS Code tells extensions nothing of a click on a mark in the margin; a link at the marked line is one click too. */
function eventsLink(uri: vscode.Uri, lineNumber: number): vscode.MarkdownString {
  const argument = encodeURIComponent(JSON.stringify([{ uri: uri.toString(), lineNumber }]));
  const words = vscode.l10n.t('Show Events of This Line');
  const link = new vscode.MarkdownString(`[${words}](command:${showEventsCommand}?${argument})`);
  link.isTrusted = { enabledCommands: [showEventsCommand] };
  return link;
}
