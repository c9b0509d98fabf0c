/** The JSON object of `run --json`: a contract that scripts rely on. Lines and columns start at 1. */
import type { Access, Finding } from '../trace/finding.js';
import type { ObjectState, ThreadState } from '../trace/state.js';
import { ObjectKind, objectKindName, threadKindName } from '../trace/vocabulary.js';
import { describeFinding } from '../trace/words/describeFinding.js';
import type { MeasuredTrace } from './measuredTrace.js';
import { printedLines } from './printedLines.js';
import type { End } from './recorded.js';

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
    // What main throws is the program's failure, told in `error`.
    findings: end.findings
      .filter((finding) => finding.kind !== 'uncaught-exception' || finding.thread !== 1)
      .map((finding) => findingReport(finding, trace)),
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

interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

function findingReport(finding: Finding, trace: MeasuredTrace): object {
  return {
    kind: finding.kind,
    message: describeFinding(finding, trace, 'en'),
    cycle: 'cycle' in finding ? finding.cycle.map((edge) => cycleEdge(edge, trace)) : [],
    locations: locationsOf(finding, trace),
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

function locationsOf(finding: Finding, trace: MeasuredTrace): Location[] {
  const at = (site: number, message: string): Location[] => {
    const place = trace.place(site);
    return place ? [{ file: place.path, line: place.line, column: place.column, message }] : [];
  };
  const { threads, objects } = trace.state;
  const accessed = ({ site, thread, write }: Access, object: number): Location[] =>
    at(site, `${threads[thread]?.name} ${write ? 'writes' : 'reads'} ${objects[object]?.name}`);
  switch (finding.kind) {
    case 'deadlock':
    case 'potential-deadlock':
      return finding.cycle.flatMap((edge) => [
        ...at(edge.holdsSite, `${threads[edge.thread]?.name} takes ${objects[edge.holds]?.name}`),
        ...at(edge.waitsSite, `${threads[edge.thread]?.name} waits for ${objects[edge.waitsFor]?.name}`),
      ]);
    case 'race':
      return [finding.first, finding.second].flatMap((access) => accessed(access, finding.object));
    case 'check-then-act':
      return [finding.check, finding.between, finding.act].flatMap((access) =>
        accessed(access, finding.object),
      );
    case 'lost-wakeup':
      return [
        ...at(finding.notifySite, `${threads[finding.notifier]?.name} notifies nobody`),
        ...at(
          finding.waitSite,
          `${threads[finding.waiter]?.name} waits for ${objects[finding.object]?.name}`,
        ),
      ];
    case 'lock-held-at-end':
      return at(finding.site, `${threads[finding.thread]?.name} takes ${objects[finding.object]?.name}`);
    case 'over-release':
      return at(finding.site, `${threads[finding.thread]?.name} releases ${objects[finding.object]?.name}`);
    case 'stall':
      return finding.waits.flatMap((wait) =>
        at(wait.site, `${threads[wait.thread]?.name} waits for ${objects[wait.object]?.name}`),
      );
    case 'blocked-loop':
      return at(finding.site, `${threads[finding.thread]?.name} blocks ${objects[finding.object]?.name}`);
    case 'lost-greenlet':
      return at(finding.site, `${threads[finding.thread]?.name} stands still`);
    case 'uncaught-exception':
      return finding.line > 0
        ? [
            {
              file: trace.header.files[finding.file]?.path ?? '',
              line: finding.line,
              column: 1,
              message: finding.message,
            },
          ]
        : [];
  }
}
