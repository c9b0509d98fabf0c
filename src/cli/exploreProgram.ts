/** `threadlanes explore`: tries schedule after schedule, and reports the first that fails, made small. */
import { Engine } from '../engine/engine.js';
import type { AimReport, Explored, ExploreRequest, Failure, Progress } from '../engine/explore/exploreApi.js';
import { describePreemptions } from '../trace/words/describePreemptions.js';
import { parseExploreArguments } from './exploreArguments.js';
import { notLoaded } from './notLoaded.js';
import { enginePaths } from './packageFolders.js';
import { saveTrace, traceOf } from './recorded.js';
import { type Asked, reportOf } from './report.js';
import { tell } from './tell.js';
import { language, textsIn } from './text/language.js';

const texts = textsIn(language);

export async function exploreProgram(args: readonly string[]): Promise<number> {
  const { request, json, traceFile } = parseExploreArguments(args);
  const engine = new Engine(enginePaths);
  const showsProgress = process.stderr.isTTY && !json;
  const exploration = engine.explore(request, (progress) => showsProgress && showProgress(progress));
  process.once('SIGINT', () => exploration.stop());
  const explored = await exploration.done;
  await engine.dispose();
  if (showsProgress) process.stderr.write('\r\x1b[K');
  if (explored.loadProblems.length > 0 || explored.problems.length > 0) throw notLoaded(explored);
  const { failure } = explored;
  if (failure && traceFile !== undefined) saveTrace(traceFile, failure, failure.end);
  if (json) console.log(JSON.stringify(jsonOf(request, explored, traceFile)));
  else tellExplored(request, explored);
  return exitCode(explored);
}

/** 3 where main throws whatever the schedule is: that is the program's own failure. 4 where no schedule came to its end. */
function exitCode({ failure, schedules, unfinished }: Explored): number {
  if (failure) return failure.end.outcome === 'failed' && !failure.dependsOnSchedule ? 3 : 1;
  return schedules > 0 && unfinished === schedules ? 4 : 0;
}

function perSecond({ schedules, elapsedMs }: Pick<Explored, 'schedules' | 'elapsedMs'>): number {
  return elapsedMs === 0 ? 0 : Math.round(schedules / (elapsedMs / 1000));
}

function showProgress(progress: Progress): void {
  const { schedules, classes, phase } = progress;
  const what = phase === 'shrinking' ? texts.shrinking : texts.perSecond(perSecond(progress));
  process.stderr.write(`\r\x1b[K${texts.progress(schedules, classes, what)}`);
}

function jsonOf(request: ExploreRequest, explored: Explored, traceFile: string | undefined): object {
  const asked = { ...request, mode: 'controlled' };
  const { failure } = explored;
  const report = failure
    ? reportOf(asked, traceOf(failure), failure.end, traceFile ?? null)
    : emptyReport(asked, explored);
  return {
    ...report,
    schedules: explored.schedules,
    schedulesPerSecond: perSecond(explored),
    classes: request.strategy === 'dpor' ? explored.classes : null,
    classesSeen: explored.classes,
    pruned: explored.pruned,
    failing: explored.failing,
    unfinished: explored.unfinished,
    exhausted: explored.exhausted,
    schedule: failure?.schedule ?? null,
    preemptions: failure?.preemptions ?? null,
    foundAt: failure?.foundAt ?? null,
    aim: explored.aim,
    nondeterminism: failure?.nondeterminism ?? '',
  };
}

/** No schedule failed, so there is no run to tell of. */
function emptyReport({ program, mode, seed, variant }: Asked, explored: Explored): object {
  const outcome =
    explored.schedules > 0 && explored.unfinished === explored.schedules ? 'timeout' : 'completed';
  return {
    program,
    mode,
    seed,
    variant,
    outcome,
    clockMs: 0,
    wallMs: explored.elapsedMs,
    result: null,
    error: null,
    threads: [],
    output: [],
    objects: [],
    findings: [],
    events: 0,
    heldBackMs: 0,
    trace: null,
  };
}

function tellExplored(request: ExploreRequest, explored: Explored): void {
  const { failure, classes, pruned, failing, unfinished, exhausted, aim } = explored;
  if (failure) tellFailure(failure);
  const schedules = texts.schedules(explored.schedules);
  const tried = texts.tried(schedules, (explored.elapsedMs / 1000).toFixed(1), classes);
  const given = pruned === 0 ? '' : texts.givenUp(pruned);
  const bad = request.keepsGoing ? texts.failing(failing) : '';
  const late = unfinished === 0 ? '' : texts.unfinished(unfinished);
  const all = exhausted ? texts.exhausted : '';
  console.log(`${tried}${given}${bad}${late}${all}`);
  if (failure) return;
  if (aim) for (const line of aimLines(aim)) console.log(line);
  console.log((aim ? texts.aimDidNotHappen : texts.nothingFailed)(request.program, schedules));
}

function aimLines({ steered, met, places, objects }: AimReport): string[] {
  const reached = [
    ...places.map(({ file, line, reached }) => texts.reached(`${file}:${line}`, reached)),
    ...objects.map(({ name, reached }) => texts.reached(name, reached)),
  ];
  return [texts.cameTo(steered, reached), texts.met(met)];
}

function tellFailure(failure: Failure): void {
  const trace = traceOf(failure);
  tell(trace, failure.end, true);
  console.log(texts.scheduleFailed(failure.foundAt, failure.preemptions));
  for (const { sentence } of describePreemptions(trace, language)) console.log(`  ${sentence}`);
  if (failure.nondeterminism !== '') console.log(failure.nondeterminism);
}
