// The engine as the extension uses it: the class bundled from its source, its workers those of dist/.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inRoot } from '../../scripts/lib/report.mjs';

const ofThreadlanes = {
  recorderPath: inRoot('dist', 'recorder.cjs'),
  programPath: inRoot('dist', 'program.cjs'),
};
export const ofPython = { recorderPath: inRoot('dist', 'pythonRecorder.cjs'), programPath: '' };

/** A new engine; the caller disposes it. */
export async function newEngine(paths = ofThreadlanes) {
  const outfile = inRoot('.cache', 'bench', 'engine.mjs');
  await build({
    entryPoints: [inRoot('src', 'engine', 'engine.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const { Engine } = await import(pathToFileURL(outfile).href);
  return new Engine(paths);
}

/** Runs a program of bench/programs or an example to its end; answers how it ended and how many bytes of records came. */
export async function runOnce(engine, entry, { mode = 'live', args = [], traced = true, seed = 1 } = {}) {
  let bytes = 0;
  const request = {
    entry: inRoot(...entry.split('/')),
    program: 'bench',
    mode,
    seed,
    strategy: 'random',
    variant: null,
    args: args.map(String),
    schedule: null,
    timeoutMs: 120_000,
    traced,
  };
  const run = engine.run(request, {
    started: () => {},
    records: (block) => {
      bytes += block.length;
    },
    findings: () => {},
  });
  const end = await run.done;
  if (end.outcome === 'failed' || end.outcome === 'timeout')
    throw new Error(`${entry} ended as ${end.outcome}: ${end.problems[0]?.message ?? ''}`);
  return { end, bytes, run };
}

export const bytesPerEvent = 28;

/** Throws when fewer events came than the program wrote: the figure would be of something else. */
export function expectEvents({ bytes }, least) {
  if (bytes < least * bytesPerEvent)
    throw new Error(`${bytes / bytesPerEvent} events came, of at least ${least}: the trace lacks some`);
}

/** Explores a program of which no schedule fails. */
export async function explore(engine, entry, { strategy = 'random', schedules, seed = 1, variant = null }) {
  const explored = await engine.explore(
    {
      entry: inRoot(...entry.split('/')),
      program: 'bench',
      variant,
      args: [],
      strategy,
      depth: 3,
      schedules,
      timeMs: 600_000,
      seed,
      timeoutMs: 20_000,
    },
    () => {},
  ).done;
  const [problem] = [...explored.loadProblems, ...explored.problems];
  if (problem || explored.failure || explored.unfinished > 0)
    throw new Error(`${entry}: ${problem?.message ?? 'a schedule failed or did not end'}`);
  return explored;
}
