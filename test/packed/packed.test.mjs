// The last test: packs the extension, installs the package into a clean VS Code, and looks at what got there.
//   node test/packed/packed.test.mjs [--json FILE]     expects a production build in dist/
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from '../../scripts/browser.mjs';
import { inRoot } from '../../scripts/lib/report.mjs';
import { pack } from '../../scripts/package.mjs';
import { ensureServer, freshFolder, installExtension, startServer } from '../../scripts/vscodeServer.mjs';
import { bundleSuite } from '../vscode/bundle.mjs';
import { runSuite } from '../vscode/driver.mjs';

/** A download of this size takes two seconds on a slow line; grown beyond it, something slipped in. */
const sizeLimitMb = 3;

const allowed = [
  /^package\.json$/,
  /^package\.nls(\.[\w-]+)?\.json$/,
  /^README[\w.-]*\.md$/i,
  /^CHANGELOG\.md$/i,
  /^LICENSE(\.txt|\.md)?$/i,
  /^THIRD-PARTY-NOTICES[\w.]*$/,
  /^\.vsixmanifest$/,
  /^(dist|media|snippets|examples|types|l10n|docs\/rules)\//,
];

const forbidden = [/\.map$/, /(^|\/)meta\.json$/, /(^|\/)node_modules\//, /(^|\/)tsconfig[\w.]*\.json$/];

const needed = [
  'package.json',
  'dist/extension.cjs',
  'dist/cli.js',
  'dist/recorder.cjs',
  'dist/companion.cjs',
  'dist/program.cjs',
  'dist/detector.cjs',
  'dist/server.cjs',
  'dist/lockOrder.js',
  'dist/lockOrder.css',
  'dist/pythonRecorder.cjs',
  'dist/tracer/start.py',
  'dist/tracer/threadlanes_tracer/run.py',
  'dist/grammars/web-tree-sitter.wasm',
  'dist/grammars/tree-sitter-python.wasm',
  'dist/grammars/tree-sitter-typescript.wasm',
  'snippets/python.json',
  'snippets/javascript.json',
  'snippets/typescript.json',
  'media/activity.svg',
  'media/walkthrough/deadlock.svg',
  'docs/rules/self-deadlock.md',
  'docs/rules/self-deadlock.zh-cn.md',
];
const neededForPage = ['dist/webview.js', 'dist/webview.css'];

/** Gives `{ passed, failures: [{ title, message }] }`. */
export async function runPackedTests({ log = console.log } = {}) {
  const result = { passed: 0, failures: [], output: [] };
  const check = (title, problems) => {
    if (problems.length === 0) result.passed++;
    else result.failures.push({ title, message: problems.join('\n') });
  };
  await ensureServer({ log });
  const vsix = inRoot('.cache', 'threadlanes.vsix');
  const scratch = freshFolder('test-packed', String(process.pid));
  const places = { userDataDir: join(scratch, 'user'), extensionsDir: join(scratch, 'extensions') };
  try {
    await pack(vsix);
  } catch (error) {
    check('packing', [error.message]);
    return result;
  }
  check('packing', []);
  const sizeMb = statSync(vsix).size / 1e6;
  check(
    'the size of the package',
    sizeMb < sizeLimitMb ? [] : [`${sizeMb.toFixed(1)} MB, limit ${sizeLimitMb} MB`],
  );

  await installExtension(vsix, places);
  const installed = installedFiles(places.extensionsDir);
  const strange = installed.filter(
    (file) =>
      !allowed.some((pattern) => pattern.test(file)) || forbidden.some((pattern) => pattern.test(file)),
  );
  check('nothing ships that is not on the list', strange);
  const missing = [...needed, ...neededForPage].filter((file) => !installed.includes(file));
  check(
    'everything ships that is needed',
    missing.map((file) => `${file} is missing`),
  );

  const inHost = await runInstalled(scratch, places, log);
  result.passed += inHost.passed;
  result.failures.push(...inHost.failures);
  result.output = inHost.output;
  return result;
}

/** The files of the one extension in the folder, as paths with `/`. */
function installedFiles(extensionsDir) {
  const name = readdirSync(extensionsDir).find((entry) => entry.startsWith('threadlanes.threadlanes-'));
  if (!name) throw new Error(`The extension did not arrive in ${extensionsDir}`);
  const home = join(extensionsDir, name);
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function runInstalled(scratch, places, log) {
  // VS Code runs a suite only beside an extension under development: an empty one.
  const probe = join(scratch, 'probe');
  const folder = join(scratch, 'workspace');
  mkdirSync(probe);
  mkdirSync(folder);
  const manifest = {
    name: 'probe',
    publisher: 'threadlanes-test',
    version: '0.0.1',
    engines: { vscode: '*' },
  };
  writeFileSync(join(probe, 'package.json'), JSON.stringify(manifest));
  const { outfile, files } = await bundleSuite({ name: 'packed', folder: inRoot('test', 'packed', 'suite') });
  const server = await startServer({ ...places, smokeTest: true, trustWorkspaces: true });
  const context = await launch({ log });
  try {
    return await runSuite({
      context,
      server,
      folder,
      extensionPath: probe,
      testsPath: outfile,
      expectedFiles: files,
      timeoutMs: 120_000,
    });
  } finally {
    await context.close();
    await server.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const { passed, failures, output } = await runPackedTests();
  for (const { title, message } of failures) console.log(`FAILED ${title}\n${message}\n`);
  if (failures.length > 0 && output.length > 0)
    console.log(`Console of the extension host:\n${output.join('\n')}`);
  if (values.json) writeFileSync(values.json, JSON.stringify({ passed, failures }));
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length > 0 || passed === 0 ? 1 : 0);
}
