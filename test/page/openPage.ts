// Opens the built timeline page as VS Code would: its theme's real variables, a fake `acquireVsCodeApi`,
// and the host's messages. Nothing of VS Code runs; test/vscode does that.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchForMany } from '../../scripts/browser.mjs';
import { root } from '../../scripts/lib/report.mjs';
import type { HostToLockOrder, LockOrderToHost } from '../../src/protocol/lockOrderPage.js';
import type { HostToPage, PageToHost } from '../../src/protocol/page.js';

export type ThemeName = 'dark' | 'light' | 'hc-dark' | 'hc-light';

export const themeNames: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

const built = (file: string): string => join(root, 'dist', file);

/** Whether `npm run build` has made the page. */
export const pageIsBuilt = existsSync(built('webview.js')) && existsSync(built('webview.css'));

type RecordedTheme = {
  readonly bodyClass: string;
  readonly themeKind: string;
  readonly variables: Readonly<Record<string, string>>;
};

export type OpenedPage = {
  readonly page: Page;
  /** What the page threw or wrote with console.error. */
  readonly errors: readonly string[];
  /** What the page has said to the host, in order. */
  sent(): Promise<(PageToHost | LockOrderToHost)[]>;
  /** What the page last kept with `setState`. */
  state(): Promise<unknown>;
  /** Sends messages as the host, after all earlier ones. */
  send(...messages: readonly (HostToPage | HostToLockOrder)[]): Promise<void>;
  /** Changes the theme of the open page, as VS Code does. */
  setTheme(theme: ThemeName): Promise<void>;
  close(): Promise<void>;
};

export type PageOptions = {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  /** Sent as soon as the page has said `ready`. */
  readonly messages?: readonly (HostToPage | HostToLockOrder)[];
  /** What an earlier page kept with `setState`. */
  readonly state?: unknown;
  /** Runs in the page before its own scripts. */
  readonly before?: () => void;
  /** Which page: the timeline, unless said. */
  readonly bundle?: 'webview' | 'lockOrder';
  /** The timeline's form; in full, unless said. */
  readonly form?: 'full' | 'following';
};

const nonce = 'testpage';

/** No stricter and no looser than the host's page. */
const policy = [
  "default-src 'none'",
  'img-src data: blob:',
  'font-src data:',
  `style-src http://page.test 'sha256-${createHash('sha256').digest('base64')}'`,
  `script-src 'nonce-${nonce}'`,
].join('; ');

/** VS Code's own, before any of a page. */
const defaultStyle =
  'body { background: var(--vscode-editor-background); color: var(--vscode-editor-foreground); font: var(--vscode-font-weight) var(--vscode-font-size) var(--vscode-font-family); margin: 0; padding: 0 20px; }';

function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function html(theme: RecordedTheme, { state, bundle = 'webview', form = 'full' }: PageOptions): string {
  return `<!DOCTYPE html>
<html lang="en" data-form="${form}">
<head>
<title>Threadlanes</title>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<script nonce="${nonce}">
  for (const [name, value] of Object.entries(${inScript(theme.variables)}))
    document.documentElement.style.setProperty(name, value);
</script>
<link rel="stylesheet" href="http://page.test/default.css">
<link rel="stylesheet" href="http://page.test/${bundle}.css">
</head>
<body class="${theme.bodyClass}" data-vscode-theme-kind="${theme.themeKind}">
<div id="app"></div>
<script nonce="${nonce}">
  globalThis.testHost = { sent: [], state: ${JSON.stringify(state ?? null)} ?? undefined };
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void testHost.sent.push(structuredClone(message)),
    getState: () => testHost.state,
    setState: (state) => { testHost.state = structuredClone(state); return state; },
  });
</script>
<script nonce="${nonce}" src="http://page.test/${bundle}.js"></script>
</body>
</html>`;
}

function readTheme(name: ThemeName): RecordedTheme {
  const file = join(root, 'test', 'page', 'themes', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as RecordedTheme;
}

type TestHost = { sent: (PageToHost | LockOrderToHost)[]; state: unknown };

/** One Chromium for all pages: it takes longer to start than a page to open. */
let browser: ReturnType<typeof launchForMany> | undefined;

/** Ends the Chromium, where a page was opened in it. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** Opens the page in a profile of its own; `close` ends both. Throws when the page never says `ready`. */
export async function openPage(options: PageOptions = {}): Promise<OpenedPage> {
  const {
    theme = 'dark',
    width = 1200,
    height = 800,
    scale = 1,
    messages = [],
    before,
    bundle = 'webview',
  } = options;
  browser ??= launchForMany();
  const colorScheme = theme.endsWith('light') ? 'light' : 'dark';
  const context = (await (await browser).open({ width, height, scale, colorScheme })) as BrowserContext;
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.stack ?? String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  if (before) await page.addInitScript(before);
  await page.route('http://page.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/')
      return route.fulfill({ contentType: 'text/html', body: html(readTheme(theme), options) });
    if (pathname === '/default.css') return route.fulfill({ contentType: 'text/css', body: defaultStyle });
    if (pathname === `/${bundle}.js`)
      return route.fulfill({ contentType: 'text/javascript', path: built(`${bundle}.js`) });
    if (pathname === `/${bundle}.css`)
      return route.fulfill({ contentType: 'text/css', path: built(`${bundle}.css`) });
    return route.fulfill({ status: 404 });
  });
  await page.goto('http://page.test/');

  const opened: OpenedPage = {
    page,
    errors,
    sent: () => page.evaluate(() => (globalThis as unknown as { testHost: TestHost }).testHost.sent),
    state: () => page.evaluate(() => (globalThis as unknown as { testHost: TestHost }).testHost.state),
    send: async (...all) => {
      for (const message of all) await postToPage(page, message);
    },
    setTheme: (name) => page.evaluate(applyTheme, readTheme(name)),
    close: () => context.close(),
  };
  try {
    await page.waitForFunction(
      () =>
        (globalThis as unknown as { testHost: TestHost }).testHost.sent.some(({ type }) => type === 'ready'),
      undefined,
      { timeout: 15_000 },
    );
  } catch (error) {
    await context.close();
    throw new Error(`The page never said it is ready\n${errors.join('\n')}`, { cause: error });
  }
  await opened.send(...messages);
  return opened;
}

/** Bytes cross into the page as base64: Playwright would make an object of numbers of them. */
async function postToPage(page: Page, message: HostToPage | HostToLockOrder): Promise<void> {
  if (message.type !== 'records') {
    await page.evaluate((value) => window.postMessage(value, '*'), message);
    return;
  }
  const { bytes, ...rest } = message;
  await page.evaluate(
    ({ value, base64 }) => {
      const decoded = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      window.postMessage({ ...value, bytes: decoded }, '*');
    },
    { value: rest, base64: Buffer.from(bytes).toString('base64') },
  );
}

/** Runs in the page. */
function applyTheme(theme: RecordedTheme): void {
  const { style } = document.documentElement;
  for (const property of [...style]) if (property.startsWith('--vscode-')) style.removeProperty(property);
  for (const [name, value] of Object.entries(theme.variables)) style.setProperty(name, value);
  document.body.className = theme.bodyClass;
  document.body.dataset.vscodeThemeKind = theme.themeKind;
}
