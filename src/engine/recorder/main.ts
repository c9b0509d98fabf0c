/** The recorder worker: runs one program after the other, and between two looks at it lets messages in. */
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import { isMadeFor } from '../../trace/checkSchedule.js';
import { Companions } from '../explore/companion/companions.js';
import { nothingExplored } from '../explore/exploreApi.js';
import { Explorer } from '../explore/explorer.js';
import { runByHand } from '../explore/handRun.js';
import { LoadError } from '../load/loadError.js';
import { Jobs, send, tellNotStarted } from './jobs.js';
import type { ToRecorder } from './messages.js';
import { type Program, Programs } from './programs.js';
import { Recording } from './recording.js';
import { WorkerPool } from './workerPool.js';

type Job = Extract<ToRecorder, { type: 'run' | 'explore' | 'byHand' }>;
type RunMessage = Extract<Job, { type: 'run' }>;
type ExploreMessage = Extract<Job, { type: 'explore' }>;
type HandMessage = Extract<Job, { type: 'byHand' }>;

const { programPath } = workerData as { programPath: string };
const pool = new WorkerPool(programPath);
const companions = new Companions(join(dirname(programPath), 'companion.cjs'));
const programs = new Programs();
const jobs = new Jobs<Job>(work, (job) => neverStarted(job, 'stopped', []));

parentPort?.on('message', (message: ToRecorder) => {
  switch (message.type) {
    case 'run':
    case 'explore':
    case 'byHand':
      return jobs.add(message);
    case 'stop':
      return jobs.stop(message.run);
    case 'resend':
      return jobs.resend(message);
    case 'keepWarm':
      pool.keptWarm = message.workers;
  }
});

async function work(job: Job): Promise<void> {
  const program = load(job);
  if (!program) return;
  if (isOfOtherText(job, program)) refuseSchedule(job);
  else if (job.type === 'run') await record(job, program);
  else if (job.type === 'explore') await explore(job, program);
  else await byHand(job, program);
}

async function record({ run, request }: RunMessage, program: Program): Promise<void> {
  const recording = new Recording(run, request, program, pool, send);
  jobs.current = recording;
  jobs.latest = { run, log: recording.trace.log };
  while (!recording.advance()) await new Promise((resolve) => setImmediate(resolve));
  await recording.cleanUp();
}

async function explore({ run, request }: ExploreMessage, program: Program): Promise<void> {
  const explorer = new Explorer(program, request, { workers: pool, companions }, (progress) =>
    send({ type: 'progress', run, progress }),
  );
  jobs.current = { run, stop: () => explorer.stop() };
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

function neverStarted(
  { type, run }: Job,
  outcome: RunEnded['outcome'],
  loadProblems: readonly RunProblem[],
): void {
  if (type === 'explore')
    return send({ type: 'explored', run, explored: { ...nothingExplored, loadProblems } });
  if (type === 'byHand') return send({ type: 'byHand', run, hand: null, loadProblems });
  tellNotStarted(run, outcome, loadProblems);
}
