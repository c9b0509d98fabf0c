/** Activation: registers commands, and nothing that costs time before it is asked for. */
import * as vscode from 'vscode';
import type { Explored } from '../engine/explore/exploreApi.js';
import type { RunEnded } from '../protocol/page.js';
import { Detector } from './detector/detector.js';
import { exploreInterleavings } from './exploreInterleavings.js';
import { exportCommand } from './exportCommand.js';
import { bytesOf } from './exportTimeline.js';
import { openTrace } from './openTrace.js';
import { Runs } from './runs.js';
import { showEventsOfLine } from './showEventsOfLine.js';
import { latestTimeline } from './shownTimeline.js';
import { TraceEditor, traceEditorType } from './traceEditor.js';
import { visualizeExample } from './visualizeExample.js';
import { visualizeFile } from './visualizeFile.js';

/** What the tests ask of the running extension. */
export interface ExtensionApi {
  readonly panelVisible: () => boolean;
  /** As the command, and answers how the run ended. */
  readonly visualize: (id: string) => Promise<RunEnded | undefined>;
  /** As the command, and answers how the run of the active file ended. */
  readonly visualizeFile: () => Promise<RunEnded | undefined>;
  /** As the command, and answers what came of it. */
  readonly explore: (id: string) => Promise<Explored | undefined>;
  /** The timeline used last, as the command exports it; undefined if there is none. */
  readonly exportLatest: (format: 'html' | 'chrome' | 'json' | 'trace') => Promise<Uint8Array | undefined>;
}

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const runs = new Runs(context);
  new Detector(context);
  context.subscriptions.push(
    vscode.commands.registerCommand('threadlanes.visualizeExample', (id?: unknown) =>
      visualizeExample(context, runs, id),
    ),
    vscode.commands.registerCommand('threadlanes.exploreInterleavings', (id?: unknown) =>
      exploreInterleavings(context, runs, id),
    ),
    vscode.commands.registerCommand('threadlanes.visualizeFile', () => visualizeFile(runs)),
    vscode.commands.registerCommand('threadlanes.stop', () => runs.stop()),
    vscode.commands.registerCommand('threadlanes.openTrace', openTrace),
    vscode.commands.registerCommand('threadlanes.exportTimeline', () => exportCommand(context)),
    vscode.commands.registerCommand('threadlanes.showEventsOfLine', showEventsOfLine),
    vscode.window.registerCustomEditorProvider(traceEditorType, new TraceEditor(context)),
  );
  return {
    panelVisible: () => runs.panelVisible,
    visualize: (id) => visualizeExample(context, runs, id),
    visualizeFile: () => visualizeFile(runs),
    explore: (id) => exploreInterleavings(context, runs, id),
    exportLatest: (format) => {
      const record = latestTimeline()?.record;
      return record ? bytesOf(record, format, context) : Promise.resolve(undefined);
    },
  };
}
