/** `threadlanes run`: runs one program and reports what came of it. */
import { writeFileSync } from 'node:fs';
import { Engine } from '../engine/engine.js';
import type { Run } from '../engine/engineApi.js';
import type { TraceHeader } from '../trace/header.js';
import { encodeTrace } from '../trace/traceFile.js';
import { parseRunArguments } from './arguments.js';
import { MeasuredTrace } from './measuredTrace.js';
import { enginePaths } from './packageFolders.js';
import { isMadeFor } from './readSchedule.js';
import { reportOf } from './report.js';
import { tell } from './tell.js';
import { UsageError } from './usageError.js';

type End = Awaited<Run['done']>;

/** What came of a run; put together only when it is over, as until then the processors belong to the program. */
interface Recorded {
  readonly header: TraceHeader;
  readonly records: Uint8Array[];
}

/** Exit code: 0 nothing found, 1 a concurrency problem, 3 main threw, 4 time-out. */
function exitCode(end: End): number {
  if (end.outcome === 'timeout') return 4;
  if (end.outcome === 'failed') return 3;
  return end.findings.length > 0 || end.outcome !== 'completed' ? 1 : 0;
}

export async function runProgram(args: readonly string[]): Promise<number> {
  const { request, json, traceFile } = parseRunArguments(args);
  const engine = new Engine(enginePaths);
  let recorded: Recorded | undefined;
  let otherText = false;
  const run = engine.run(request, {
    started: (header) => {
      otherText = request.schedule !== null && !isMadeFor(request.schedule, header);
      if (otherText) run.stop();
      recorded = { header, records: [] };
    },
    records: (bytes) => {
      recorded?.records.push(bytes);
    },
    findings: () => {},
  });
  process.once('SIGINT', () => run.stop());
  const end = await run.done;
  await engine.dispose();
  if (!recorded) throw notLoaded(end);
  if (otherText) throw new UsageError(`the schedule was made for another text of ${request.program}`);
  if (traceFile !== undefined) saveTrace(traceFile, recorded, end);
  const trace = traceOf(recorded);
  if (json) console.log(JSON.stringify(reportOf(request, trace, end, traceFile ?? null)));
  else tell(trace, end);
  return exitCode(end);
}

function traceOf({ header, records }: Recorded): MeasuredTrace {
  const trace = new MeasuredTrace(header, new TextDecoder());
  for (const bytes of records)
    trace.append(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
  return trace;
}

function notLoaded(end: End): Error {
  const [first] = end.loadProblems;
  if (!first) return new Error(end.problems[0]?.message ?? 'the program could not be run');
  return new UsageError(
    first.line > 0 ? `${first.file}:${first.line}:${first.column}: ${first.message}` : first.message,
  );
}

/** Without wall time and held-back time: the same seed gives the same file, byte for byte. */
function saveTrace(path: string, recorded: Recorded, end: End): void {
  const { outcome, findings, clockNs, result, problems } = end;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const platform = {
    encode: (text: string) => encoder.encode(text),
    decode: (bytes: Uint8Array) => decoder.decode(bytes),
  };
  const bytes = encodeTrace(
    recorded.header,
    recorded.records,
    { outcome, findings, clockNs, result, problems },
    platform,
  );
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new UsageError(
      `cannot write the trace ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
