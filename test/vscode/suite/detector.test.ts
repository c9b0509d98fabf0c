import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import {
  type CodeAction,
  commands,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  languages,
  type MarkdownString,
  Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { LockGraph, WorkspaceChecked } from '../../../src/protocol/detector.js';

const opposite = `import threading

accounts = threading.Lock()
journal = threading.Lock()


def transfer():
    with accounts:
        with journal:
            pass


def audit():
    with journal:
        with accounts:
            pass


threading.Thread(target=transfer).start()
threading.Thread(target=audit).start()
`;

const earlyReturn = `import threading

lock = threading.Lock()
stock = {}


def take(name):
    lock.acquire()
    if name not in stock:
        return None
    item = stock.pop(name)
    lock.release()
    return item
`;

const clerks = `import { Lock, Thread } from 'threadlanes';

const accounts = new Lock();
const journal = new Lock();

export function transfer(): void {
  accounts.acquire();
  journal.acquire();
  journal.release();
  accounts.release();
}

export function audit(): void {
  journal.acquire();
  accounts.acquire();
  accounts.release();
  journal.release();
}

export function main(): void {
  for (const target of [transfer, audit]) new Thread({ target }).start();
}
`;

const limiter = `import { Mutex } from 'async-mutex';

const mutex = new Mutex();

async function read(): Promise<number> {
  return mutex.runExclusive(async () => 1);
}

export async function update(): Promise<number> {
  return mutex.runExclusive(async () => (await read()) + 1);
}
`;

function fileUri(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  ok(folder);
  return Uri.joinPath(folder.uri, name);
}

async function written(name: string, text: string): Promise<Uri> {
  const uri = fileUri(name);
  await workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

async function opened(name: string, text: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(await written(name, text));
  await window.showTextDocument(document);
  return document;
}

const ours = (uri: Uri): Diagnostic[] =>
  languages.getDiagnostics(uri).filter(({ source }) => source === 'threadlanes');

/** Our diagnostics of a document, as soon as they are as wanted. */
async function diagnostics(
  uri: Uri,
  wanted: (found: readonly Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<Diagnostic[]> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const found = ours(uri);
    if (wanted(found)) return found;
    if (Date.now() > deadline)
      throw new Error(`not as wanted: ${JSON.stringify(found.map(({ message }) => message))}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits for a tab whose label holds the text. */
async function tab(text: string): Promise<void> {
  const shown = (): boolean =>
    window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes(text)));
  for (let tries = 0; !shown() && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  ok(shown(), `no tab ${text}`);
}

const codeOf = ({ code }: Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

async function replaceAll(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  const all = new Range(new Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
  edit.replace(document.uri, all, text);
  ok(await workspace.applyEdit(edit));
}

describe('Deadlock detector', () => {
  it('warns of opposite orders, with both ways as related information', async () => {
    const document = await opened('detector/opposite.py', opposite);
    const [found] = await diagnostics(document.uri);
    ok(found);
    strictEqual(codeOf(found), 'lock-order-inversion');
    strictEqual(found.severity, DiagnosticSeverity.Warning);
    match(found.message, /accounts/);
    match(found.message, /journal/);
    const related = found.relatedInformation ?? [];
    ok(related.length >= 4, `${related.length} steps`);
    ok(related.some(({ message }) => message.startsWith('1. ')));
    ok(related.some(({ message }) => message.startsWith('2. ')));
    ok(related.every(({ location }) => location.uri.toString() === document.uri.toString()));
  });

  it('follows what is typed', async () => {
    const document = await opened('detector/typed.py', '');
    deepStrictEqual(ours(document.uri), []);
    await replaceAll(document, opposite);
    await diagnostics(document.uri);
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(13, 9, 13, 16), 'accounts');
    edit.replace(document.uri, new Range(14, 13, 14, 21), 'journal');
    ok(await workspace.applyEdit(edit));
    await diagnostics(document.uri, (found) => found.length === 0);
  });

  it('repairs a missing release with a quick fix', async () => {
    const document = await opened('detector/earlyReturn.py', earlyReturn);
    const [found] = await diagnostics(document.uri);
    ok(found);
    strictEqual(codeOf(found), 'missing-release');
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
    );
    const fix = actions.find(({ title }) => title === 'Hold the lock with a with statement');
    ok(fix?.edit, actions.map(({ title }) => title).join(', '));
    ok(await workspace.applyEdit(fix.edit));
    match(document.getText(), / {4}with lock:\n {8}if name not in stock:/);
    ok(!document.getText().includes('release'));
    await diagnostics(document.uri, (all) => all.length === 0);
  });

  it('silences a finding with a comment that names the rule', async () => {
    const document = await opened('detector/silenced.py', earlyReturn);
    const [found] = await diagnostics(document.uri);
    ok(found);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
    );
    const ignore = actions.find(({ title }) => title.startsWith('Ignore missing-release here'));
    ok(ignore?.command, actions.map(({ title }) => title).join(', '));
    await commands.executeCommand(ignore.command.command, ...(ignore.command.arguments ?? []));
    match(
      document.lineAt(found.range.start.line).text,
      /# threadlanes: ignore\[missing-release\] why this is safe$/,
    );
    await diagnostics(document.uri, (all) => all.length === 0);
  });

  it('offers to reproduce what it finds in a program of threadlanes', async () => {
    const document = await opened('detector/clerks.ts', clerks);
    const all = await diagnostics(document.uri);
    const found = all.find((each) => codeOf(each) === 'lock-order-inversion');
    ok(found, all.map(codeOf).join(', '));
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
    );
    const attempt = actions.find(({ title }) => title === 'Try to reproduce');
    strictEqual(attempt?.command?.command, 'threadlanes.tryToReproduce');
    const uri = document.uri.toString();
    const places = [8, 7, 14, 15].map((line) => ({ uri, line }));
    deepStrictEqual(attempt.command.arguments, [{ uri, kind: 'lock-order-inversion', places }]);
  });

  it('warns in TypeScript', async () => {
    const document = await opened('detector/limiter.ts', limiter);
    const [found] = await diagnostics(document.uri);
    ok(found);
    strictEqual(codeOf(found), 'self-deadlock');
    strictEqual(found.range.start.line, 9);
  });

  it('says on hover where a lock is taken and what is taken under it', async () => {
    const document = await opened('detector/hover.py', opposite);
    await diagnostics(document.uri);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(7, 12),
    );
    const text = hovers
      .flatMap(({ contents }) => contents as MarkdownString[])
      .map(({ value }) => value)
      .find((value) => value.includes('accounts'));
    ok(text);
    match(text, /Taken in/);
    match(text, /hover\.py:8/);
    match(text, /While it is held/);
    match(text, /journal/);
  });

  it('links a code to the page of its rule', async () => {
    const document = await opened('detector/linked.py', opposite);
    const [found] = await diagnostics(document.uri);
    ok(found && typeof found.code === 'object');
    strictEqual(found.code.target.scheme, 'command');
    await commands.executeCommand('threadlanes.showRule', 'lock-order-inversion');
    await tab('lock-order-inversion');
  });

  it('checks files that nobody has open when it is asked to', async () => {
    const uri = await written('detector/closed.py', earlyReturn);
    const checked = await commands.executeCommand<WorkspaceChecked>('threadlanes.checkWorkspace');
    ok(checked.files > 5);
    ok(checked.findings > 0);
    await diagnostics(uri);
  });

  it('obeys its settings', async () => {
    const document = await opened('detector/settings.py', earlyReturn);
    await diagnostics(document.uri);
    const settings = workspace.getConfiguration('threadlanes.detector');
    try {
      await settings.update('rules', { 'missing-release': 'error' });
      await diagnostics(document.uri, ([found]) => found?.severity === DiagnosticSeverity.Error);
      await settings.update('rules', { 'missing-release': 'off' });
      await diagnostics(document.uri, (found) => found.length === 0);
    } finally {
      await settings.update('rules', undefined);
    }
    await diagnostics(document.uri);
  });

  it('shows the lock-order graph', async () => {
    const document = await opened('detector/graph.py', opposite);
    await diagnostics(document.uri);
    const graph = await commands.executeCommand<LockGraph>('threadlanes.showLockOrder');
    const edges = graph.edges.filter(({ place }) => place.uri === document.uri.toString());
    deepStrictEqual(
      edges.map(({ from, to, inCycle }) => [graph.locks[from]?.name, graph.locks[to]?.name, inCycle]).sort(),
      [
        ['accounts', 'journal', true],
        ['journal', 'accounts', true],
      ],
    );
    await tab('Lock Order');
  });
});
