// Tests in a real VS Code: the mocha suite inside the extension host, and beside it tests that use the
// workbench as a person does (test/vscode/ui/*.test.mjs, each of which exports `tests`, an object of
// name -> async ({ workbench, page, context, folder, server, extensionPath })). They share a window, which is made
// fresh between them; a file that exports `opensItsOwn` opens its own, and its tests get no workbench and no page.
//   node test/vscode/run.mjs [--only TEXT] [--extension PATH] [--json FILE]
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from '../../scripts/browser.mjs';
import { inRoot, root } from '../../scripts/lib/report.mjs';
import { ensureServer, freshFolder, startServer } from '../../scripts/vscodeServer.mjs';
import { bundleSuite } from './bundle.mjs';
import { runSuite } from './driver.mjs';
import { ownWindows, SharedWindow } from './sharedWindow.mjs';

const uiTimeoutMs = 240_000;
/**
 * Extensions that are installed beside ours: one holds the folder memory:/bank, and wakes up only when that is opened,
 * the other makes a window fresh.
 */
const besideOurs = ['virtualFolder', 'freshWindow'];

/**
 * The VS Code server brings no TypeScript along; what that would underline is not ours. And nothing moves on its own, which
 * costs time and shows nothing.
 */
const settings = {
  'typescript.tsdk': inRoot('node_modules', 'typescript', 'lib'),
  'typescript.validate.enable': false,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
};

/** Its steps are marked as done for good, so it comes before the tests that take one of them, too. */
const firstFile = 'walkthrough.test.mjs';

/** A window waits more than it works, so two are open at once, in lanes that share nothing but the processors. */
const lanes = ['one', 'two'];

/** Runs everything; gives `{ passed, failures: [{ title, message }], output }`. */
export async function runVscodeTests({ only, extensionPath = root, log = console.log } = {}) {
  await ensureServer({ log });
  const scratch = freshFolder('test-vscode', String(process.pid));
  // The suite takes longest, so it begins first.
  const jobs = [...hostTests(only), ...uiTests(only, join(scratch, 'pictures'))];
  const opened = [];
  const results = [];
  try {
    // One after the other, so that no two servers are given the same free port.
    for (const name of lanes.slice(0, jobs.length))
      opened.push(await openLane(join(scratch, name), { extensionPath, log }));
    const work = async ({ setting }) => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) results.push(await job(setting));
    };
    await Promise.all(opened.map(work));
  } finally {
    await Promise.all(opened.map(({ close }) => close()));
  }
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failures: results.flatMap(({ failures }) => failures),
    output: results.flatMap(({ output }) => output ?? []),
  };
}

/** A server, a browser and a workspace of its own, below the folder `scratch`. */
async function openLane(scratch, { extensionPath, log }) {
  const folder = join(scratch, 'workspace');
  cpSync(inRoot('sample-workspace'), folder, { recursive: true });
  const extensionsDir = join(scratch, 'extensions');
  for (const name of besideOurs)
    cpSync(inRoot('test', 'fixtures', name), join(extensionsDir, name), { recursive: true });
  const server = await startServer({
    userDataDir: join(scratch, 'user'),
    extensionsDir,
    smokeTest: true,
    trustWorkspaces: true,
    settings,
  });
  const context = await launch({ log });
  const close = async () => {
    await context.close();
    await server.stop();
  };
  const setting = { context, server, folder, extensionPath };
  return { setting: { ...setting, shared: new SharedWindow(setting) }, close };
}

/** The suite in the extension host, as one job; none where `only` names no file of it. */
function hostTests(only) {
  const suiteFolder = inRoot('test', 'vscode', 'suite');
  const wanted = readdirSync(suiteFolder).some(
    (file) => file.endsWith('.test.ts') && (!only || file.includes(only)),
  );
  if (!wanted) return [];
  return [
    async (setting) => {
      const { outfile, files } = await bundleSuite({ name: 'suite', folder: suiteFolder, only });
      return runSuite({ ...setting, testsPath: outfile, expectedFiles: files });
    },
  ];
}

/** A job for each file of UI tests: those of one file run in their order, in one lane. */
function uiTests(only, picturesFolder) {
  const folder = inRoot('test', 'vscode', 'ui');
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.test.mjs') && (!only || file.includes(only)),
  );
  const before = (file) => (file === firstFile ? 0 : 1);
  return files
    .sort((a, b) => before(a) - before(b) || a.localeCompare(b))
    .map((file) => async ({ shared, ...setting }) => {
      const { tests, opensItsOwn } = await import(pathToFileURL(join(folder, file)).href);
      const entries = Object.entries(tests ?? {});
      const result = { passed: 0, failures: [] };
      if (entries.length === 0) result.failures.push({ title: file, message: 'exports no `tests`' });
      for (const [name, test] of entries) {
        const title = `${file}: ${name}`;
        const picture = join(picturesFolder, `${title.replace(/\W+/g, '-')}.png`);
        const message = opensItsOwn
          ? await ownWindows(setting.context, picture, () => problemOf(test(setting)))
          : await shared.use(picture, (workbench) =>
              problemOf(test({ ...setting, workbench, page: workbench.page })),
            );
        if (message === undefined) result.passed++;
        else result.failures.push({ title, message });
      }
      return result;
    });
}

/** Undefined, or what went wrong with a test that was begun. */
async function problemOf(running) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${uiTimeoutMs / 1000} s`)), uiTimeoutMs);
  });
  try {
    await Promise.race([running, late]);
    return undefined;
  } catch (error) {
    return error.stack ?? String(error);
  } finally {
    clearTimeout(timer);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, extension: { type: 'string' }, json: { type: 'string' } },
  });
  const { passed, failures, output } = await runVscodeTests({
    ...(values.only ? { only: values.only } : {}),
    ...(values.extension ? { extensionPath: resolve(values.extension) } : {}),
  });
  for (const { title, message } of failures) console.log(`FAILED ${title}\n${message}\n`);
  if (failures.length > 0 && output.length > 0)
    console.log(`Console of the extension host:\n${output.join('\n')}`);
  if (values.json) writeFileSync(values.json, JSON.stringify({ passed, failures }));
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length > 0 || passed === 0 ? 1 : 0);
}
