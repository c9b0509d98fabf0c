// Records what CPython does: runs each case of test/conformance/*.py in a process of its own and writes the lines it prints
// to <primitive>.expected.json, which the conformance test compares Threadlanes with.
//   node scripts/recordConformance.mjs [--python PATH] [PRIMITIVE ...]
// Without --python it takes 3.13, whose documentation the primitives follow, and without that the newest it finds.
import { execFile } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { inRoot } from './lib/report.mjs';

const call = promisify(execFile);
const folder = inRoot('test', 'conformance');
const wantedVersion = '3.13';
const runsAtOnce = 2;
/** A case takes a tenth of a second; one that takes this long hangs. */
const patienceMs = 30_000;

/** Version of a Python as [major, minor, patch], or undefined where there is none. */
async function versionOf(python) {
  try {
    const code = 'import sys; print(sys.implementation.name, *sys.version_info[:3])';
    const { stdout } = await call(python, ['-c', code]);
    const [name, ...numbers] = stdout.trim().split(' ');
    return name === 'cpython' ? numbers.map(Number) : undefined;
  } catch {
    return undefined;
  }
}

function candidates() {
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const installed = list(pyenv).map((version) => join(pyenv, version, 'bin', 'python'));
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((path) =>
      list(path).flatMap((name) => (/^python3(\.\d+)?(\.exe)?$/.test(name) ? [join(path, name)] : [])),
    );
  return [...installed, ...onPath];
}

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

async function findPython() {
  const found = [];
  for (const path of candidates()) {
    const version = await versionOf(path);
    if (version) found.push({ path, version, wanted: version.slice(0, 2).join('.') === wantedVersion });
  }
  const better = (a, b) =>
    Number(b.wanted) - Number(a.wanted) ||
    b.version[0] - a.version[0] ||
    b.version[1] - a.version[1] ||
    b.version[2] - a.version[2];
  const [best] = found.sort(better);
  if (!best) throw new Error('no CPython was found; say which: --python PATH');
  return best.path;
}

/** The lines that one case prints. An exception that leaves the case is an error of the suite. */
async function record(python, primitive, name) {
  const { stdout } = await call(python, ['-B', `${primitive}.py`, ...(name ? [name] : [])], {
    cwd: folder,
    timeout: patienceMs,
  });
  return stdout.split(/\r?\n/).slice(0, -1);
}

async function recordPrimitive(python, version, primitive) {
  const [names] = (await record(python, primitive)).map((line) => JSON.parse(line));
  const lines = {};
  const waiting = [...names];
  async function work() {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      lines[name] = await record(python, primitive, name);
  }
  await Promise.all(Array.from({ length: runsAtOnce }, work));
  const cases = Object.fromEntries(names.map((name) => [name, lines[name]]));
  const path = join(folder, `${primitive}.expected.json`);
  writeFileSync(path, `${JSON.stringify({ python: version, cases }, null, 2)}\n`);
  await call(process.execPath, [
    inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'format',
    '--write',
    path,
  ]);
  console.log(`${primitive}: ${names.length} cases`);
}

const { values, positionals } = parseArgs({
  options: { python: { type: 'string' } },
  allowPositionals: true,
});
const python = values.python ?? (await findPython());
const version = (await versionOf(python))?.join('.');
if (!version) throw new Error(`${python} is no CPython`);
console.log(`CPython ${version}`);
const all = list(folder).flatMap((name) =>
  name.endsWith('.py') && name !== 'cases.py' ? [basename(name, '.py')] : [],
);
for (const primitive of positionals.length > 0 ? positionals : all)
  await recordPrimitive(python, version, primitive);
