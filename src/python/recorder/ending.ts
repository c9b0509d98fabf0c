/** How a run of a Python program ended, and what is to be said of it. */
import { constants } from 'node:os';
import type { RunProblem } from '../../protocol/page.js';
import type { Finding, Outcome } from '../../trace/finding.js';
import type { Seq, ThreadId } from '../../trace/ids.js';
import type { Trace } from '../../trace/trace.js';
import { ThreadEnding } from '../../trace/vocabulary.js';
import type { Lanes } from './lanes.js';

/** By this exit code start.py says that the interpreter is too old. */
export const tooOldCode = 97;
/** A tracer sends every so many ms at the latest: _LONGEST in tracer/threadlanes_tracer/channel.py. */
export const longestPauseMs = 40;
const nowhere = { file: '', line: 0, column: 0 };

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface Ending {
  readonly outcome: Outcome;
  readonly problems: readonly RunProblem[];
}

/** Of a program that ended by itself, or was killed by somebody else. */
export function endingOf({ code, signal }: Exit, trace: Trace, findings: readonly Finding[]): Ending {
  if (signal !== null) return failed(`the program was killed by ${signal}`);
  if (code === 0) return { outcome: 'completed', problems: [] };
  const raised = trace.state.threads[1]?.ending === ThreadEnding.Raised;
  const exception = findings.find((each) => each.kind === 'uncaught-exception' && each.thread === 1);
  if (!raised || exception?.kind !== 'uncaught-exception')
    return failed(`the program ended with exit code ${code}`);
  const file = trace.header.files[exception.file]?.path ?? '';
  return {
    outcome: 'failed',
    problems: [
      { message: exception.message, file, line: exception.line, column: exception.line > 0 ? 1 : 0 },
    ],
  };
}

/** Of processes that were killed and had not said that all was sent: `main` is the signal that killed the first one. */
export function cutOff(left: readonly Lanes[], main: string | null, trace: Trace): Finding[] {
  return left.flatMap((lanes) => {
    const signal = lanes.isFirst ? main : signalOf(lanes.exitCode);
    const thread = lanes.isFirst ? 1 : lanes.process;
    if (signal === null || thread === 0 || lanes.numbers.endedByForce.has(thread)) return [];
    const seq = trace.state.threads[thread]?.since ?? 0;
    return [{ kind: 'cut-off', seq: seq as Seq, thread: thread as ThreadId, signal, mostMs: longestPauseMs }];
  });
}

/** As a parent sees it: minus the number of the signal. */
function signalOf(exitCode: number): string | null {
  if (exitCode >= 0) return null;
  const [name] = Object.entries(constants.signals).find(([, number]) => number === -exitCode) ?? [];
  return name ?? `signal ${-exitCode}`;
}

function failed(message: string): Ending {
  return { outcome: 'failed', problems: [{ message, ...nowhere }] };
}

/** Why a program never began. `said` is the end of what the interpreter wrote. */
export function neverBegan(interpreter: string, { code, signal }: Exit, said: string): RunProblem {
  const lastLine = said.trim().split('\n').pop() ?? '';
  const why = signal === null ? `it ended with exit code ${code}` : `it was killed by ${signal}`;
  const message =
    code === tooOldCode
      ? `Python 3.8 or later is needed, and "${interpreter}" is older`
      : `"${interpreter}" could not run the tracer: ${lastLine === '' ? why : lastLine}`;
  return { message, ...nowhere };
}

export function noInterpreter(interpreter: string, error: NodeJS.ErrnoException): RunProblem {
  const why =
    error.code === 'ENOENT'
      ? 'there is no such program; install Python 3.8 or later, or say which interpreter to use'
      : error.message;
  return { message: `cannot start the Python interpreter "${interpreter}": ${why}`, ...nowhere };
}

/** Threads that were on their way when time was up. */
export function timeIsUp(trace: Trace, seconds: number): RunProblem[] {
  const message = `the program did not end within ${seconds} s`;
  const running = trace.state.threads.flatMap((thread) => {
    if (thread?.status !== 'running') return [];
    const place = trace.place(thread.site);
    return place
      ? [
          {
            message: `${message}; ${thread.name} was here`,
            file: place.path,
            line: place.line,
            column: place.column,
          },
        ]
      : [];
  });
  return running.length > 0 ? running : [{ message, ...nowhere }];
}
