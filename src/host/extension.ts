/** Activation: registers commands, and nothing that costs time before it is asked for. */
import * as vscode from 'vscode';
import type { Explored } from '../engine/explore/exploreApi.js';
import type { RunEnded } from '../protocol/page.js';
import { exploreAroundLines, tryToReproduce } from './aimedSearch.js';
import { Detector } from './detector/detector.js';
import { compareWithPassing, exploreInterleavings } from './exploreInterleavings.js';
import { exportCommand } from './exportCommand.js';
import { bytesOf } from './exportTimeline.js';
import { openTrace } from './openTrace.js';
import { Runs } from './runs.js';
import { type ByHandSession, scheduleByHand } from './scheduleByHand.js';
import { replaySchedule } from './scheduleFiles.js';
import { showEventsOfLine } from './showEventsOfLine.js';
import { latestTimeline } from './shownTimeline.js';
import { TraceEditor, traceEditorType } from './traceEditor.js';
import { visualizeExample } from './visualizeExample.js';

/** What the tests ask of the running extension. */
export interface ExtensionApi {
  readonly panelVisible: () => boolean;
  /** As the command, and answers how the run ended. */
  readonly visualize: (id: string) => Promise<RunEnded | undefined>;
  /** As the command, and answers what came of it. */
  readonly explore: (id: string) => Promise<Explored | undefined>;
  /** As the command; answers the session that the list asks for. */
  readonly byHand: (id: string) => Promise<ByHandSession | undefined>;
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
    vscode.commands.registerCommand('threadlanes.compareWithPassing', () => compareWithPassing(runs)),
    vscode.commands.registerCommand('threadlanes.scheduleByHand', (id?: unknown) =>
      scheduleByHand(context, runs, id),
    ),
    vscode.commands.registerCommand('threadlanes.replaySchedule', (text?: unknown) =>
      replaySchedule(context, runs, text),
    ),
    vscode.commands.registerCommand('threadlanes.exploreAroundLines', () =>
      exploreAroundLines(context, runs),
    ),
    vscode.commands.registerCommand('threadlanes.tryToReproduce', (request: unknown) =>
      tryToReproduce(context, runs, request),
    ),
    vscode.commands.registerCommand('threadlanes.stop', () => runs.stop()),
    vscode.commands.registerCommand('threadlanes.openTrace', openTrace),
    vscode.commands.registerCommand('threadlanes.exportTimeline', () => exportCommand(context)),
    vscode.commands.registerCommand('threadlanes.showEventsOfLine', showEventsOfLine),
    vscode.window.registerCustomEditorProvider(traceEditorType, new TraceEditor(context)),
  );
  return {
    panelVisible: () => runs.panelVisible,
    visualize: (id) => visualizeExample(context, runs, id),
    explore: (id) => exploreInterleavings(context, runs, id),
    byHand: (id) => scheduleByHand(context, runs, id),
    exportLatest: (format) => {
      const record = latestTimeline()?.record;
      return record ? bytesOf(record, format, context) : Promise.resolve(undefined);
    },
  };
}
