// Python programs with the tracer, against the same interpreter without it: for each Python that is found.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../scripts/lib/report.mjs';

const times = 200_000;
const tries = 3;

/** Interpreters under pyenv, or else the usual one. */
function pythons() {
  const root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const versions = existsSync(root)
    ? readdirSync(root).filter((name) => /^3\.(?:[89]|\d\d)\./.test(name))
    : [];
  return versions.length > 0 ? versions.map((name) => join(root, name, 'bin', 'python')) : ['python3'];
}

const program = (name) => inRoot('bench', 'programs', name);

function plain(python, name, args) {
  return Number(execFileSync(python, [program(name), ...args], { encoding: 'utf8' }));
}

function traced(python, name, args) {
  const options = ['run', program(name), '--json', '--timeout', '100', '--python', python, '--', ...args];
  const { stdout } = spawnSync(process.execPath, [inRoot('dist', 'cli.js'), ...options], {
    encoding: 'utf8',
  });
  const { output, events, wallMs } = JSON.parse(stdout);
  return { value: Number(output[0].text), perSecond: (events / wallMs) * 1000 };
}

/** The least of some tries: what disturbs only adds. */
function least(measure) {
  return Math.min(...Array.from({ length: tries }, measure));
}

function rows(python) {
  const version = execFileSync(python, ['-c', 'import platform; print(platform.python_version())'], {
    encoding: 'utf8',
  }).trim();
  const row = (name, unit, value, baselineName, baseline) => ({
    name: `Python ${version}: ${name}`,
    unit,
    value,
    baselineName,
    baseline,
    ratio: value / baseline,
  });
  let perSecond = 0;
  const taken = least(() => {
    const run = traced(python, 'uncontended.py', [String(times)]);
    perSecond = Math.max(perSecond, run.perSecond);
    return run.value;
  });
  const bare = least(() => plain(python, 'uncontended.py', [String(times)]));
  const alone = least(() => traced(python, 'alone.py', []).value);
  return [
    row('uncontended with lock, drain included', 'ns', taken, 'untraced', bare),
    row('events end to end', 'a second', perSecond, 'what is asked for', 250_000),
    row(
      'a program without concurrency',
      's',
      alone,
      'untraced',
      least(() => plain(python, 'alone.py', [])),
    ),
  ];
}

export default async () => pythons().flatMap(rows);
