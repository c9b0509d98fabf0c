/** How a run ended and what is to be said of it, read off its memory and its trace. */
import type { Detectors } from '../../detect/detectors.js';
import type { RunProblem } from '../../protocol/page.js';
import { decode } from '../../runtime/codec.js';
import { Block, BlockState, blockAt, Control, type Memory, RunEnd, siteAt } from '../../runtime/memory.js';
import type { Finding, Outcome } from '../../trace/finding.js';
import type { Trace } from '../../trace/trace.js';
import { ThreadEnding } from '../../trace/vocabulary.js';
import type { Alarm } from './watch.js';
import { heapLimitMb } from './workerPool.js';

const nowhere = { file: '', line: 0, column: 0 };

export interface Ending {
  readonly outcome: Outcome;
  readonly problems: readonly RunProblem[];
  readonly findings: readonly Finding[];
}

/** The program ended the run by itself. `known` are the findings so far. */
export function endingOf(
  memory: Memory,
  trace: Trace,
  detectors: Detectors,
  known: readonly Finding[],
): Ending {
  const end = memory.words[Control.End];
  if (end === RunEnd.NoProgress) {
    const problems = whereThreadsAre(memory, trace, 'made a million steps without the clock moving');
    return { outcome: 'timeout', problems, findings: [] };
  }
  if (end === RunEnd.Stuck) {
    const stuck = detectors.hasDeadlock ? undefined : detectors.stuck();
    const others = detectors.atEnd();
    // What explains a stall, such as a lost wake-up, says more than that it is one.
    if (stuck?.kind === 'stall') return { outcome: 'stalled', problems: [], findings: [...others, stuck] };
    return { outcome: 'deadlock', problems: [], findings: stuck ? [stuck, ...others] : others };
  }
  const raised = trace.state.threads[1]?.ending === ThreadEnding.Raised;
  const problems = raised ? mainsException(trace, known) : [];
  return { outcome: raised ? 'failed' : 'completed', problems, findings: detectors.atEnd() };
}

/** What an alarm says, with the lines where threads are. */
export function problemsOf(alarm: Alarm, memory: Memory, trace: Trace): readonly RunProblem[] {
  if (alarm.kind === 'time') return whereThreadsAre(memory, trace, `did not end within ${alarm.seconds} s`);
  if (alarm.kind === 'memory')
    return whereThreadsAre(memory, trace, `took ${alarm.megabytes} MB of memory, more than a run may`);
  return [];
}

/** A worker died while it ran a thread. */
export function lostProblem(memory: Memory, trace: Trace, worker: number, reason: string): RunProblem {
  const { words } = memory;
  let name = 'a thread';
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    if (words[at + Block.State] === BlockState.Running && words[at + Block.Worker] === worker)
      name = trace.state.threads[words[at + Block.ThreadId] as number]?.name ?? name;
  }
  const place = trace.place(words[siteAt(worker)] as number);
  const why = /memory limit/.test(reason) ? `used more than ${heapLimitMb} MB of heap` : `died: ${reason}`;
  return {
    message: `the worker of ${name} ${why}`,
    file: place?.path ?? '',
    line: place?.line ?? 0,
    column: place?.column ?? 0,
  };
}

function mainsException(trace: Trace, known: readonly Finding[]): RunProblem[] {
  return known.flatMap((finding) =>
    finding.kind === 'uncaught-exception' && finding.thread === 1
      ? [
          {
            message: finding.message,
            file: trace.header.files[finding.file]?.path ?? '',
            line: finding.line,
            column: 1,
          },
        ]
      : [],
  );
}

/** One problem for each thread that was on its way: its worker's site word says where. */
function whereThreadsAre(memory: Memory, trace: Trace, what: string): RunProblem[] {
  const { words } = memory;
  const running: RunProblem[] = [];
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    const thread = trace.state.threads[words[at + Block.ThreadId] as number];
    if (words[at + Block.State] !== BlockState.Running || thread?.status !== 'running') continue;
    const place = trace.place(words[siteAt(words[at + Block.Worker] as number)] as number);
    running.push({
      message: `the program ${what}; ${thread.name} was here`,
      file: place?.path ?? '',
      line: place?.line ?? 0,
      column: place?.column ?? 0,
    });
  }
  return running.length > 0 ? running : [{ message: `the program ${what}`, ...nowhere }];
}

/** What main returned, as JSON text; '' for nothing. */
export function resultOf(memory: Memory): string {
  const at = memory.words[Control.ResultAddress] as number;
  if (at === 0) return '';
  const bytes = memory.bytes.slice(at * 4, at * 4 + (memory.words[Control.ResultLength] as number));
  return String(decode(bytes, 'within'));
}
