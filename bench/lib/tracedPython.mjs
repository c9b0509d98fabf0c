// Programs of bench/programs under each Python of this machine: plainly, and as `threadlanes run` runs them.
import { execFileSync, spawnSync } from 'node:child_process';
import { pythons } from '../../scripts/lib/pythons.mjs';
import { inRoot } from '../../scripts/lib/report.mjs';

const program = (name) => inRoot('bench', 'programs', name);
const askVersion = 'import sys; print(sys.version_info >= (3, 8), "%d.%d" % sys.version_info[:2])';

/** An interpreter of each version from 3.8 on: [version, path]. */
export function pythonsByVersion() {
  const found = new Map();
  for (const python of pythons()) {
    const { stdout } = spawnSync(python, ['-c', askVersion], { encoding: 'utf8' });
    const [isNew, version] = (stdout ?? '').trim().split(' ');
    if (isNew === 'True' && !found.has(version)) found.set(version, python);
  }
  return [...found].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

/** The numbers that a program prints. */
export function plain(python, name, ...args) {
  return numbers(execFileSync(python, [program(name), ...args.map(String)], { encoding: 'utf8' }));
}

/** The same of a traced run, and its report. Throws when fewer events came than the program must have had. */
export function traced(python, name, leastEvents, ...args) {
  const options = ['run', program(name), '--json', '--timeout', '200', '--python', python, '--'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [inRoot('dist', 'cli.js'), ...options, ...args.map(String)],
    { encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(stderr);
  const report = JSON.parse(stdout);
  if (report.outcome !== 'completed') throw new Error(`${name} ended as ${report.outcome}`);
  if (report.events < leastEvents)
    throw new Error(`${name}: ${report.events} events came of ${leastEvents}: the trace lacks some`);
  return { numbers: numbers(report.output[0].text), report };
}

function numbers(line) {
  return line.trim().split(' ').map(Number);
}
