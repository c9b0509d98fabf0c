// The Pythons of this machine: those on PATH, pyenv's, and one that npm test made for the modules that no other one has.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { retry } from './dependencies.mjs';
import { inRoot, mustRun, step } from './report.mjs';

const call = promisify(execFile);
const own = inRoot('.cache', 'python');
const ownPython =
  process.platform === 'win32' ? join(own, 'Scripts', 'python.exe') : join(own, 'bin', 'python');

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Full paths, those on PATH first: what a person gets who types `python3` is the first one. */
export function pythons() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => namesIn(folder).map((name) => join(folder, name)));
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const ofPyenv = list(pyenv).map((version) => join(pyenv, version, 'bin', 'python'));
  return [...new Set([...onPath, ...ofPyenv, ownPython])].filter((path) => existsSync(path));
}

/** `python3` before `python3.12`; `python` is Python 2 on some systems, but the only name on Windows. */
function namesIn(folder) {
  const known = process.platform === 'win32' ? /^python3?\.exe$/ : /^python3(\.\d+)?$/;
  return list(folder)
    .filter((name) => known.test(name))
    .sort();
}

async function runs(python, code) {
  try {
    await call(python, ['-c', code], { timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

/** The first Python 3.8 or later that has all these modules; undefined where none has. */
export async function findPython(modules = []) {
  const code = [
    'import sys',
    'assert sys.version_info >= (3, 8)',
    ...modules.map((name) => `import ${name}`),
  ];
  for (const python of pythons()) if (await runs(python, code.join('\n'))) return python;
  return undefined;
}

/** A Python with greenlet and gevent; as root on Debian or Ubuntu it is installed, elsewhere pip gets them. */
export async function ensureGevent({ log = console.log } = {}) {
  const found = await findPython(['greenlet', 'gevent']);
  if (found) return found;
  const install = process.platform === 'linux' && process.getuid?.() === 0 ? installPackages : installWithPip;
  await step('installing gevent for Python', () => retry(install, { log }), { log });
  const installed = await findPython(['greenlet', 'gevent']);
  if (installed) return installed;
  throw new Error(
    'No Python with greenlet and gevent was found, and none could be made: `pip install gevent`.',
  );
}

async function installPackages() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await mustRun('apt-get', ['update', '-qq'], { env });
  await mustRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3-gevent'], { env });
}

async function installWithPip() {
  const python = await findPython();
  if (!python) throw new Error('No Python 3.8 or later was found on PATH.');
  await mustRun(python, ['-m', 'venv', own]);
  await mustRun(ownPython, ['-m', 'pip', 'install', '--quiet', 'gevent']);
}
