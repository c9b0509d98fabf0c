// The explorer: schedules a second on warm workers, memory over 100,000 schedules, and what DPOR leaves out.
import { execFileSync } from 'node:child_process';
import { inRoot } from '../scripts/lib/report.mjs';
import { explore, newEngine } from './lib/engine.mjs';

/** Hand-overs of one schedule of the two clerks, on the average of 1,000 random ones. */
const handOversPerSchedule = 14;

function row(name, unit, value, baselineName, baseline) {
  return { name, unit, value, baselineName, baseline, ratio: value / baseline };
}

function child(file, ...args) {
  return JSON.parse(
    execFileSync(process.execPath, [inRoot('bench', 'lib', file), ...args], { encoding: 'utf8' }),
  );
}

const perSecond = ({ schedules, elapsedMs }) => schedules / (elapsedMs / 1000);

/** Takes minutes, so once for all repetitions. */
let memory;

export default async () => {
  const bare = child('bareHandOvers.mjs');
  const engine = await newEngine();
  const program = 'bench/programs/twoClerks.ts';
  // Workers are warm when their code is compiled: some thousand schedules each.
  await explore(engine, program, { schedules: 15_000 });
  const random = await explore(engine, program, { schedules: 10_000 });
  const pos = await explore(engine, program, { strategy: 'pos', schedules: 10_000 });
  const fixture = 'test/fixtures/explore/account.ts';
  const dpor = await explore(engine, fixture, { strategy: 'dpor', schedules: 100_000, variant: 'correct' });
  const bounded = await explore(engine, fixture, {
    strategy: 'bounded',
    schedules: 100_000,
    variant: 'correct',
  });
  await engine.dispose();
  memory ??= child('exploreMemory.mjs');
  return [
    row(
      'schedules of two clerks, random',
      'schedules/s',
      perSecond(random),
      'bare hand-overs',
      bare / handOversPerSchedule,
    ),
    row('schedules of two clerks, POS', 'schedules/s', perSecond(pos), 'random', perSecond(random)),
    row('memory after 100,000 schedules', 'MB more', memory.megabytes, '64 MB', 64),
    row(
      'schedules of all classes of account, DPOR',
      'schedules',
      dpor.schedules,
      'with at most 3 preemptions',
      bounded.schedules,
    ),
  ];
};
