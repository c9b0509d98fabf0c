// From the last key to the end of the run that it starts, as the side panel does it: the pause, loading the changed text, and
// a controlled run with the workers warm. Every example of the catalogue with at most 16 threads is edited once; the slowest counts.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inRoot } from '../scripts/lib/report.mjs';

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

/** Runs an example with the text that an editor would hold; gives the number of its threads. */
function run(engine, { file, variants }, text) {
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

/** Milliseconds from a key to the end of the run. */
async function typed(engine, example, text) {
  let ended;
  const runs = new NewestOnly(
    () => pauseMs,
    () => {
      const job = run(engine, example, text);
      job.done.then((result) => ended(result));
      return job;
    },
  );
  const start = performance.now();
  const result = await new Promise((resolve) => {
    ended = resolve;
    runs.changed();
  });
  return { ms: performance.now() - start, ...result };
}

export default async () => {
  const engine = new Engine({
    recorderPath: inRoot('dist', 'recorder.cjs'),
    programPath: inRoot('dist', 'program.cjs'),
  });
  engine.keepWarm(mostThreads);
  const all = [];
  try {
    for (const example of readCatalogue(inRoot('examples'))) {
      if (isPythonOnly(example)) continue;
      const text = readFileSync(inRoot('examples', ...example.file.split('/')), 'utf8');
      const { threads } = await run(engine, example, text).done;
      if (threads > mostThreads) continue;
      const { ms } = await typed(engine, example, `${text}\n// changed\n`);
      all.push({ ms, id: example.id });
    }
  } finally {
    await engine.dispose();
  }
  const sorted = all.map(({ ms }) => ms).sort((a, b) => a - b);
  const slowest = all.find(({ ms }) => ms === sorted.at(-1));
  const row = (name, value) => ({
    name,
    unit: 'ms',
    value,
    baselineName: 'the pause alone',
    baseline: pauseMs,
    ratio: value / pauseMs,
  });
  if (sorted.at(-1) > 250) console.log(`  over 250 ms: ${slowest.id}`);
  return [
    row(`last key to end of run, median of ${all.length} examples`, sorted[sorted.length >> 1]),
    row('last key to end of run, slowest example', sorted.at(-1)),
  ];
};
