/**
 * The language client of the detector: a bundle of its own (dist/detector.cjs), loaded when the first Python,
 * JavaScript or TypeScript document opens, and never before.
 */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import {
  type CheckProgress,
  checkProgress,
  checkWorkspace,
  type DetectorOptions,
  type LockGraph,
  lockOrder,
  settingsChanged,
  type WorkspaceChecked,
} from '../../protocol/detector.js';
import { displayLanguage } from '../language.js';
import { languageIds, watchedFiles } from './languages.js';
import { readSettings, settingsSection } from './settings.js';

export interface DetectorClient extends vscode.Disposable {
  checkWorkspace(progress: (state: CheckProgress) => void): Promise<WorkspaceChecked>;
  lockOrder(): Promise<LockGraph>;
}

export async function startDetector(context: vscode.ExtensionContext): Promise<DetectorClient> {
  const dist = join(context.extensionPath, 'dist');
  const module = join(dist, 'server.cjs');
  const watcher = vscode.workspace.createFileSystemWatcher(watchedFiles);
  const client = new LanguageClient(
    'threadlanes.detector',
    'Threadlanes',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--inspect=6021'] } },
    },
    {
      documentSelector: schemes().flatMap((scheme) => languageIds.map((language) => ({ language, scheme }))),
      initializationOptions: optionsOf(context, join(dist, 'grammars')),
      synchronize: { fileEvents: watcher },
      // The server shows nothing of its own: what it leaves out stands in its log.
      markdown: { isTrusted: false },
    },
  );
  let listener: ((state: CheckProgress) => void) | undefined;
  client.onNotification(checkProgress, (state: CheckProgress) => listener?.(state));
  await client.start();
  const settings = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(settingsSection))
      void client.sendNotification(settingsChanged, readSettings());
  });
  return {
    async checkWorkspace(progress) {
      listener = progress;
      try {
        return await client.sendRequest<WorkspaceChecked>(checkWorkspace);
      } finally {
        listener = undefined;
      }
    },
    lockOrder: () => client.sendRequest<LockGraph>(lockOrder),
    dispose() {
      settings.dispose();
      watcher.dispose();
      void client.dispose();
    },
  };
}

function optionsOf(context: vscode.ExtensionContext, grammarsFolder: string): DetectorOptions {
  const storage = context.storageUri ?? context.globalStorageUri;
  return {
    language: displayLanguage(),
    grammarsFolder,
    cacheFolder: storage.scheme === 'file' ? join(storage.fsPath, 'detector') : undefined,
    settings: readSettings(),
  };
}

/** Files, new documents, and those of the folders that are open, wherever they lie. */
function schemes(): readonly string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(['file', 'untitled', ...folders])];
}
