/** A timeline that is on the screen, in a panel or in an editor of a trace file, and which one a person used last. */
import type * as vscode from 'vscode';
import type { HostToPage, PageToHost } from '../protocol/page.js';
import { exportTrace, savePicture } from './exportTimeline.js';
import { stepDone } from './firstSteps.js';
import { bringIntoView, forgetLine, markHovered, revealLine } from './revealLine.js';
import type { RunRecord } from './runRecord.js';
import { clearMarks, showMarks } from './sourceMarks.js';

export interface ShownTimeline {
  readonly record: RunRecord | undefined;
  send(message: HostToPage): void;
  /** Where a file of the run's header lies; undefined if it is not found. */
  locate(path: string): Promise<vscode.Uri | undefined>;
}

let latest: ShownTimeline | undefined;
/** Where a person went to the line that is marked, and over which lanes the pointer was last. */
let visited: ShownTimeline | undefined;
let hovered: ShownTimeline | undefined;

/** The timeline that a command is about: the one used last, if it is still there. */
export function latestTimeline(): ShownTimeline | undefined {
  return latest;
}
export function timelineUsed(timeline: ShownTimeline): void {
  latest = timeline;
}
/** What it has marked in the editors goes with it. */
export function timelineClosed(timeline: ShownTimeline): void {
  if (visited === timeline) {
    visited = undefined;
    forgetLine();
  }
  if (hovered === timeline) {
    hovered = undefined;
    hovers++;
    markHovered();
  }
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
  if (message.type === 'hover') return hover(timeline, record, message.site);
  timelineUsed(timeline);
  switch (message.type) {
    case 'reveal':
      void stepDone('threadlanes.pictureRead');
      return reveal(timeline, record, message.site);
    case 'marks':
      if (await showMarks(timeline, record, message.marks)) await goAlong(timeline, record, message.step);
      return;
    case 'picture':
      return savePicture(record, message.format, message.bytes);
    case 'export':
      return exportTrace(record, message.format, context, (path) => timeline.locate(path));
    default:
      return;
  }
}

async function reveal(timeline: ShownTimeline, record: RunRecord, site: number): Promise<void> {
  visited = timeline;
  const { uri, line } = await placeOf(timeline, record, site);
  if (uri) await revealLine(uri, line);
  // Closed while the line's file was opened.
  if (visited === undefined) forgetLine();
}

/** The editor goes along with the step of a person. */
async function goAlong(timeline: ShownTimeline, record: RunRecord, step: number): Promise<void> {
  if (step === 0) return;
  const { uri, line } = await placeOf(timeline, record, step);
  bringIntoView(uri, line);
}

/** What the pointer is over when a file was found at last counts. */
let hovers = 0;
async function hover(timeline: ShownTimeline, record: RunRecord, site: number): Promise<void> {
  const mine = ++hovers;
  hovered = timeline;
  const { uri, line } = await placeOf(timeline, record, site);
  if (mine === hovers) markHovered(uri, line);
}

async function placeOf(
  timeline: ShownTimeline,
  { header }: RunRecord,
  siteId: number,
): Promise<{ uri: vscode.Uri | undefined; line: number }> {
  const site = header?.sites[siteId];
  const file = site && header?.files[site.file];
  const uri = file && site.line > 0 ? await timeline.locate(file.path) : undefined;
  return { uri, line: site?.line ?? 0 };
}
