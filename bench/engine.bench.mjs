// The engine as the extension and the command line use it: lines and recorder on, real threads.
// Every figure fails if the trace that came lacks an event.
import { execFileSync } from 'node:child_process';
import { inRoot } from '../scripts/lib/report.mjs';
import { bareMutexNs } from './lib/bareMutex.mjs';
import { expectEvents, newEngine, runOnce } from './lib/engine.mjs';

const programs = 'bench/programs';

function row(name, unit, value, baselineName, baseline) {
  return { name, unit, value, baselineName, baseline, ratio: value / baseline };
}

function median(numbers) {
  return numbers.sort((a, b) => a - b)[numbers.length >> 1];
}

const resultOf = ({ end }) => JSON.parse(end.result);

/** Nanoseconds a pair in the rounds after the first three, when everything is compiled. */
async function lockNs(engine, traced) {
  const ended = await runOnce(engine, `${programs}/uncontendedLock.ts`, { traced });
  if (traced) expectEvents(ended, 6 * 600_000);
  return median(resultOf(ended).slice(3));
}

async function eventsPerSecond(engine, threads) {
  const ended = await runOnce(engine, `${programs}/manyEvents.ts`, { args: [threads, 800_000] });
  const { events } = resultOf(ended);
  expectEvents(ended, events);
  // Until the last one is in the model: wall time, less what a run without events takes.
  const idle = await runOnce(engine, `${programs}/manyEvents.ts`, { args: [threads, threads] });
  return events / ((ended.end.wallMs - idle.end.wallMs) / 1000);
}

async function pointsPerSecond(engine) {
  const wall = async (pairs) => {
    const ended = await runOnce(engine, `${programs}/schedulingPoints.ts`, {
      mode: 'controlled',
      args: [pairs],
    });
    expectEvents(ended, pairs * 4);
    return ended.end.wallMs;
  };
  await wall(20_000);
  const [few, many] = [await wall(1_000), await wall(51_000)];
  return (50_000 * 4) / ((many - few) / 1000);
}

async function queueItemsPerSecond(engine) {
  const items = 200_000;
  const ended = await runOnce(engine, `${programs}/queueHandOver.ts`, { args: [items] });
  expectEvents(ended, items * 2);
  return items / resultOf(ended);
}

/** The example race-counter with its hundred threads, in a new engine and then with its workers warm. */
async function raceCounterMs() {
  const engine = await newEngine();
  const run = async () =>
    (await runOnce(engine, 'examples/locks/race-counter.ts', { mode: 'controlled' })).end.wallMs;
  const cold = await run();
  const warm = [await run(), await run(), await run()];
  await engine.dispose();
  return { cold, warm: median(warm) };
}

function child(file, ...args) {
  return JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', inRoot('bench', 'lib', file), ...args], {
      encoding: 'utf8',
    }),
  );
}

export default async () => {
  const engine = await newEngine();
  const bare = bareMutexNs();
  const traced = await lockNs(engine, true);
  const untraced = await lockNs(engine, false);
  const one = await eventsPerSecond(engine, 1);
  const eight = await eventsPerSecond(engine, 8);
  const points = await pointsPerSecond(engine);
  const items = await queueItemsPerSecond(engine);
  await engine.dispose();
  const bareWorkers = child('bareWorkers.mjs', '100');
  const { cold, warm } = await raceCounterMs();
  const { megabytes } = child('hostMemory.mjs');
  return [
    row('traced uncontended acquire and release', 'ns', traced, 'bare Atomics mutex', bare),
    row('untraced uncontended acquire and release', 'ns', untraced, 'bare Atomics mutex', bare),
    row('events from one worker into the model', 'events/s', one, '3 million', 3e6),
    row('events from eight workers into the model', 'events/s', eight, 'one worker', one),
    row('controlled scheduling points, two threads', 'points/s', points, '100 thousand', 1e5),
    row('queue put and get between two threads', 'items/s', items, '100 thousand', 1e5),
    row('race-counter with 100 threads, cold', 'ms', cold, 'start of 100 bare workers', bareWorkers),
    row('race-counter with 100 threads, warm', 'ms', warm, '500 ms', 500),
    row('a trace of a million events in the host', 'MB', megabytes, '64 MB', 64),
  ];
};
