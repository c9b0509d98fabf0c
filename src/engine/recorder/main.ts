/** The recorder worker: runs one program after the other, and between two looks at it lets messages in. */
import { parentPort, workerData } from 'node:worker_threads';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import { isMadeFor } from '../../trace/checkSchedule.js';
import type { EventLog } from '../../trace/eventLog.js';
import { nothingExplored } from '../explore/exploreApi.js';
import { Explorer } from '../explore/explorer.js';
import { runByHand } from '../explore/handRun.js';
import { LoadError } from '../load/loadError.js';
import type { FromRecorder, ToRecorder } from './messages.js';
import { type Program, Programs } from './programs.js';
import { Recording } from './recording.js';
import { recordsOf } from './resend.js';
import { WorkerPool } from './workerPool.js';

type Job = Extract<ToRecorder, { type: 'run' | 'explore' | 'byHand' }>;
type RunMessage = Extract<Job, { type: 'run' }>;
type ExploreMessage = Extract<Job, { type: 'explore' }>;
type HandMessage = Extract<Job, { type: 'byHand' }>;

const host = parentPort;
const { programPath } = workerData as { programPath: string };
const pool = new WorkerPool(programPath);
const programs = new Programs();
const waiting: Job[] = [];
/** What goes on now, to be stopped. */
let current: { readonly run: number; stop(): void } | undefined;
/** Of the run that goes on, or of the last one: kept for a page that is loaded again. Its shared memory is not. */
let latest: { readonly run: number; readonly log: EventLog } | undefined;
let working = false;

host?.on('message', (message: ToRecorder) => {
  switch (message.type) {
    case 'run':
    case 'explore':
    case 'byHand':
      waiting.push(message);
      if (!working) void work();
      return;
    case 'stop':
      if (current?.run === message.run) current.stop();
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
    if (isOfOtherText(next, program)) refuseSchedule(next);
    else if (next.type === 'run') await record(next, program);
    else if (next.type === 'explore') await explore(next, program);
    else await byHand(next, program);
    current = undefined;
  }
  working = false;
}

async function record({ run, request }: RunMessage, program: Program): Promise<void> {
  const recording = new Recording(run, request, program, pool, send);
  current = recording;
  latest = { run, log: recording.trace.log };
  while (!recording.advance()) await new Promise((resolve) => setImmediate(resolve));
  await recording.cleanUp();
}

async function explore({ run, request }: ExploreMessage, program: Program): Promise<void> {
  const explorer = new Explorer(program, request, pool, (progress) =>
    send({ type: 'progress', run, progress }),
  );
  current = { run, stop: () => explorer.stop() };
  send({ type: 'explored', run, explored: await explorer.run() });
}

async function byHand({ run, request }: HandMessage, program: Program): Promise<void> {
  send({ type: 'byHand', run, hand: await runByHand(program, request, pool), loadProblems: [] });
}

/** A program that cannot be loaded ends before it starts. */
function load(job: Job): Program | undefined {
  try {
    return programs.load(job.request);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    neverStarted(job, 'failed', error.problems);
    return undefined;
  }
}

function isOfOtherText({ request }: Job, { loaded }: Program): boolean {
  return 'schedule' in request && request.schedule !== null && !isMadeFor(request.schedule, loaded);
}

function refuseSchedule(job: Job): void {
  const message = `the schedule was made for another text of ${job.request.program}`;
  neverStarted(job, 'failed', [{ message, file: '', line: 0, column: 0 }]);
}

function cancelWaiting(run: number): void {
  const index = waiting.findIndex((message) => message.run === run);
  const [cancelled] = index < 0 ? [] : waiting.splice(index, 1);
  if (cancelled) neverStarted(cancelled, 'stopped', []);
}

function neverStarted(
  { type, run }: Job,
  outcome: RunEnded['outcome'],
  loadProblems: readonly RunProblem[],
): void {
  if (type === 'explore')
    return send({ type: 'explored', run, explored: { ...nothingExplored, loadProblems } });
  if (type === 'byHand') return send({ type: 'byHand', run, hand: null, loadProblems });
  const nothing = { findings: [], clockNs: 0, wallMs: 0, heldBackMs: 0, result: '', problems: [] };
  send({ type: 'ended', run, end: { ...nothing, outcome }, loadProblems });
}
