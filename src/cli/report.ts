/** The JSON object of `run --json`: a contract that scripts rely on. Lines and columns start at 1. */
import type { Finding } from '../trace/finding.js';
import type { ObjectState, ThreadState } from '../trace/state.js';
import { ObjectKind, objectKindName, threadKindName } from '../trace/vocabulary.js';
import { describeFinding } from '../trace/words/describeFinding.js';
import { locateFinding } from '../trace/words/locateFinding.js';
import type { MeasuredTrace } from './measuredTrace.js';
import { printedLines } from './printedLines.js';
import { type End, foundIn } from './recorded.js';

/** What a report says of what was asked for. */
export interface Asked {
  readonly program: string;
  readonly mode: string;
  readonly seed: number;
  readonly variant: string | null;
}

const msOf = (ns: number): number => ns / 1e6;

export function reportOf(request: Asked, trace: MeasuredTrace, end: End, traceFile: string | null): object {
  const { state, log } = trace;
  const [problem] = end.problems;
  return {
    program: request.program,
    mode: request.mode,
    seed: request.seed,
    variant: request.variant,
    outcome: end.outcome,
    clockMs: msOf(end.clockNs),
    wallMs: end.wallMs,
    result: end.result === '' ? null : (JSON.parse(end.result) as unknown),
    error: problem
      ? { message: problem.message, file: problem.file, line: problem.line, column: problem.column }
      : null,
    threads: state.threads.flatMap((thread) => (thread ? [threadReport(thread, trace)] : [])),
    output: printedLines(trace).map(({ atNs, thread, text }) => ({ atMs: msOf(atNs), thread, text })),
    objects: state.objects.flatMap((object) =>
      object && object.kind !== ObjectKind.Thread ? [objectReport(object, trace)] : [],
    ),
    findings: foundIn(end).map((finding) => findingReport(finding, trace)),
    events: log.length,
    heldBackMs: end.heldBackMs,
    trace: traceFile,
  };
}

function threadReport(thread: ThreadState, trace: MeasuredTrace): object {
  const { log } = trace;
  const began = trace.begun[thread.id];
  return {
    id: thread.id,
    name: thread.name,
    kind: threadKindName(thread.kind),
    state: thread.status,
    startMs: began === undefined ? null : msOf(log.time(began)),
    endMs: thread.status === 'ended' ? msOf(log.time(thread.since)) : null,
    blockedOn: thread.status === 'blocked' ? (trace.state.objects[thread.blockedOn]?.name ?? null) : null,
  };
}

function objectReport(object: ObjectState, trace: MeasuredTrace): object {
  const most = trace.mostOf(object.id);
  return {
    id: object.id,
    name: object.name,
    kind: objectKindName(object.kind),
    maxWaiters: most.waiters,
    maxHolders: most.holders,
    maxLength: most.items,
    finalContents:
      object.kind === ObjectKind.Shared ? [object.value] : object.items.toArray().map((item) => item.text),
  };
}

function findingReport(finding: Finding, trace: MeasuredTrace): object {
  return {
    kind: finding.kind,
    message: describeFinding(finding, trace, 'en'),
    cycle: 'cycle' in finding ? finding.cycle.map((edge) => cycleEdge(edge, trace)) : [],
    locations: locateFinding(finding, trace, 'en'),
  };
}

function cycleEdge(
  edge: Extract<Finding, { kind: 'deadlock' }>['cycle'][number],
  trace: MeasuredTrace,
): object {
  const at = (object: number, site: number): object => {
    const place = trace.place(site);
    return {
      object: trace.state.objects[object]?.name ?? '',
      file: place?.path ?? '',
      line: place?.line ?? 0,
    };
  };
  return {
    thread: trace.state.threads[edge.thread]?.name ?? '',
    holds: at(edge.holds, edge.holdsSite),
    waitsFor: at(edge.waitsFor, edge.waitsSite),
  };
}
