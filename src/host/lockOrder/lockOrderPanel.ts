/** The command "Show Lock-Order Graph": a page that draws which lock is taken while which is held. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { DocumentPlace, LockGraph } from '../../protocol/detector.js';
import type { GraphMessage, LockOrderToHost } from '../../protocol/lockOrderPage.js';
import type { DetectorClient } from '../detector/detectorClient.js';
import { displayLanguage } from '../language.js';

let panel: vscode.WebviewPanel | undefined;

/** Shows the page, or refreshes the one that is shown. Answers what it shows. */
export async function showLockOrder(
  context: vscode.ExtensionContext,
  start: () => Promise<DetectorClient>,
): Promise<LockGraph> {
  let graph = await (await start()).lockOrder();
  if (panel) {
    panel.reveal(undefined, true);
    void panel.webview.postMessage(graphMessage(graph));
    return graph;
  }
  const dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
  panel = vscode.window.createWebviewPanel(
    'threadlanes.lockOrder',
    vscode.l10n.t('Lock Order'),
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, localResourceRoots: [dist] },
  );
  panel.onDidDispose(() => {
    panel = undefined;
  });
  panel.webview.onDidReceiveMessage(async (value: unknown) => {
    const message = checkedMessage(value);
    if (message?.type === 'refresh') graph = await (await start()).lockOrder();
    if (message?.type === 'ready' || message?.type === 'refresh')
      void panel?.webview.postMessage(graphMessage(graph));
    else if (message) await reveal(placeOf(graph, message));
  });
  panel.webview.html = pageHtml(panel.webview, dist);
  return graph;
}

function graphMessage({ locks, edges }: LockGraph): GraphMessage {
  return {
    type: 'graph',
    language: displayLanguage(),
    locks: locks.map(({ name, file, line, taken }) => ({ name, file, line, taken })),
    edges: edges.map(({ from, to, inCycle, file, line }) => ({ from, to, inCycle, file, line })),
  };
}

function checkedMessage(value: unknown): LockOrderToHost | undefined {
  const { type, index } = (value ?? {}) as Record<string, unknown>;
  if (type === 'ready' || type === 'refresh') return { type };
  if ((type === 'lock' || type === 'edge') && Number.isSafeInteger(index))
    return { type, index: index as number };
  return undefined;
}

function placeOf(graph: LockGraph, message: LockOrderToHost): DocumentPlace | null | undefined {
  if (message.type === 'lock') return graph.locks[message.index]?.place;
  return message.type === 'edge' ? graph.edges[message.index]?.place : undefined;
}

async function reveal(place: DocumentPlace | null | undefined): Promise<void> {
  if (!place) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri));
  const selection = new vscode.Range(place.line, place.column, place.endLine, place.endColumn);
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, selection });
}

function pageHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'lockOrder.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'lockOrder.css')).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${displayLanguage()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link nonce="${nonce}" rel="stylesheet" href="${style}">
<title>Threadlanes</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
