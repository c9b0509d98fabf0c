/** The HTML of a timeline page, and what a webview may load for it. */
import { createHash, randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { displayLanguage } from './language.js';

/**
 * The toolkit looks with a style element that is empty what the browser knows. Its components' styles are constructed ones
 * (adoptedStyleSheets), which no policy has to allow.
 */
const emptyStyle = `'sha256-${createHash('sha256').digest('base64')}'`;

export function pageOptions(context: vscode.ExtensionContext): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [distOf(context)] };
}

/** `following` is the side panel's page: the same one, with its own parts around the lanes. */
export type PageForm = 'full' | 'following';

export function timelineHtml(
  webview: vscode.Webview,
  context: vscode.ExtensionContext,
  form: PageForm = 'full',
): string {
  const dist = distOf(context);
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} ${emptyStyle}; font-src ${webview.cspSource}; img-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${displayLanguage()}" data-form="${form}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Threadlanes</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function distOf(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, 'dist');
}
