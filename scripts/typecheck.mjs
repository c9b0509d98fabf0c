// Runs the TypeScript compiler over every layer, two at a time; says nothing when all is well.
//   node scripts/typecheck.mjs [LAYER ...]        e.g. src/trace webview
// A layer's tsconfig.json leaves out the API that the layer may not use, so there is one run for each.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheDir, inRoot, root, run } from './lib/report.mjs';

function hasTypeScript(folder) {
  if (!existsSync(inRoot(folder))) return false;
  return readdirSync(inRoot(folder), { recursive: true }).some((name) => /\.ts$/.test(String(name)));
}

/** Every folder that has TypeScript of its own. A folder of src without a tsconfig.json is an error, not a gap. */
export function layers() {
  const sources = existsSync(inRoot('src'))
    ? readdirSync(inRoot('src'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `src/${entry.name}`)
    : [];
  const present = [
    ...sources,
    'webview',
    'examples',
    'test',
    'test/conformance',
    'test/stress/programs',
    '.',
  ].filter(hasTypeScript);
  for (const folder of present) {
    if (!existsSync(inRoot(folder, 'tsconfig.json')))
      throw new Error(`${folder} has TypeScript but no tsconfig.json`);
  }
  return present;
}

/** The compiler looks again only at what has changed since, and at what depends on it. */
function remembering(folder) {
  const name = `${folder.replaceAll('/', '-')}.tsbuildinfo`;
  return ['--incremental', '--tsBuildInfoFile', join(cacheDir, 'types', name)];
}

/** Checks the given folders and gives the compiler's words for each that failed: [{ folder, output }]. */
export async function typecheck(folders = layers()) {
  const waiting = [...folders];
  const failures = [];
  async function worker() {
    for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
      const compiler = inRoot('node_modules', 'typescript', 'bin', 'tsc');
      const project = ['-p', join(folder, 'tsconfig.json'), '--pretty', 'false'];
      const { code, output } = await run(process.execPath, [compiler, ...project, ...remembering(folder)], {
        cwd: root,
      });
      if (code !== 0) failures.push({ folder, output: output.trim() });
    }
  }
  await Promise.all([worker(), worker()]);
  return failures;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const asked = process.argv.slice(2);
  const failures = await typecheck(asked.length > 0 ? asked : undefined);
  for (const { folder, output } of failures) console.error(`typecheck of ${folder}:\n${output}\n`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
