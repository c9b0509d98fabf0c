/** The recorder worker: runs one program after the other, and between two looks at it lets messages in. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { EventLog } from '../../trace/eventLog.js';
import { LoadError } from '../load/loadError.js';
import type { FromRecorder, ToRecorder } from './messages.js';
import { type Program, Programs } from './programs.js';
import { Recording } from './recording.js';
import { recordsOf } from './resend.js';
import { WorkerPool } from './workerPool.js';

type RunMessage = Extract<ToRecorder, { type: 'run' }>;

const host = parentPort;
const { programPath } = workerData as { programPath: string };
const pool = new WorkerPool(programPath);
const programs = new Programs();
const waiting: RunMessage[] = [];
let recording: Recording | undefined;
/** Of the run that goes on, or of the last one: kept for a page that is loaded again. Its shared memory is not. */
let latest: { readonly run: number; readonly log: EventLog } | undefined;
let working = false;

host?.on('message', (message: ToRecorder) => {
  switch (message.type) {
    case 'run':
      waiting.push(message);
      if (!working) void work();
      return;
    case 'stop':
      if (recording?.run === message.run) recording.stop();
      else cancelWaiting(message.run);
      return;
    case 'resend':
      for (const bytes of latest?.run === message.run ? recordsOf(latest.log) : [])
        send({ type: 'resent', request: message.request, bytes });
      return send({ type: 'resent', request: message.request, bytes: null });
    case 'keepWarm':
      pool.keptWarm = message.workers;
  }
});

function send(message: FromRecorder): void {
  const bytes = 'bytes' in message ? message.bytes : null;
  host?.postMessage(message, bytes ? [bytes.buffer as ArrayBuffer] : []);
}

async function work(): Promise<void> {
  working = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const program = load(next);
    if (!program) continue;
    recording = new Recording(next.run, next.request, program, pool, send);
    latest = { run: next.run, log: recording.trace.log };
    while (!recording.advance()) await new Promise((resolve) => setImmediate(resolve));
    await recording.cleanUp();
    recording = undefined;
  }
  working = false;
}

/** A program that cannot be loaded ends before it starts. */
function load({ run, request }: RunMessage): Program | undefined {
  try {
    return programs.load(request.entry);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    neverStarted(run, 'failed', error.problems);
    return undefined;
  }
}

function cancelWaiting(run: number): void {
  const index = waiting.findIndex((message) => message.run === run);
  if (index < 0) return;
  waiting.splice(index, 1);
  neverStarted(run, 'stopped', []);
}

function neverStarted(run: number, outcome: RunEnded['outcome'], loadProblems: readonly RunProblem[]): void {
  const nothing = { findings: [], clockNs: 0, wallMs: 0, heldBackMs: 0, result: '', problems: [] };
  send({ type: 'ended', run, end: { ...nothing, outcome }, loadProblems });
}
