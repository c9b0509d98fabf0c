/** A timeline that is on the screen, in a panel or in an editor of a trace file, and which one a person used last. */
import type * as vscode from 'vscode';
import type { HostToPage, PageToHost } from '../protocol/page.js';
import { exportTrace, savePicture } from './exportTimeline.js';
import { revealLine } from './revealLine.js';
import type { RunRecord } from './runRecord.js';
import { clearMarks, showMarks } from './sourceMarks.js';

export interface ShownTimeline {
  readonly record: RunRecord | undefined;
  send(message: HostToPage): void;
  /** Where a file of the run's header lies; undefined if it is not found. */
  locate(path: string): Promise<vscode.Uri | undefined>;
}

let latest: ShownTimeline | undefined;

/** The timeline that a command is about: the one used last, if it is still there. */
export function latestTimeline(): ShownTimeline | undefined {
  return latest;
}
export function timelineUsed(timeline: ShownTimeline): void {
  latest = timeline;
}
export function timelineClosed(timeline: ShownTimeline): void {
  if (latest !== timeline) return;
  latest = undefined;
  clearMarks();
}

/** Does what the page asks for, if it is something that every timeline can do. */
export async function serve(
  timeline: ShownTimeline,
  message: PageToHost,
  context: vscode.ExtensionContext,
): Promise<void> {
  const { record } = timeline;
  if (!record || !('run' in message) || message.run !== record.run) return;
  timelineUsed(timeline);
  switch (message.type) {
    case 'reveal':
      return reveal(timeline, record, message.site);
    case 'marks':
      return showMarks(timeline, record, message.marks);
    case 'picture':
      return savePicture(record, message.format, message.bytes);
    case 'export':
      return exportTrace(record, message.format, context, (path) => timeline.locate(path));
    default:
      return;
  }
}

async function reveal(timeline: ShownTimeline, { header }: RunRecord, siteId: number): Promise<void> {
  const site = header?.sites[siteId];
  const file = site && header?.files[site.file];
  const uri = file && site.line > 0 ? await timeline.locate(file.path) : undefined;
  if (site && uri) await revealLine(uri, site.line);
}
