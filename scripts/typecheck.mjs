// Runs the TypeScript compiler over every layer, two at a time; says nothing when all is well.
//   node scripts/typecheck.mjs [LAYER ...]        e.g. src/trace webview
// A layer's tsconfig.json leaves out the API that the layer may not use, so there is one run for each.
import { existsSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { inRoot } from './lib/report.mjs';

function hasTypeScript(folder) {
  if (!existsSync(inRoot(folder))) return false;
  return readdirSync(inRoot(folder), { recursive: true }).some((name) => /\.ts$/.test(String(name)));
}

/**
 * Every folder that has TypeScript of its own, the one that takes longest first. A folder of src without a tsconfig.json is
 * an error, not a gap.
 */
export function layers() {
  const sources = existsSync(inRoot('src'))
    ? readdirSync(inRoot('src'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => `src/${entry.name}`)
    : [];
  const present = [
    'test',
    ...sources,
    'webview',
    'examples',
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

/** Checks the given folders and gives the compiler's words for each that failed: [{ folder, output }]. */
export async function typecheck(folders = layers()) {
  const waiting = [...folders];
  const failures = [];
  const checkWaiting = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./lib/layerTypes.mjs', import.meta.url), { workerData: layers() });
      const next = () => worker.postMessage(waiting.shift());
      worker.on('message', ({ folder, output }) => {
        if (output !== '') failures.push({ folder, output });
        next();
      });
      worker.on('error', reject);
      worker.on('exit', resolve);
      next();
    });
  await Promise.all(folders.slice(0, 2).map(checkWaiting));
  return failures;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const asked = process.argv.slice(2);
  const failures = await typecheck(asked.length > 0 ? asked : undefined);
  for (const { folder, output } of failures) console.error(`typecheck of ${folder}:\n${output}\n`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
