/** What a quick fix makes of a text, told as the text before and after. */
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fix } from '../../../src/analysis/finding.js';
import { repair } from '../../../src/server/repairs/repair.js';

/** Applies the repair at the part of the text between ‹ and ›; undefined where there is none. */
function repaired(kind: Fix['kind'], marked: string, languageId = 'python'): string | undefined {
  const start = marked.indexOf('‹');
  const end = marked.indexOf('›') - 1;
  const document = TextDocument.create('file:///a', languageId, 1, marked.replace('‹', '').replace('›', ''));
  const place = (offset: number) => document.positionAt(offset);
  const range = {
    line: place(start).line + 1,
    column: place(start).character + 1,
    endLine: place(end).line + 1,
    endColumn: place(end).character + 1,
  };
  const edits = repair({ kind, path: 'a', range }, document)?.edits;
  return edits && TextDocument.applyEdits(document, edits);
}

describe('with', () => {
  it('takes what lies between acquire and release', () => {
    expect(
      repaired(
        'use-with',
        'def f():\n    ‹lock.acquire()›\n    if x:\n        return 1\n    work()\n    lock.release()\n    after()\n',
      ),
    ).toBe('def f():\n    with lock:\n        if x:\n            return 1\n        work()\n    after()\n');
  });

  it('takes the rest of the block when nothing releases', () => {
    expect(repaired('use-with', 'def f():\n\t‹self._lock.acquire()›\n\twork()\n\ndef g(): pass\n')).toBe(
      'def f():\n\twith self._lock:\n\t\twork()\n\ndef g(): pass\n',
    );
  });

  it('is an async with for a lock that is awaited', () => {
    expect(
      repaired(
        'use-with',
        'async def f():\n    ‹await lock.acquire()›\n    await work()\n    lock.release()\n',
      ),
    ).toBe('async def f():\n    async with lock:\n        await work()\n');
  });

  it.each([
    [
      'a release in a branch',
      'def f():\n    ‹lock.acquire()›\n    if x:\n        lock.release()\n        return\n    lock.release()\n',
    ],
    [
      'a text over several lines',
      'def f():\n    ‹lock.acquire()›\n    x = """\n  a"""\n    lock.release()\n',
    ],
    [
      'an acquire with a time-out',
      'def f():\n    ‹lock.acquire(timeout=1)›\n    work()\n    lock.release()\n',
    ],
    ['nothing in between', 'def f():\n    ‹lock.acquire()›\n    lock.release()\n'],
  ])('leaves %s alone', (_, text) => {
    expect(repaired('use-with', text)).toBeUndefined();
  });
});

describe('try and finally', () => {
  it('calls the releaser of an async mutex', () => {
    expect(
      repaired(
        'try-finally',
        'async function f() {\n  ‹const release = await mutex.acquire();›\n  await work();\n  release();\n}\n',
        'typescript',
      ),
    ).toBe(
      'async function f() {\n  const release = await mutex.acquire();\n  try {\n    await work();\n  } finally {\n    release();\n  }\n}\n',
    );
  });

  it('releases in Python what has no context', () => {
    expect(repaired('try-finally', 'def f():\n    ‹lock.acquire()›\n    work()\n    lock.release()\n')).toBe(
      'def f():\n    lock.acquire()\n    try:\n        work()\n    finally:\n        lock.release()\n',
    );
  });

  it('goes to the end of the block when nothing releases', () => {
    expect(
      repaired(
        'try-finally',
        'async function f() {\n  ‹await lock.acquire();›\n  work();\n}\n',
        'javascript',
      ),
    ).toBe(
      'async function f() {\n  await lock.acquire();\n  try {\n    work();\n  } finally {\n    lock.release();\n  }\n}\n',
    );
  });
});

describe('names that a try block would hide', () => {
  const text = (rest: string): string =>
    `async function f() {\n  ‹const release = await mutex.acquire();›\n  const sum = await work();\n  release();\n${rest}}\n`;

  it('take their return with them', () => {
    expect(repaired('try-finally', text('  return sum;\n'), 'typescript')).toBe(
      'async function f() {\n  const release = await mutex.acquire();\n  try {\n    const sum = await work();\n    return sum;\n  } finally {\n    release();\n  }\n}\n',
    );
  });

  it('leave the text alone when more than a return needs them', () => {
    expect(repaired('try-finally', text('  log(sum);\n  return sum;\n'), 'typescript')).toBeUndefined();
  });
});

it('uses try and finally where a language has no with', () => {
  const text = 'async function f() {\n  ‹await lock.acquire();›\n  work();\n  lock.release();\n}\n';
  expect(repaired('use-with', text, 'javascript')).toBe(repaired('try-finally', text, 'javascript'));
});

describe('a re-entrant lock', () => {
  it('is made by the same module', () => {
    expect(repaired('use-reentrant-lock', 'import threading\nlock = ‹threading.Lock()›\n')).toBe(
      'import threading\nlock = threading.RLock()\n',
    );
  });

  it('is imported where only Lock was', () => {
    expect(repaired('use-reentrant-lock', 'from threading import Lock, Thread\nlock = ‹Lock()›\n')).toBe(
      'from threading import Lock, RLock, Thread\nlock = RLock()\n',
    );
  });

  it('does not stand for something else', () => {
    expect(repaired('use-reentrant-lock', 'lock = ‹make_lock()›\n')).toBeUndefined();
    expect(repaired('use-reentrant-lock', 'lock = ‹Lock()›\n')).toBeUndefined();
  });
});

describe('a wait in a loop', () => {
  it('turns the if around it into a while', () => {
    expect(repaired('while-around-wait', 'with c:\n    if not ready:\n        ‹c.wait()›\n    go()\n')).toBe(
      'with c:\n    while not ready:\n        c.wait()\n    go()\n',
    );
  });

  it('leaves an if with an else, and a wait without one', () => {
    expect(
      repaired('while-around-wait', 'with c:\n    if a:\n        ‹c.wait()›\n    else:\n        b()\n'),
    ).toBeUndefined();
    expect(repaired('while-around-wait', 'with c:\n    ‹c.wait()›\n')).toBeUndefined();
  });
});

describe('a call that is moved out of a lock', () => {
  it('goes behind the with when it is the last statement', () => {
    expect(
      repaired(
        'move-out-of-lock',
        'def f():\n    with lock:\n        done = True\n        ‹t.join(\n            )›\n    g()\n',
      ),
    ).toBe('def f():\n    with lock:\n        done = True\n    t.join(\n        )\n    g()\n');
  });

  it('stays when something follows it, or when it is all there is', () => {
    expect(repaired('move-out-of-lock', 'with lock:\n    a()\n    ‹t.join()›\n    b()\n')).toBeUndefined();
    expect(repaired('move-out-of-lock', 'with lock:\n    ‹t.join()›\n')).toBeUndefined();
  });
});

it('waits for a releaser', () => {
  expect(repaired('await-releaser', 'const release = ‹mutex.acquire()›;\n', 'typescript')).toBe(
    'const release = await mutex.acquire();\n',
  );
});
