/** The recorder worker for Python programs: runs one after the other. Speaks as the engine's recorder does. */
import { parentPort } from 'node:worker_threads';
import type { FromRecorder, ToRecorder } from '../../engine/recorder/messages.js';
import { recordsOf } from '../../engine/recorder/resend.js';
import type { RunEnded, RunProblem } from '../../protocol/page.js';
import type { EventLog } from '../../trace/eventLog.js';
import { PythonRecording } from './recording.js';

type RunMessage = Extract<ToRecorder, { type: 'run' }>;

const host = parentPort;
const waiting: RunMessage[] = [];
let current: PythonRecording | undefined;
/** Of the run that goes on, or of the last one: kept for a page that is loaded again. */
let latest: { readonly run: number; readonly log: EventLog } | undefined;
let working = false;

host?.on('message', (message: ToRecorder) => {
  switch (message.type) {
    case 'run':
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
    case 'explore':
    case 'keepWarm':
  }
});

function send(message: FromRecorder): void {
  const bytes = 'bytes' in message ? message.bytes : null;
  host?.postMessage(message, bytes ? [bytes.buffer as ArrayBuffer] : []);
}

async function work(): Promise<void> {
  working = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) await record(next);
  working = false;
}

async function record({ run, request }: RunMessage): Promise<void> {
  if (!request.python) return neverStarted(run, 'failed', 'no interpreter was given');
  const recording = new PythonRecording(run, request, request.python, send);
  current = recording;
  latest = { run, log: recording.trace.log };
  await recording.done();
  current = undefined;
}

function cancelWaiting(run: number): void {
  const index = waiting.findIndex((message) => message.run === run);
  if (index < 0) return;
  waiting.splice(index, 1);
  neverStarted(run, 'stopped', '');
}

function neverStarted(run: number, outcome: RunEnded['outcome'], message: string): void {
  const nothing = { findings: [], clockNs: 0, wallMs: 0, heldBackMs: 0, result: '', problems: [] };
  const loadProblems: RunProblem[] = message === '' ? [] : [{ message, file: '', line: 0, column: 0 }];
  send({ type: 'ended', run, end: { ...nothing, outcome }, loadProblems });
}
