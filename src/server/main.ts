/** The language server's process: speaks with the editor over Node's IPC and lets DetectorServer do the work. */
import { readFileSync } from 'node:fs';
import {
  createConnection,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { Analyser } from '../analysis/analyse.js';
import { frontEnds } from '../analysis/frontEnds.js';
import {
  type CheckProgress,
  checkProgress,
  checkWorkspace,
  type DetectorOptions,
  type DetectorSettings,
  lockOrder,
  settingsChanged,
} from '../protocol/detector.js';
import { hashOf } from '../workspace/modelCache.js';
import { Project } from '../workspace/project.js';
import { Syntax } from '../workspace/syntax.js';
import { DetectorServer } from './detectorServer.js';

const connection = createConnection(ProposedFeatures.all);
let server: DetectorServer | undefined;
let folders: readonly string[] = [];
let tellsOfFolders = false;

connection.onInitialize(async (params: InitializeParams): Promise<InitializeResult> => {
  const options = params.initializationOptions as DetectorOptions;
  const syntax = await Syntax.open(options.grammarsFolder, frontEnds);
  const stamp = hashOf(readFileSync(__filename));
  tellsOfFolders = params.capabilities.workspace?.workspaceFolders ?? false;
  folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
  server = new DetectorServer({
    connection,
    options,
    syntax,
    makeProject: (root) =>
      new Project({
        root,
        syntax,
        analyser: new Analyser(frontEnds),
        cache: { folder: options.cacheFolder, stamp },
        log: (line) => connection.console.log(line),
      }),
  });
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix'] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
});

connection.onInitialized(async () => {
  if (tellsOfFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
      for (const { uri } of removed) server?.removeFolder(uri);
      for (const { uri } of added) await server?.addFolder(uri);
    });
  }
  for (const uri of folders) await server?.addFolder(uri);
});

connection.onDidOpenTextDocument((params) => server?.opened(params));
connection.onDidChangeTextDocument((params) => server?.changed(params));
connection.onDidCloseTextDocument(({ textDocument }) => server?.closed(textDocument.uri));
connection.onDidChangeWatchedFiles((params) => server?.filesChanged(params));
connection.onHover((params) => server?.hover(params) ?? null);
connection.onCodeAction((params) => server?.codeActions(params) ?? []);
connection.onNotification(settingsChanged, (settings: DetectorSettings) => server?.settingsChanged(settings));
connection.onRequest(lockOrder, () => server?.lockOrder());
connection.onRequest(checkWorkspace, () =>
  server?.checkWorkspace((done, of) => {
    const progress: CheckProgress = { done, of };
    // Every file would be more messages than work.
    if (done % 16 === 0) void connection.sendNotification(checkProgress, progress);
  }),
);
connection.onShutdown(() => server?.close());

connection.listen();
