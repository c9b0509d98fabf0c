// npm start: opens VS Code with this extension on a sample workspace. A desktop VS Code where there is a
// display; elsewhere a VS Code server whose address any browser opens.
//   npm start [-- --port N] [--browser]        --browser takes the server even where there is a display
// Only Node's own modules may be imported up here: in a fresh clone nothing else is installed yet.
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureDependencies, nodeProblem } from './lib/dependencies.mjs';
import { inRoot, root, since, step } from './lib/report.mjs';
import { developmentUrl, ensureServer, freePort, startServer, tryPort } from './vscodeServer.mjs';

const defaultPort = 3180;

function readArguments() {
  const { values } = parseArgs({ options: { port: { type: 'string' }, browser: { type: 'boolean' } } });
  if (values.port === undefined) return { browser: values.browser ?? false };
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${values.port}"`);
  }
  return { browser: values.browser ?? false, port };
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function freshWorkspace() {
  const folder = inRoot('.cache', 'workspace');
  rmSync(folder, { recursive: true, force: true });
  cpSync(inRoot('sample-workspace'), folder, { recursive: true });
  return folder;
}

/** Starts `program` on the workspace and waits until its window is closed. */
function openDesktop(program, workspace) {
  const needsNoSandbox = process.platform === 'linux' && process.getuid?.() === 0;
  const args = [
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${inRoot('.cache', 'desktop', 'user')}`,
    `--extensions-dir=${inRoot('.cache', 'desktop', 'extensions')}`,
    ...(needsNoSandbox ? ['--no-sandbox'] : []),
    '--new-window',
    '--wait',
    workspace,
  ];
  const isScript = process.platform === 'win32' && program.endsWith('.cmd');
  const child = spawn(isScript ? `"${program}"` : program, isScript ? args.map((arg) => `"${arg}"`) : args, {
    stdio: 'inherit',
    shell: isScript,
  });
  console.log('VS Code opens in a window of its own. Close the window, or press Ctrl-C here, to end.');
  process.on('exit', () => child.kill());
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 0));
  });
}

/** A desktop VS Code: the one on PATH, or one that @vscode/test-electron can download. */
async function findDesktop() {
  const { onPath } = await import('./browser.mjs');
  const installed = onPath('code');
  if (installed) return installed;
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    const download = () =>
      downloadAndUnzipVSCode({ version: 'stable', cachePath: inRoot('.cache', 'desktop', 'vscode') });
    return await step('downloading VS Code', download);
  } catch (error) {
    console.log(`  VS Code could not be downloaded (${firstLine(error)}); the browser does as well`);
    return undefined;
  }
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n')[0];
}

/** An asked-for port is looked at before anything slow happens. */
async function refuseTakenPort(port) {
  if ((await tryPort(port)) === undefined) {
    throw new Error(
      `Port ${port} is taken. Give another one (npm start -- --port ${port + 1}), or none: then a free one is found.`,
    );
  }
}

async function openServer(asked, workspace) {
  await ensureServer();
  const server = await step('starting the VS Code server', async () =>
    startServer({
      port: asked ?? (await freePort(defaultPort)),
      userDataDir: inRoot('.cache', 'start', 'user'),
      extensionsDir: inRoot('.cache', 'start', 'extensions'),
      smokeTest: true,
    }),
  );
  stopAtSignal(server);
  const url = developmentUrl(server, { folder: workspace, extensionPath: root });
  console.log(`\nThreadlanes is ready. Open this address in a browser (Ctrl-C ends it):\n\n  ${url}\n`);
  if (hasDisplay()) openBrowser(url);
  await server.exited;
  return server;
}

function openBrowser(url) {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

let stopping = false;

/** Until a server runs, a signal ends the process, and with it what it started. */
function endAtSignal() {
  process.exit(130);
}

function stopAtSignal(server) {
  async function stop() {
    if (stopping) return;
    stopping = true;
    console.log('\nstopping');
    await server.stop();
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.off(signal, endAtSignal);
    process.on(signal, stop);
  }
  // npm that is killed alone ends without telling us (seen with npm 11); then we have another parent.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500).unref();
}

async function main() {
  const start = performance.now();
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  const { port, browser } = readArguments();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endAtSignal);
  if (port !== undefined) await refuseTakenPort(port);
  await ensureDependencies();
  const { build } = await import('./build.mjs');
  await build();
  const workspace = freshWorkspace();
  if (hasDisplay() && !browser && port === undefined) {
    const desktop = await findDesktop();
    if (desktop) {
      console.log(`  ready: ${since(start)}`);
      process.exit(await openDesktop(desktop, workspace));
    }
  }
  const server = await openServer(port, workspace);
  if (!stopping) throw new Error(`The VS Code server ended by itself.\n${server.log().slice(-2000)}`);
}

main().catch((error) => {
  console.error(`npm start: ${error.message}`);
  process.exit(1);
});
