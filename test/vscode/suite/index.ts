// Runs inside the extension host of a real VS Code: loads every test file into mocha and reports each
// test as one console line, which test/vscode/run.mjs reads. The list of files is made when this is bundled.

import { testFiles } from 'threadlanes:test-files';
import Mocha from 'mocha';

/** What the driver looks for in the console. */
const mark = '##threadlanes-test ';

type Report =
  | { readonly kind: 'loaded'; readonly file: string }
  | { readonly kind: 'passed'; readonly title: string; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly title: string; readonly message: string }
  | { readonly kind: 'skipped'; readonly title: string }
  | { readonly kind: 'done' };

function report(line: Report): void {
  console.log(mark + JSON.stringify(line));
}

/** VS Code calls this and ends the window when the promise settles. Rejects when a test failed. */
export async function run(): Promise<void> {
  // Mocha's other reporters write to stdout, which nobody sees here; Base writes nothing by itself.
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: Mocha.reporters.Base });
  for (const { file, load } of testFiles) {
    mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, file, mocha);
    await load();
    report({ kind: 'loaded', file });
  }
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) =>
      report({ kind: 'passed', title: test.fullTitle(), durationMs: test.duration ?? 0 }),
    );
    runner.on('fail', (test, error: Error) =>
      report({ kind: 'failed', title: test.fullTitle(), message: error.stack ?? String(error) }),
    );
    runner.on('pending', (test) => report({ kind: 'skipped', title: test.fullTitle() }));
  });
  report({ kind: 'done' });
  if (failures > 0) throw new Error(`${failures} failed`);
}
