// The Chromium that tests and pictures use: one that the system has, or Debian's.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { retry } from './lib/dependencies.mjs';
import { mustRun, step } from './lib/report.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

/** The full path of a program on PATH, or undefined. */
export function onPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find((file) => existsSync(file));
}

function findChromium() {
  const asked = process.env.CHROME_PATH;
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH names ${asked}, which does not exist`);
    return asked;
  }
  return names.map(onPath).find(Boolean) ?? usualPlaces[process.platform]?.find((file) => existsSync(file));
}

/** The path of a Chromium. As root on Debian or Ubuntu it is installed when there is none. */
export async function ensureChromium({ log = console.log } = {}) {
  const found = findChromium();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = async () => {
      await mustRun('apt-get', ['update', '-qq'], { env });
      const packages = ['chromium', 'fonts-noto-cjk'];
      await mustRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
    };
    await step('installing Chromium (apt-get)', () => retry(install, { log }), { log });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium found. Install Chromium or Chrome (Debian: `apt-get install chromium fonts-noto-cjk`), or set CHROME_PATH to its program file.',
  );
}

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

async function launchOptions(log) {
  return {
    executablePath: await ensureChromium({ log }),
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: flags,
  };
}

function lookOf({ width = 1400, height = 900, scale = 1, colorScheme = 'dark' }) {
  return { viewport: { width, height }, deviceScaleFactor: scale, colorScheme };
}

/**
 * Starts a headless Chromium with a profile of its own and gives a Playwright browser context;
 * closing the context ends the browser and removes the profile.
 */
export async function launch({ log, ...look } = {}) {
  const { chromium } = await import('playwright-core');
  // An empty name: Playwright makes a profile of its own and removes it at the end.
  return chromium.launchPersistentContext('', { ...(await launchOptions(log)), ...lookOf(look) });
}

/**
 * Starts a headless Chromium for many contexts: `open` gives one, with a profile of its own that is gone when it is
 * closed; `close` ends the browser with all of them.
 */
export async function launchForMany({ log } = {}) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch(await launchOptions(log));
  return { open: (look = {}) => browser.newContext(lookOf(look)), close: () => browser.close() };
}
