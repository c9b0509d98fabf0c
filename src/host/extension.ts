/** Activation: registers commands, and nothing that costs time before it is asked for. */
import * as vscode from 'vscode';
import type { Explored } from '../engine/explore/exploreApi.js';
import type { RunEnded } from '../protocol/page.js';
import { rememberDocument } from './activeDocument.js';
import { exploreAroundLines, tryToReproduce } from './aimedSearch.js';
import { Detector } from './detector/detector.js';
import { registerExamples } from './examples/exampleCommands.js';
import { compareWithPassing, exploreInterleavings } from './exploreInterleavings.js';
import { exportCommand } from './exportCommand.js';
import { bytesOf } from './exportTimeline.js';
import { registerFileRunner } from './fileRunners.js';
import { firstSteps } from './firstSteps.js';
import { SwitchedOn } from './following/switchedOn.js';
import { runOnSave, TimelineView, timelineViewId } from './following/timelineView.js';
import { toggleLive } from './following/toggleLive.js';
import { disposeLog } from './log.js';
import { openTrace } from './openTrace.js';
import { pythonRunner } from './pythonRunner.js';
import { RunDiagnostics } from './runDiagnostics.js';
import { RunLenses } from './runLenses.js';
import { Running } from './running.js';
import type { RunRecord } from './runRecord.js';
import { Runs } from './runs.js';
import { type ByHandSession, scheduleByHand } from './scheduleByHand.js';
import { replaySchedule } from './scheduleFiles.js';
import { showEventsOfLine } from './showEventsOfLine.js';
import { latestTimeline } from './shownTimeline.js';
import { insertSnippet } from './snippets/insertSnippet.js';
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
  /** As the command; answers the session that the list asks for. */
  readonly byHand: (id: string) => Promise<ByHandSession | undefined>;
  /** The timeline used last, as the command exports it; undefined if there is none. */
  readonly exportLatest: (format: 'html' | 'chrome' | 'json' | 'trace') => Promise<Uint8Array | undefined>;
  /** What the side panel shows: the last good run of the file that it follows. */
  readonly followed: () => RunRecord | undefined;
}

export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const running = new Running();
  const diagnostics = new RunDiagnostics(context);
  const runs = new Runs(context, running, diagnostics);
  const parts = { switchedOn: new SwitchedOn(context), running, diagnostics };
  const view = new TimelineView(context, parts);
  new Detector(context);
  registerExamples(context, runs);
  registerFileRunner(pythonRunner(runs));
  new RunLenses(context, parts.switchedOn);
  const command = (name: string, act: (argument?: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(name, act);
  context.subscriptions.push(
    running,
    view,
    runOnSave(parts),
    rememberDocument(),
    { dispose: disposeLog },
    vscode.window.registerWebviewViewProvider(timelineViewId, view),
    vscode.window.registerCustomEditorProvider(traceEditorType, new TraceEditor(context)),
    command('threadlanes.visualizeExample', (id) => visualizeExample(context, runs, id)),
    command('threadlanes.visualizeFile', (uri) => visualizeFile(context, runs, uri)),
    command('threadlanes.toggleLive', (uri) => toggleLive(context, parts.switchedOn, uri)),
    command('threadlanes.exploreInterleavings', (id) => exploreInterleavings(context, runs, id)),
    command('threadlanes.compareWithPassing', () => compareWithPassing(runs)),
    command('threadlanes.scheduleByHand', (id) => scheduleByHand(context, runs, id)),
    command('threadlanes.replaySchedule', (text) => replaySchedule(context, runs, text)),
    command('threadlanes.exploreAroundLines', () => exploreAroundLines(context, runs)),
    command('threadlanes.tryToReproduce', (request) => tryToReproduce(context, runs, request)),
    command('threadlanes.insertSnippet', (prefix) => insertSnippet(context, prefix)),
    command('threadlanes.firstSteps', firstSteps),
    command('threadlanes.stop', () => running.stopAll()),
    command('threadlanes.openTrace', openTrace),
    command('threadlanes.exportTimeline', () => exportCommand(context)),
    command('threadlanes.showEventsOfLine', showEventsOfLine),
  );
  return {
    panelVisible: () => runs.panelVisible,
    visualize: (id) => visualizeExample(context, runs, id),
    visualizeFile: () => visualizeFile(context, runs),
    explore: (id) => exploreInterleavings(context, runs, id),
    byHand: (id) => scheduleByHand(context, runs, id),
    exportLatest: (format) => {
      const timeline = latestTimeline();
      const record = timeline?.record;
      if (!timeline || !record) return Promise.resolve(undefined);
      return bytesOf(record, format, context, (path) => timeline.locate(path));
    },
    followed: () => view.follower?.record,
  };
}
