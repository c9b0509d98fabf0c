/** Explore Interleavings and what belongs to it, by their commands in a real VS Code. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { commands, env, extensions, Uri, window, workspace } from 'vscode';
import type { Explored } from '../../../src/engine/explore/exploreApi.js';
import type { ExtensionApi } from '../../../src/host/extension.js';

async function api(): Promise<ExtensionApi> {
  const extension = extensions.getExtension<ExtensionApi>('threadlanes.threadlanes');
  ok(extension);
  return extension.activate();
}

/** Opens a program of its own, whose locks are taken in opposite orders by two threads. */
async function openTwoLocks(): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  ok(folder);
  const file = Uri.joinPath(folder, 'twoLocks.ts');
  const text = `import { Lock, Thread } from 'threadlanes';
const a = new Lock();
const b = new Lock();
export function both(first: Lock, second: Lock) {
  first.acquire();
  second.acquire();
  second.release();
  first.release();
}
export function main() {
  new Thread({ target: both, args: [a, b] }).start();
  new Thread({ target: both, args: [b, a] }).start();
}
`;
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await window.showTextDocument(file);
  return file;
}

describe('Explore Interleavings', () => {
  const found = {
    'deadlock-two-locks': 'deadlock',
    'check-then-act': 'check-then-act',
  };
  for (const [id, kind] of Object.entries(found)) {
    it(`finds the ${kind} of ${id} and opens it as a timeline`, async () => {
      const { explore, panelVisible } = await api();
      const explored = await explore(id);
      strictEqual(explored?.failure?.end.findings[0]?.kind, kind);
      strictEqual(explored.failure.nondeterminism, '');
      ok(explored.classes > 0);
      ok(panelVisible());
    });
  }

  it('compares the failing run with one that ends well', async () => {
    await openTwoLocks();
    const explored = await commands.executeCommand<Explored>('threadlanes.exploreInterleavings');
    strictEqual(explored.failure?.preemptions, 1);
    ok(explored.failure.passing);
    strictEqual(await commands.executeCommand('threadlanes.compareWithPassing'), true);
  });

  it('replays a schedule of the active file from the clipboard, and refuses it when the text has changed', async () => {
    await openTwoLocks();
    const explored = await commands.executeCommand<Explored>('threadlanes.exploreInterleavings');
    const schedule = explored.failure?.schedule;
    ok(schedule);
    await env.clipboard.writeText(JSON.stringify(schedule));
    const end = await commands.executeCommand<{ outcome: string }>('threadlanes.replaySchedule');
    strictEqual(end.outcome, 'deadlock');
    const other = JSON.stringify({ ...schedule, program: ['0'] });
    const refused = await commands.executeCommand<{ outcome: string; problems: { message: string }[] }>(
      'threadlanes.replaySchedule',
      other,
    );
    match(refused.problems[0]?.message ?? '', /another text/);
  });

  it('are commands', async () => {
    const known = await commands.getCommands(true);
    for (const name of ['exploreInterleavings', 'exploreAroundLines', 'compareWithPassing', 'scheduleByHand'])
      ok(known.includes(`threadlanes.${name}`), name);
  });
});

describe('Schedule by Hand', () => {
  it('asks which thread moves next, tells why others cannot, and takes back', async () => {
    const { byHand, panelVisible } = await api();
    const session = await byHand('deadlock-two-locks');
    ok(session && panelVisible());
    ok(session.movable.length > 1);
    const atFirst = session.items.map(({ label }) => label);
    const last = session.movable.at(-1) as number;
    await session.far(last);
    const blocked = session.items.filter(({ label }) => label.startsWith('$(lock)'));
    ok(blocked.every(({ detail }) => (detail ?? '') !== ''));
    while (session.choices.length > 0) await session.takeBack();
    deepStrictEqual(
      session.items.map(({ label }) => label),
      atFirst,
    );
    await session.finish();
    strictEqual(session.hand?.stands, false);
    await commands.executeCommand('workbench.action.closeQuickOpen');
  });
});

describe('Try to Reproduce', () => {
  it('makes a timeline of what the detector suspects', async () => {
    const uri = (await openTwoLocks()).toString();
    const places = [5, 6].map((line) => ({ uri, line }));
    const request = { uri, kind: 'lock-order-inversion', places };
    const explored = await commands.executeCommand<Explored>('threadlanes.tryToReproduce', request);
    strictEqual(explored.failure?.end.findings[0]?.kind, 'deadlock');
  });

  it('says honestly that it did not happen', async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    ok(folder);
    const file = Uri.joinPath(folder, 'never.ts');
    const text = `import { Lock, Thread } from 'threadlanes';
const lock = new Lock();
export function take() {
  lock.acquire();
  lock.release();
}
export function main() {
  new Thread({ target: take }).start();
}
`;
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const uri = file.toString();
    const request = { uri, kind: 'lock-order-inversion', places: [{ uri, line: 4 }] };
    const explored = await commands.executeCommand<Explored>('threadlanes.tryToReproduce', request);
    deepStrictEqual([explored.failure, explored.exhausted], [null, true]);
    ok(explored.aim);
    await workspace.fs.delete(file);
  });
});
