// What loading and activating the extension costs, outside VS Code: the API is a stand-in that answers anything.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { inRoot } from '../scripts/lib/report.mjs';

/** What the bundle takes from the API: the names behind its copy of the module. */
const bundle = readFileSync(inRoot('dist', 'extension.cjs'), 'utf8');
const vscodeNames = [...new Set([...bundle.matchAll(/\.([a-zA-Z]\w*)/g)].map(([, name]) => name))];

/**
 * Milliseconds that a fresh process needs for `work`, with the stand-in for the module "vscode": by the clock, and of the
 * processor, which says the same on a busy machine.
 */
function milliseconds(work) {
  const code = `
    const Module = require('node:module');
    const load = Module._load;
    const any = new Proxy(function () {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '' : any), apply: () => any, construct: () => any });
    const vscode = Object.fromEntries(${JSON.stringify(vscodeNames)}.map((name) => [name, any]));
    Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
    const cpu = process.cpuUsage();
    const start = performance.now();
    ${work}
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ clock: performance.now() - start, processor: (user + system) / 1000 }));
    process.exit();`;
  return JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }));
}

export default async () => {
  const extension = JSON.stringify(inRoot('dist', 'extension.cjs'));
  const activation = milliseconds(
    `require(${extension}).activate({ subscriptions: [], extension: { packageJSON: {} }, workspaceState: any });`,
  );
  const nothing = milliseconds("require('node:worker_threads');");
  return ['clock', 'processor'].map((by) => ({
    name: `activation of the extension, by the ${by}`,
    unit: 'ms',
    value: activation[by],
    baselineName: 'loading worker_threads',
    baseline: nothing[by],
    ratio: activation[by] / nothing[by],
  }));
};
