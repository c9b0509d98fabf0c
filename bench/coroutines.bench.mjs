// Greenlets, tasks and sockets with the trace on, live, against the same work without Threadlanes in the same run.
import { bareHandOvers, bareMessages, bareTasks } from './lib/baselines.mjs';
import { expectEvents, newEngine, runOnce } from './lib/engine.mjs';

const programs = 'bench/programs';

function row(name, unit, value, baselineName, baseline) {
  return { name, unit, value, baselineName, baseline, ratio: value / baseline };
}

/** How many a second a program says that it did. The first run compiles. */
async function rate(engine, program, count, eventsEach, mode = 'live') {
  await runOnce(engine, `${programs}/${program}`, { mode, args: [Math.min(count, 1000)] });
  const ended = await runOnce(engine, `${programs}/${program}`, { mode, args: [count] });
  expectEvents(ended, count * eventsEach);
  return mode === 'live' ? count / JSON.parse(ended.end.result) : count / (ended.end.wallMs / 1000);
}

export default async () => {
  const engine = await newEngine();
  const handOvers = await rate(engine, 'greenletHandOver.ts', 40_000, 2);
  const controlled = await rate(engine, 'greenletHandOver.ts', 40_000, 2, 'controlled');
  const tasks = await rate(engine, 'manyTasks.ts', 10_000, 8);
  const messages = await rate(engine, 'socketMessages.ts', 20_000, 4);
  await engine.dispose();
  const bare = await bareHandOvers(40_000);
  return [
    row('hand-overs between two greenlets, live', 'a second', handOvers, 'bare workers', bare),
    row('hand-overs between two greenlets, controlled', 'a second', controlled, 'bare workers', bare),
    row('10,000 tasks on one loop', 'a second', tasks, 'async functions of Node', await bareTasks(10_000)),
    row(
      'messages of 16 bytes through a socket',
      'a second',
      messages,
      'a real socket, one by one',
      await bareMessages(5_000),
    ),
  ];
};
