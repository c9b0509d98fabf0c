// The engine through the built command line: lines and recorder on, real threads. Fails if the trace lacks an event.
import { execFileSync, spawnSync } from 'node:child_process';
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

/** Milliseconds that a process needs to load the extension's bundle with a stand-in for VS Code, and activate it. */
function activationMs(work) {
  const code = `
    const Module = require('node:module');
    const load = Module._load;
    const disposable = { dispose() {} };
    const item = { show() {}, hide() {}, dispose() {} };
    const vscode = { l10n: { t: (text) => text }, StatusBarAlignment: {}, ViewColumn: {}, window: { createStatusBarItem: () => item },
      commands: { registerCommand: () => disposable } };
    Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
    const start = performance.now();
    ${work}
    console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }));
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
  const extension = JSON.stringify(inRoot('dist', 'extension.cjs'));
  const activation = activationMs(`require(${extension}).activate({ subscriptions: [] });`);
  const nothing = activationMs("require('node:worker_threads');");
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
    {
      name: 'activation of the extension',
      unit: 'ms',
      value: activation,
      baselineName: 'loading worker_threads',
      baseline: nothing,
      ratio: activation / nothing,
    },
  ];
};
