/** The side panel's timeline, the CodeLens and the problems of a run, in the extension host: what is seen is tested in ui/. */
import { deepEqual, ok, strictEqual } from 'node:assert/strict';
import {
  type CodeLens,
  commands,
  extensions,
  languages,
  Position,
  Range,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { ExtensionApi } from '../../../src/host/extension.js';

const program = `import { Lock, Thread } from 'threadlanes';

const first = new Lock();
const second = new Lock();

export function forwards() {
  first.acquire();
  second.acquire();
  second.release();
  first.release();
}

export function main() {
  const one = new Thread({ target: forwards });
  one.start();
  one.join();
}
`;

async function api(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>('threadlanes.threadlanes');
  ok(extension);
  return extension.activate();
}

async function until(what: string, test: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 50_000;
  while (!(await test())) {
    ok(Date.now() < deadline, `in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function open(name: string, text: string): Promise<TextEditor> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  ok(folder);
  const uri = Uri.joinPath(folder, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return window.showTextDocument(await workspace.openTextDocument(uri));
}

async function replace(editor: TextEditor, from: string, to: string): Promise<void> {
  const at = editor.document.getText().indexOf(from);
  ok(at >= 0, from);
  const { document } = editor;
  const range = new Range(document.positionAt(at), document.positionAt(at + from.length));
  ok(await editor.edit((edit) => edit.replace(range, to)));
}

const lensesOf = async (uri: Uri): Promise<string[]> => {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
  return lenses.flatMap(({ command }) =>
    command?.command.startsWith('threadlanes.') ? [command.title] : [],
  );
};

const runProblems = (uri: Uri): string[] =>
  languages
    .getDiagnostics(uri)
    .filter(({ source, code }) => source === 'Threadlanes' && typeof code === 'string')
    .map(({ code }) => String(code));

describe('The timeline that follows the editor', function () {
  this.timeout(60_000);
  after(async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('runs a file as it changes once it is switched on, and not before', async () => {
    const { followed } = await api();
    const editor = await open('typed.ts', program);
    await commands.executeCommand('threadlanes.timeline.focus');
    await window.showTextDocument(editor.document);
    await replace(editor, 'second.release();', 'second.release(); // more');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    strictEqual(followed(), undefined);
    strictEqual(await commands.executeCommand('threadlanes.toggleLive'), true);
    await until('the first run', () => followed()?.end?.outcome === 'completed');
    await replace(editor, '  second.release(); // more\n', '');
    await replace(editor, '  first.release();\n', '  first.acquire();\n');
    await until('a deadlock', () => followed()?.end?.outcome === 'deadlock');
    strictEqual(editor.document.isDirty, true);
  });

  it('shows what was found as a problem of its line until the next run', async () => {
    const editor = window.activeTextEditor;
    ok(editor);
    await until('a problem', () => runProblems(editor.document.uri).includes('deadlock'));
    await replace(editor, '  first.acquire();\n}', '  first.release();\n}');
    await until('none', () => !runProblems(editor.document.uri).includes('deadlock'));
  });

  it('keeps the last picture when there is a syntax error, and says where that is', async () => {
    const { followed } = await api();
    const editor = window.activeTextEditor;
    ok(editor);
    await until('a run', () => followed()?.end?.outcome === 'completed');
    const before = followed();
    await editor.edit((edit) => edit.insert(new Position(4, 0), 'const = ;\n'));
    await until('a problem', () => runProblems(editor.document.uri).includes('not-run'));
    strictEqual(followed(), before);
    await replace(editor, 'const = ;\n', '');
    await until('a new run', () => followed() !== before && followed()?.end?.outcome === 'completed');
    deepEqual(runProblems(editor.document.uri).includes('not-run'), false);
  });

  it('ends a program that never ends, and goes on with the next edit', async () => {
    const { followed } = await api();
    const editor = window.activeTextEditor;
    ok(editor);
    await workspace.getConfiguration('threadlanes').update('live.limits', { seconds: 1 }, true);
    try {
      await replace(editor, '  one.join();', '  for (;;) {}');
      await until('a time-out', () => followed()?.end?.outcome === 'timeout');
      const said = followed()?.end?.problems.map(({ message }) => message) ?? [];
      ok(
        said.some((message) => message.includes('threadlanes.live.limits')),
        said.join('\n'),
      );
    } finally {
      await workspace.getConfiguration('threadlanes').update('live.limits', undefined, true);
    }
    // With more time again: a busy machine may take more than a second for a good run.
    await replace(editor, '  for (;;) {}', '  one.join();');
    await until('a good run', () => followed()?.end?.outcome === 'completed');
  });

  it('refuses imports from outside of its folder', async () => {
    const editor = window.activeTextEditor;
    ok(editor);
    await editor.edit((edit) => edit.insert(new Position(0, 0), "import { x } from '../outside.js';\n"));
    await until('a problem', () => runProblems(editor.document.uri).includes('not-run'));
    await replace(editor, "import { x } from '../outside.js';\n", '');
    await until('none', () => !runProblems(editor.document.uri).includes('not-run'));
  });

  it('stays with a file that is given another language and its own again', async () => {
    const { followed } = await api();
    const editor = window.activeTextEditor;
    ok(editor);
    await until('a run', () => followed()?.end?.outcome === 'completed');
    await languages.setTextDocumentLanguage(editor.document, 'plaintext');
    await languages.setTextDocumentLanguage(editor.document, 'typescript');
    const before = followed();
    ok(before);
    await replace(editor, '  one.join();', '  one.join(); // again');
    await until('a new run', () => followed() !== before && followed()?.end?.outcome === 'completed');
  });

  it('says over a program what can be done with it, and remembers what was switched on', async () => {
    const editor = window.activeTextEditor;
    ok(editor);
    const { uri } = editor.document;
    deepEqual(await lensesOf(uri), ['$(play) Visualize', 'Explore interleavings', 'Live: on']);
    strictEqual(await commands.executeCommand('threadlanes.toggleLive', uri), false);
    deepEqual(await lensesOf(uri), ['$(play) Visualize', 'Explore interleavings', 'Live: off']);
  });

  it('lets go of a file when its last tab is closed', async () => {
    const { followed } = await api();
    const editor = window.activeTextEditor;
    ok(editor);
    await until('a run', () => followed() !== undefined);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('nothing followed', () => followed() === undefined);
  });

  it('has no CodeLens for files that do not import threadlanes', async () => {
    const editor = await open('plain.js', 'export const x = 1;\n');
    deepEqual(await lensesOf(editor.document.uri), []);
  });

  it('draws the file of the editor in full, as it stands there', async () => {
    const { panelVisible, exportLatest } = await api();
    const editor = await open('full.ts', program);
    await replace(editor, '  first.release();\n}', '  first.acquire();\n}');
    const end = await commands.executeCommand<{ outcome: string }>('threadlanes.visualizeFile');
    strictEqual(end.outcome, 'deadlock');
    ok(panelVisible());
    const exported = JSON.parse(new TextDecoder().decode(await exportLatest('json'))) as { program?: string };
    ok(JSON.stringify(exported).includes('full.ts'));
    ok(runProblems(editor.document.uri).includes('deadlock'));
  });
});
