// The examples of the catalogue that the side panel may run at each pause in typing, and one such run: the parts of the product
// that do it, bundled from its source.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inRoot } from '../../scripts/lib/report.mjs';

/** The side panel answers in time for programs of so many threads. */
const mostThreads = 16;

async function parts() {
  const outfile = inRoot('.cache', 'bench', 'typing.mjs');
  const exported = [
    "export { Engine } from './src/engine/engine.js';",
    "export { NewestOnly, pauseMs } from './src/host/following/newestOnly.js';",
    "export { isPythonOnly, readCatalogue } from './src/engine/examples/catalogue.js';",
    "export { Trace } from './src/trace/trace.js';",
  ];
  await build({
    stdin: { contents: exported.join('\n'), resolveDir: inRoot('.') },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  return import(pathToFileURL(outfile).href);
}

const { Engine, isPythonOnly, NewestOnly, pauseMs, readCatalogue, Trace } = await parts();

export { NewestOnly, pauseMs };

/** Runs an example with the text that an editor would hold; gives the number of its threads. */
export function run(engine, { file, variants }, text) {
  const entry = inRoot('examples', ...file.split('/'));
  let trace;
  const started = engine.run(
    {
      entry,
      texts: { [entry]: text },
      program: file,
      mode: 'controlled',
      seed: 1,
      strategy: 'random',
      variant: variants[0]?.name ?? null,
      args: [],
      schedule: null,
      timeoutMs: 5000,
      memoryLimitMb: 256,
    },
    {
      started: (header) => {
        trace = new Trace(header, new TextDecoder());
      },
      records: (bytes) => trace.append(new Int32Array(bytes.slice().buffer)),
      findings: () => {},
    },
  );
  const done = started.done.then((end) => {
    if (end.loadProblems.length > 0) throw new Error(`${file}: ${end.loadProblems[0].message}`);
    return { end, threads: trace.state.threads.filter(Boolean).length };
  });
  return { done, stop: () => started.stop() };
}

/** An engine with its workers warm; `dispose` it. */
export function warmEngine() {
  const engine = new Engine({
    recorderPath: inRoot('dist', 'recorder.cjs'),
    programPath: inRoot('dist', 'program.cjs'),
  });
  engine.keepWarm(mostThreads);
  return engine;
}

/** Examples of no more than so many threads, each with its text. They are run once to count. */
export async function smallExamples(engine) {
  const found = [];
  for (const example of readCatalogue(inRoot('examples'))) {
    if (isPythonOnly(example)) continue;
    const text = readFileSync(inRoot('examples', ...example.file.split('/')), 'utf8');
    const { threads } = await run(engine, example, text).done;
    if (threads <= mostThreads) found.push({ ...example, text });
  }
  return found;
}

/** The rows that both benches print: `all` is `[{ id, ms }]` from the last key to `until`. */
export function typingRows(all, until) {
  const sorted = all.map(({ ms }) => ms).sort((a, b) => a - b);
  const over = all.filter(({ ms }) => ms > 250);
  if (over.length > 0)
    console.log(`  over 250 ms: ${over.map(({ id, ms }) => `${id} ${Math.round(ms)}`).join(', ')}`);
  const row = (which, value) => ({
    name: `last key to ${until}, ${which}`,
    unit: 'ms',
    value,
    baselineName: 'the pause alone',
    baseline: pauseMs,
    ratio: value / pauseMs,
  });
  return [
    row(`median of ${all.length} examples`, sorted[sorted.length >> 1]),
    row('p95', sorted[Math.floor(sorted.length * 0.95)]),
    row('slowest example', sorted.at(-1)),
  ];
}
