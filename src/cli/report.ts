/** The JSON object of `run --json`: a contract that scripts rely on. Lines and columns start at 1. */
import type { Run, RunRequest } from '../engine/engineApi.js';
import type { Finding } from '../trace/finding.js';
import type { ObjectState, ThreadState } from '../trace/state.js';
import type { Timeline } from '../trace/timeline.js';
import { ObjectKind, objectKindName, threadKindName } from '../trace/vocabulary.js';
import { describeFinding } from '../trace/words/describeFinding.js';
import { printedLines } from './printedLines.js';

type End = Awaited<Run['done']>;
const msOf = (ns: number): number => ns / 1e6;

export function reportOf(request: RunRequest, timeline: Timeline, end: End, trace: string | null): object {
  const { state, log } = timeline;
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
    threads: state.threads.flatMap((thread) => (thread ? [threadReport(thread, timeline)] : [])),
    output: printedLines(timeline).map(({ atNs, thread, text }) => ({ atMs: msOf(atNs), thread, text })),
    objects: state.objects.flatMap((object) =>
      object && object.kind !== ObjectKind.Thread ? [objectReport(object, timeline)] : [],
    ),
    // What main throws is the program's failure, told in `error`.
    findings: end.findings
      .filter((finding) => finding.kind !== 'uncaught-exception' || finding.thread !== 1)
      .map((finding) => findingReport(finding, timeline)),
    events: log.length,
    heldBackMs: end.heldBackMs,
    trace,
  };
}

function threadReport(thread: ThreadState, timeline: Timeline): object {
  const { log } = timeline;
  const spans = timeline.threads.get(thread.id)?.spans ?? [];
  const began = spans.find((span) => span.status === 'running');
  return {
    id: thread.id,
    name: thread.name,
    kind: threadKindName(thread.kind),
    state: thread.status,
    startMs: began ? msOf(log.time(began.from)) : null,
    endMs: thread.status === 'ended' ? msOf(log.time(thread.since)) : null,
    blockedOn: thread.status === 'blocked' ? (timeline.state.objects[thread.blockedOn]?.name ?? null) : null,
  };
}

function objectReport(object: ObjectState, timeline: Timeline): object {
  const lane = timeline.objects.get(object.id);
  // Not Math.max(...lengths): a call takes about 120,000 arguments, and a queue may have changed more often.
  const most = (lengths: readonly number[]): number => lengths.reduce((a, b) => Math.max(a, b), 0);
  return {
    id: object.id,
    name: object.name,
    kind: objectKindName(object.kind),
    maxWaiters: most((lane?.waits ?? []).map((span) => span.threads.length)),
    maxHolders: (lane?.holds.length ?? 0) > 0 ? 1 : 0,
    maxLength: most((lane?.items ?? []).map((span) => span.items.length)),
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

function findingReport(finding: Finding, timeline: Timeline): object {
  return {
    kind: finding.kind,
    message: describeFinding(finding, timeline, 'en'),
    cycle: finding.kind === 'deadlock' ? finding.cycle.map((edge) => cycleEdge(edge, timeline)) : [],
    locations: locationsOf(finding, timeline),
  };
}

function cycleEdge(
  edge: Extract<Finding, { kind: 'deadlock' }>['cycle'][number],
  timeline: Timeline,
): object {
  const at = (object: number, site: number): object => {
    const place = timeline.place(site);
    return {
      object: timeline.state.objects[object]?.name ?? '',
      file: place?.path ?? '',
      line: place?.line ?? 0,
    };
  };
  return {
    thread: timeline.state.threads[edge.thread]?.name ?? '',
    holds: at(edge.holds, edge.holdsSite),
    waitsFor: at(edge.waitsFor, edge.waitsSite),
  };
}

function locationsOf(finding: Finding, timeline: Timeline): Location[] {
  const at = (site: number, message: string): Location[] => {
    const place = timeline.place(site);
    return place ? [{ file: place.path, line: place.line, column: place.column, message }] : [];
  };
  const { threads, objects } = timeline.state;
  switch (finding.kind) {
    case 'deadlock':
      return finding.cycle.flatMap((edge) => [
        ...at(edge.holdsSite, `${threads[edge.thread]?.name} takes ${objects[edge.holds]?.name}`),
        ...at(edge.waitsSite, `${threads[edge.thread]?.name} waits for ${objects[edge.waitsFor]?.name}`),
      ]);
    case 'race':
      return [finding.first, finding.second].flatMap((access) =>
        at(
          access.site,
          `${threads[access.thread]?.name} ${access.write ? 'writes' : 'reads'} ${objects[finding.object]?.name}`,
        ),
      );
    case 'stall':
      return finding.waits.flatMap((wait) =>
        at(wait.site, `${threads[wait.thread]?.name} waits for ${objects[wait.object]?.name}`),
      );
    case 'uncaught-exception':
      return finding.line > 0
        ? [
            {
              file: timeline.header.files[finding.file]?.path ?? '',
              line: finding.line,
              column: 1,
              message: finding.message,
            },
          ]
        : [];
  }
}
