/** `threadlanes run`: runs one program and reports what came of it. */
import { writeFileSync } from 'node:fs';
import { Engine } from '../engine/engine.js';
import type { Run } from '../engine/engineApi.js';
import type { TraceHeader } from '../trace/header.js';
import { Timeline } from '../trace/timeline.js';
import { encodeTrace } from '../trace/traceFile.js';
import { parseRunArguments } from './arguments.js';
import { enginePaths } from './packageFolders.js';
import { isMadeFor } from './readSchedule.js';
import { reportOf } from './report.js';
import { tell } from './tell.js';
import { UsageError } from './usageError.js';

type End = Awaited<Run['done']>;

interface Recorded {
  readonly timeline: Timeline;
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
      recorded = begin(header);
    },
    records: (bytes) => {
      recorded?.records.push(bytes);
      recorded?.timeline.append(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
    },
    findings: () => {},
  });
  process.once('SIGINT', () => run.stop());
  const end = await run.done;
  await engine.dispose();
  if (!recorded) throw notLoaded(end);
  if (otherText) throw new UsageError(`the schedule was made for another text of ${request.program}`);
  if (traceFile !== undefined) saveTrace(traceFile, recorded, end);
  if (json) console.log(JSON.stringify(reportOf(request, recorded.timeline, end, traceFile ?? null)));
  else tell(recorded.timeline, end);
  return exitCode(end);
}

function begin(header: TraceHeader): Recorded {
  return { timeline: new Timeline(header, new TextDecoder()), records: [] };
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
    recorded.timeline.header,
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
