/** A person's own Python program, and the example that is in Python only, run by commands in a real VS Code. */
import { ok, strictEqual } from 'node:assert/strict';
import { commands, type Diagnostic, extensions, languages, Uri, window, workspace } from 'vscode';
import type { ExtensionApi } from '../../../src/host/extension.js';

async function api(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>('threadlanes.threadlanes');
  ok(extension);
  return extension.activate();
}

/** Both threads hold their first lock before either asks for its second. */
const deadlock = `import subprocess, sys, threading
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("child", child.pid)
a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)
def take(first, second):
    with first:
        both.wait()
        with second: pass
threads = [threading.Thread(target=take, args=pair) for pair in ((a, b), (b, a))]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

const made: Uri[] = [];

async function open(name: string, text: string): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  ok(folder);
  const file = Uri.joinPath(folder, name);
  if (!made.some((each) => each.toString() === file.toString())) made.push(file);
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await window.showTextDocument(await workspace.openTextDocument(file));
  return file;
}

/** The problems that runs have left at a file. */
const problems = (file: Uri): Diagnostic[] =>
  languages.getDiagnostics(file).filter(({ source }) => source === 'Threadlanes');

interface Exported {
  readonly events: readonly { kind: string; text?: string; says: string; line?: number }[];
}

/** Nothing before the program has begun. */
async function exported(): Promise<Exported> {
  const { exportLatest } = await api();
  const bytes = await exportLatest('json').catch(() => undefined);
  if (!bytes) return { events: [] };
  return JSON.parse(new TextDecoder().decode(bytes)) as Exported;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come about within 10 s');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('Visualize This File, on a Python file', () => {
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllGroups');
    for (const file of made) await workspace.fs.delete(file);
  });

  it('runs it under a real interpreter, with the timeline beside it', async () => {
    await open('fine.py', 'import threading\nlock = threading.Lock()\nwith lock:\n    print("fine")\n');
    const { visualizeFile, panelVisible } = await api();
    const end = await visualizeFile();
    strictEqual(end?.outcome, 'completed');
    ok(panelVisible());
    const { events } = await exported();
    ok(events.some(({ says, line }) => says === 'MainThread takes lock' && line === 3));
    ok(events.some(({ kind, text }) => kind === 'Print' && text === 'fine'));
  });

  it('shows a deadlock while the program hangs, and Stop ends it with all that it has started', async () => {
    const hangs = await open('hangs.py', deadlock);
    const { visualizeFile } = await api();
    const running = visualizeFile();
    const stacks = await until(async () => {
      const found = (await exported()).events.filter(({ kind }) => kind === 'Stack');
      return found.length >= 3 ? found : undefined;
    });
    ok(stacks.some(({ text }) => text?.startsWith('hangs.py:9 take')));
    const told = await until(async () => problems(hangs).find(({ code }) => code === 'deadlock'));
    strictEqual(told.range.start.line, deadlock.split('\n').indexOf('    with first:'));
    const said = (await exported()).events.find(
      ({ kind, text }) => kind === 'Print' && text?.startsWith('child'),
    );
    const child = Number(said?.text?.split(' ')[1]);
    ok(isAlive(child));
    await commands.executeCommand('threadlanes.stop');
    const end = await running;
    strictEqual(end?.outcome, 'stopped');
    ok(end.findings.some(({ kind }) => kind === 'deadlock'));
    await until(() => Promise.resolve(isAlive(child) ? undefined : true));
  });

  it('says what is wrong when there is no interpreter', async () => {
    const settings = workspace.getConfiguration('threadlanes.python');
    await settings.update('interpreter', 'no-such-python', true);
    try {
      await open('fine.py', 'pass\n');
      const end = await (await api()).visualizeFile();
      strictEqual(end?.outcome, 'failed');
      ok(end.problems[0]?.message.includes('no-such-python'));
    } finally {
      await settings.update('interpreter', undefined, true);
    }
  });

  it('runs an example that exists in Python only, with its source beside it', async () => {
    const { visualize } = await api();
    const running = visualize('fork-with-held-lock');
    await until(async () =>
      (await exported()).events.some(({ kind }) => kind === 'Stack') ? true : undefined,
    );
    await commands.executeCommand('threadlanes.stop');
    const end = await running;
    strictEqual(end?.outcome, 'stopped');
    ok(end.findings.some(({ kind }) => kind === 'stall'));
    ok(
      window.visibleTextEditors.some(({ document }) => document.fileName.endsWith('fork-with-held-lock.py')),
    );
  });
});
