// Python programs with the tracer, against the same interpreter without it: for each version that is found. All but events
// and deadlocks counts processor time: what else the machine does disturbs that least.
import { inRoot } from '../scripts/lib/report.mjs';
import { newEngine, ofPython } from './lib/engine.mjs';
import { plain, pythonsByVersion, traced } from './lib/tracedPython.mjs';

const [rounds, taken] = [5, 20_000];
const tasks = 5000;
const manyEvents = 1_000_000;
const promisedPerSecond = 250_000;
/** 100,000 events that wait, and as many on their way, at 150 and 300 bytes each (tracer/threadlanes_tracer/channel.py). */
const bufferMb = 45;
const promisedMs = 500;

function row(name, unit, value, baselineName, baseline) {
  return { name, unit, value, baselineName, baseline, ratio: value / baseline };
}

/** Takes a lock with and without the tracer, round by round in the same process. */
function uncontended(python) {
  const events = 2 * taken * (rounds + 1);
  const { numbers } = traced(python, 'uncontended.py', events, rounds, taken);
  const [value, bare] = numbers;
  return row('uncontended with lock, drain included', 'ns', value, 'untraced', bare);
}

/** The least of some pairs: what the machine does beside it only adds. */
function alone(python) {
  const pairs = Array.from({ length: 4 }, () => [
    plain(python, 'alone.py')[0],
    traced(python, 'alone.py', 1).numbers[0],
  ]);
  const [bare, value] = [0, 1].map((which) => Math.min(...pairs.map((pair) => pair[which])));
  return row('a program without concurrency, with its start', 's', value, 'untraced', bare);
}

function throughput(python) {
  const { numbers, report } = traced(python, 'manyLocks.py', manyEvents, manyEvents / 2);
  const perSecond = (report.events / report.wallMs) * 1000;
  return [
    row('events end to end, with its start', 'a second', perSecond, 'what is asked for', promisedPerSecond),
    row(`growth over ${manyEvents} events`, 'MB', numbers[0], 'what may wait', bufferMb),
  ];
}

/** A task of asyncio makes ten events, its begin, its turns, its wait and its end among them. */
function tasksOnLoop(python) {
  const [bare] = plain(python, 'manyTasks.py', tasks);
  const [value] = traced(python, 'manyTasks.py', 10 * tasks, tasks).numbers;
  const perTask = 1e6 / tasks;
  return row('a task of asyncio, drain included', 'us', value * perTask, 'untraced', bare * perTask);
}

/** ms from the last time that the program printed to the finding. */
async function deadlock(engine, python) {
  let [printed, found] = ['', 0];
  const entry = inRoot('bench', 'programs', 'foundAlive.py');
  const launch = {
    interpreter: [python],
    tracer: inRoot('dist', 'tracer'),
    workingFolder: inRoot('bench'),
    environment: process.env,
    hasInput: false,
    hasOutput: false,
    whenStuck: 'end',
  };
  const request = { entry, program: 'foundAlive', mode: 'live', seed: 1, strategy: 'real', variant: null };
  const { done } = engine.run(
    { ...request, args: [], schedule: null, timeoutMs: 20_000, python: launch },
    {
      started: () => {},
      records: () => {},
      output: (_stream, bytes) => {
        printed += Buffer.from(bytes).toString();
      },
      findings: (findings) => {
        if (found === 0 && findings.some(({ kind }) => kind === 'deadlock')) found = Date.now();
      },
    },
  );
  const { outcome } = await done;
  const times = printed.match(/\d{13}/g) ?? [];
  if (found === 0 || times.length !== 2)
    throw new Error(`foundAlive.py ended as ${outcome} without a deadlock`);
  const last = Math.max(...times.map(Number));
  return row('deadlock told', 'ms after the last event', found - last, `${promisedMs} ms`, promisedMs);
}

export default async () => {
  const engine = await newEngine(ofPython);
  const rows = [];
  for (const [version, python] of pythonsByVersion())
    for (const each of [
      uncontended(python),
      alone(python),
      ...throughput(python),
      tasksOnLoop(python),
      await deadlock(engine, python),
    ])
      rows.push({ ...each, name: `Python ${version}: ${each.name}` });
  await engine.dispose();
  return rows;
};
