/** The recorder worker: runs one program after the other, and between two looks at it lets messages in. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromRecorder, ToRecorder } from './messages.js';
import { Recording } from './recording.js';
import { WorkerPool } from './workerPool.js';

const host = parentPort;
const { programPath } = workerData as { programPath: string };
const pool = new WorkerPool(programPath);
const waiting: Extract<ToRecorder, { type: 'run' }>[] = [];
let recording: Recording | undefined;
let working = false;

host?.on('message', (message: ToRecorder) => {
  if (message.type === 'run') {
    waiting.push(message);
    if (!working) void work();
  } else if (recording?.run === message.run) recording.stop();
  else cancelWaiting(message.run);
});

function send(message: FromRecorder): void {
  host?.postMessage(message, message.type === 'records' ? [message.bytes.buffer as ArrayBuffer] : []);
}

async function work(): Promise<void> {
  working = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    recording = new Recording(next.run, next.request, pool, send);
    while (!recording.advance()) await new Promise((resolve) => setImmediate(resolve));
    await recording.cleanUp();
    recording = undefined;
  }
  working = false;
}

function cancelWaiting(run: number): void {
  const index = waiting.findIndex((message) => message.run === run);
  if (index < 0) return;
  waiting.splice(index, 1);
  const end = {
    outcome: 'stopped' as const,
    findings: [],
    clockNs: 0,
    wallMs: 0,
    heldBackMs: 0,
    result: '',
    problems: [],
  };
  send({ type: 'ended', run, end, loadProblems: [] });
}
