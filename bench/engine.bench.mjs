// The engine through the built command line: lines and recorder on, real threads. Fails if the trace lacks an event.
import { spawnSync } from 'node:child_process';
import { inRoot } from '../scripts/lib/report.mjs';

function run(program, ...args) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      inRoot('dist', 'cli.js'),
      'run',
      inRoot('bench', 'programs', program),
      '--mode',
      'live',
      '--json',
      ...args,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function expectEvents(report, least) {
  if (report.outcome !== 'completed' || report.events < least) {
    throw new Error(`the run ended as ${report.outcome} with ${report.events} events, of at least ${least}`);
  }
}

/** Nanoseconds for taking and giving back a mutex of one word (compareExchange and store). */
function bareMutexNs() {
  const words = new Int32Array(new SharedArrayBuffer(4));
  const pairs = 2_000_000;
  let taken = 0;
  const loop = () => {
    for (let i = 0; i < pairs; i++) {
      if (Atomics.compareExchange(words, 0, 0, 1) === 0) taken++;
      Atomics.store(words, 0, 0);
    }
  };
  loop();
  const start = performance.now();
  loop();
  if (taken !== pairs * 2) throw new Error('the bare mutex was not free');
  return ((performance.now() - start) * 1e6) / pairs;
}

export default async () => {
  const lock = run('uncontendedLock.ts');
  expectEvents(lock, 440_000);
  const bare = bareMutexNs();
  const one = run('manyEvents.ts', '--', '1');
  const eight = run('manyEvents.ts', '--', '8');
  expectEvents(one, one.result.events);
  expectEvents(eight, eight.result.events);
  const rate = ({ result }) => result.events / result.seconds;
  return [
    {
      name: 'traced uncontended acquire and release',
      unit: 'ns',
      value: lock.result,
      baselineName: 'bare Atomics mutex',
      baseline: bare,
      ratio: lock.result / bare,
    },
    {
      name: 'events from one worker into the model',
      unit: 'events/s',
      value: rate(one),
      baselineName: '3 million',
      baseline: 3e6,
      ratio: rate(one) / 3e6,
    },
    {
      name: 'events from eight workers into the model',
      unit: 'events/s',
      value: rate(eight),
      baselineName: 'one worker',
      baseline: rate(one),
      ratio: rate(eight) / rate(one),
    },
  ];
};
