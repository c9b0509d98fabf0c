/** `threadlanes run`: runs one program and reports what came of it. */
import { Engine } from '../engine/engine.js';
import type { Run } from '../engine/engineApi.js';
import { parseRunArguments } from './arguments.js';
import { notLoaded } from './notLoaded.js';
import { enginePaths, pythonPaths } from './packageFolders.js';
import { type Recorded, saveTrace, traceOf } from './recorded.js';
import { reportOf } from './report.js';
import { tell } from './tell.js';

type End = Awaited<Run['done']>;

/** Exit code: 0 nothing found, 1 a concurrency problem, 3 main threw, 4 time-out. */
function exitCode(end: End): number {
  if (end.outcome === 'timeout') return 4;
  if (end.outcome === 'failed') return 3;
  return end.findings.length > 0 || end.outcome !== 'completed' ? 1 : 0;
}

export async function runProgram(args: readonly string[]): Promise<number> {
  const { request, json, traceFile } = parseRunArguments(args);
  const engine = new Engine(request.python ? pythonPaths : enginePaths);
  let recorded: Recorded | undefined;
  const records: Uint8Array[] = [];
  const run = engine.run(request, {
    started: (header) => {
      recorded = { header, records };
    },
    records: (bytes) => {
      records.push(bytes);
    },
    findings: () => {},
    // With --json, standard output is for the report alone.
    output: (stream, bytes) => {
      if (stream === 2) process.stderr.write(bytes);
    },
  });
  process.once('SIGINT', () => run.stop());
  const end = await run.done;
  await engine.dispose();
  if (!recorded) throw notLoaded(end);
  if (traceFile !== undefined) saveTrace(traceFile, recorded, end);
  const trace = traceOf(recorded);
  if (json) console.log(JSON.stringify(reportOf(request, trace, end, traceFile ?? null)));
  else tell(trace, end, request.python === undefined);
  return exitCode(end);
}
