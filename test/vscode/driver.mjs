// Runs a bundled suite in the extension host of a real VS Code server, in a Chromium page, and collects its reports.
import { openWorkbench } from '../../scripts/workbench.mjs';

const mark = '##threadlanes-test ';

/** Extension host console lines about VS Code itself, which say nothing about us. */
const noise = /punycode|DEP0\d+|ExperimentalWarning|spdlog|MaxListenersExceeded/;

/**
 * Gives `{ passed, failures: [{ title, message }], output }`. A suite that dies, hangs, or leaves one of
 * `expectedFiles` unloaded is a failure too.
 */
export async function runSuite({
  context,
  server,
  folder,
  extensionPath,
  testsPath,
  expectedFiles,
  timeoutMs = 600_000,
}) {
  const result = { passed: 0, skipped: 0, failures: [], output: [] };
  const loaded = [];
  let done = false;
  let exit;
  const exited = new Promise((resolve) => {
    exit = resolve;
  });

  function take(text) {
    const at = text.indexOf(mark);
    if (at < 0) {
      if (!noise.test(text)) result.output.push(text);
      return;
    }
    const line = JSON.parse(text.slice(at + mark.length));
    if (line.kind === 'loaded') loaded.push(line.file);
    else if (line.kind === 'passed') result.passed++;
    else if (line.kind === 'skipped') result.skipped++;
    else if (line.kind === 'failed') result.failures.push({ title: line.title, message: line.message });
    else if (line.kind === 'done') done = true;
  }

  const workbench = await openWorkbench({
    context,
    server,
    folder,
    extensionPath,
    testsPath,
    prepare: async (page) => {
      await page.exposeFunction('codeAutomationLog', (_type, args) => {
        const texts = args.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
        take(texts.join(' '));
      });
      await page.exposeFunction('codeAutomationExit', (code) => exit(code));
    },
  });
  const timer = setTimeout(() => exit('timeout'), timeoutMs);
  const code = await exited;
  clearTimeout(timer);
  await workbench.page.close();

  if (code === 'timeout') {
    result.failures.push({ title: 'the suite', message: `did not end within ${timeoutMs / 1000} s` });
  } else if (!done) {
    result.failures.push({ title: 'the suite', message: `ended with ${code} before its last test` });
  } else if (code !== 0 && result.failures.length === 0) {
    result.failures.push({ title: 'the suite', message: `ended with ${code} though no test failed` });
  }
  for (const file of expectedFiles) {
    if (!loaded.includes(file)) result.failures.push({ title: file, message: 'was not loaded' });
  }
  return result;
}
