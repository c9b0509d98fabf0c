// npm test: all set-up, then every test. Quiet when green; ends with the line `N passed, N failed`.
//   npm test [-- --only types,lint,unit,catalogue,stress,page,vscode,packed]
// Only Node's own modules may be imported up here: in a fresh clone nothing else is installed yet.
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, nodeProblem } from './lib/dependencies.mjs';
import { inRoot, run, step } from './lib/report.mjs';

const phases = {
  types,
  lint,
  unit: () => vitest('unit', 2),
  // Mostly waits: the Python twins and the live runs sleep in real time.
  catalogue: () => vitest('catalogue', 3),
  stress: () => vitest('stress'),
  page: () => vitest('page'),
  vscode,
  packed,
};

/** Folders of test/ whose files each vitest project runs; '' is test/ itself. */
const foldersOf = {
  unit: ['unit', 'contract', ''],
  catalogue: ['catalogue'],
  stress: ['stress'],
  page: ['page'],
};

async function types() {
  const { typecheck } = await import('./typecheck.mjs');
  const failures = await typecheck();
  return {
    passed: failures.length === 0 ? 1 : 0,
    failures: failures.map(({ folder, output }) => ({ title: folder, message: output })),
  };
}

async function lint() {
  const { code, output } = await run(process.execPath, [
    inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'check',
    '.',
  ]);
  return code === 0
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [{ title: 'biome', message: output }] };
}

/** Runs a vitest project, so many of its files at once; a test file on disk that did not run is a failure. */
async function vitest(project, atOnce = 1) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  const report = inRoot('.cache', `vitest-${project}.json`);
  const args = [
    inRoot('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--poolOptions.forks.minForks=1',
    `--poolOptions.forks.maxForks=${atOnce}`,
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const { code, output } = await run(process.execPath, args, { timeoutMs: 900_000 });
  if (!existsSync(report)) return { passed: 0, failures: [{ title: `vitest ${project}`, message: output }] };
  const { testResults, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'));
  const failures = testResults.flatMap((file) => failuresOf(file));
  const loaded = new Set(testResults.map((file) => file.name.replaceAll('\\', '/')));
  for (const file of testFiles(project)) {
    if (!loaded.has(file.replaceAll('\\', '/')))
      failures.push({ title: file, message: 'this file was not run' });
  }
  if (code !== 0 && failures.length === 0) failures.push({ title: `vitest ${project}`, message: output });
  return { passed: numPassedTests, failures };
}

function failuresOf(file) {
  const failed = file.assertionResults.filter((test) => test.status !== 'passed');
  const rows = failed.map((test) => ({
    title: `${file.name}: ${test.fullName} (${test.status})`,
    message: test.failureMessages.join('\n'),
  }));
  return file.status === 'failed' && rows.length === 0 ? [{ title: file.name, message: file.message }] : rows;
}

function testFiles(project) {
  return foldersOf[project].flatMap((folder) => {
    const path = inRoot('test', folder);
    const files = existsSync(path) ? readdirSync(path, { recursive: folder !== '' }) : [];
    return files.filter((file) => String(file).endsWith('.test.ts')).map((file) => join(path, String(file)));
  });
}

async function vscode() {
  const { runVscodeTests } = await import('../test/vscode/run.mjs');
  return runVscodeTests({ log: () => {} });
}

async function packed() {
  const { runPackedTests } = await import('../test/packed/packed.test.mjs');
  return runPackedTests({ log: () => {} });
}

async function setUp() {
  await ensureDependencies({ log: console.log });
  const { ensureChromium } = await import('./browser.mjs');
  const { ensureServer } = await import('./vscodeServer.mjs');
  const { build } = await import('./build.mjs');
  const { ensureGevent } = await import('./lib/pythons.mjs');
  await step('test browser', () => ensureChromium({ log: console.log }));
  await step('VS Code server', () => ensureServer({ log: console.log }));
  await step('gevent for Python', () => ensureGevent({ log: console.log }));
  await build({ production: true, log: () => {} });
}

async function main() {
  const problem = nodeProblem();
  if (problem) throw new Error(problem);
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const wanted = values.only?.split(',') ?? Object.keys(phases);
  const unknown = wanted.find((name) => !(name in phases));
  if (unknown !== undefined)
    throw new Error(`there is no phase "${unknown}"; there are ${Object.keys(phases).join(', ')}`);
  await setUp();
  let passed = 0;
  let failed = 0;
  for (const name of wanted) {
    const result = await step(name, phases[name]);
    if (result.passed + result.failures.length === 0)
      result.failures.push({ title: name, message: 'ran no test' });
    for (const { title, message } of result.failures) console.log(`\nFAILED ${title}\n${message}\n`);
    passed += result.passed;
    failed += result.failures.length;
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
