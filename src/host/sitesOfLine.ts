/** The sites of a run on a line of a document. */
import type * as vscode from 'vscode';
import type { ShownTimeline } from './shownTimeline.js';

/** Lines start at 1; empty where nothing of the run is on that line. */
export async function sitesOfLine(timeline: ShownTimeline, uri: vscode.Uri, line: number): Promise<number[]> {
  const header = timeline.record?.header;
  if (!header) return [];
  const files = new Set<number>();
  for (const [index, file] of header.files.entries()) {
    const found = await timeline.locate(file.path);
    if (found?.toString() === uri.toString()) files.add(index);
  }
  return header.sites.flatMap((site, index) =>
    index > 0 && site.line === line && files.has(site.file) ? [index] : [],
  );
}
