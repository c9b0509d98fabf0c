/** The recorder worker for Python programs: runs one after the other. Speaks as the engine's recorder does. */
import { parentPort } from 'node:worker_threads';
import { Jobs, send, tellNotStarted } from '../../engine/recorder/jobs.js';
import type { ToRecorder } from '../../engine/recorder/messages.js';
import { PythonRecording } from './recording.js';

type RunMessage = Extract<ToRecorder, { type: 'run' }>;

const jobs = new Jobs<RunMessage>(record, ({ run }) => tellNotStarted(run, 'stopped', []));

parentPort?.on('message', (message: ToRecorder) => {
  switch (message.type) {
    case 'run':
      return jobs.add(message);
    case 'stop':
      return jobs.stop(message.run);
    case 'resend':
      return jobs.resend(message);
  }
});

async function record({ run, request }: RunMessage): Promise<void> {
  if (!request.python) {
    const message = 'no interpreter was given';
    return tellNotStarted(run, 'failed', [{ message, file: '', line: 0, column: 0 }]);
  }
  const recording = new PythonRecording(run, request, request.python, send);
  jobs.current = recording;
  jobs.latest = { run, log: recording.trace.log };
  await recording.done();
}
