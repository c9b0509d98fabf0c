// Pictures of the page with a real trace, for people who build it: every theme and width into .cache/look/.
//   node test/page/look.mjs [TRACE] [--themes dark,light] [--sizes 300x600,1400x900] [--keys "Home,ArrowRight"] [--language zh-cn] [--no-build]
// Without a trace it runs the example deadlock-two-locks.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build as bundle } from 'esbuild';
import { build } from '../../scripts/build.mjs';
import { inRoot } from '../../scripts/lib/report.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    themes: { type: 'string', default: 'dark,light,hc-dark,hc-light' },
    sizes: { type: 'string', default: '300x700,500x800,1400x900,3000x1300' },
    keys: { type: 'string', default: '' },
    language: { type: 'string', default: 'en' },
    'no-build': { type: 'boolean' },
  },
});

/** The test's own modules are TypeScript. */
async function load(entry) {
  const outfile = inRoot('.cache', 'look', `${basename(entry)}.mjs`);
  const paths = { 'import.meta.dirname': JSON.stringify(inRoot('test', 'page')) };
  await bundle({
    entryPoints: [inRoot(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    define: paths,
  });
  return import(pathToFileURL(outfile).href);
}

function exampleTrace() {
  const file = inRoot('.cache', 'look', 'deadlock-two-locks.trace');
  try {
    execFileSync(process.execPath, [inRoot('dist', 'cli.js'), 'run', 'deadlock-two-locks', '--trace', file]);
  } catch (error) {
    // 1 says that a problem was found, which is what the example is for.
    if (error.status !== 1) throw error;
  }
  return file;
}

if (!values['no-build']) await build();
mkdirSync(inRoot('.cache', 'look'), { recursive: true });
const file = positionals[0] ?? exampleTrace();
const { closeBrowser, openPage } = await load('test/page/openPage.ts');
const { messagesOfTrace } = await load('test/page/traceMessages.ts');
const { language } = values;
const messages = messagesOfTrace(readFileSync(file), basename(file)).map((message) =>
  message.type === 'started' ? { ...message, language } : message,
);
for (const theme of values.themes.split(',')) {
  for (const size of values.sizes.split(',')) {
    const [width, height] = size.split('x').map(Number);
    const opened = await openPage({ theme, width, height, messages });
    await opened.page.waitForSelector('.outcome');
    await opened.page.waitForTimeout(300);
    for (const key of values.keys.split(',').filter(Boolean)) await opened.page.keyboard.press(key);
    await opened.page.waitForTimeout(100);
    const out = inRoot('.cache', 'look', `${basename(file)}-${theme}-${size}.png`);
    await opened.page.screenshot({ path: out });
    for (const error of opened.errors) console.log(`  page error: ${error}`);
    await opened.close();
    console.log(`  ${out}`);
  }
}
await closeBrowser();
