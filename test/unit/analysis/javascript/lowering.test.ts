// What the JavaScript front end makes of a program: the lock model in the notation of printModel.
import { describe, expect, it } from 'vitest';
import { modelOf } from '../parsing.js';
import { printExpression, printFunction } from '../printModel.js';

/** The statements of the module's own code. */
async function moduleOf(text: string, path = 'file.ts'): Promise<string[]> {
  const model = await modelOf(path, text);
  return printFunction(model.functions[0] as (typeof model.functions)[number])
    .slice(1)
    .map((line) => line.slice(2));
}

/** The functions of the program, without the module's own code. */
async function functionsOf(text: string, path = 'file.ts'): Promise<string[]> {
  const model = await modelOf(path, text);
  return model.functions.slice(1).flatMap(printFunction);
}

describe('names', () => {
  it('gives a name that a second block declares a name of its own', async () => {
    expect(await functionsOf('function f() { { const a = x(); a(); } { const a = y(); a(); } }')).toEqual([
      'f()',
      '  a = x()',
      '  a()',
      '  a#2 = y()',
      '  a#2()',
    ]);
  });

  it('tells what a function assigns that it does not declare', async () => {
    const { functions } = await modelOf(
      'f.js',
      'let a; function f() { let b; a = 1; return () => { b = 2; }; }',
    );
    expect(functions[1]?.globals).toEqual(['a']);
    expect(functions[2]?.nonlocals).toEqual(['b']);
  });

  it('takes patterns apart', async () => {
    expect(
      await moduleOf('const { a, b: { c }, ...rest } = f(); const [, release] = g(); [x.y, z] = h();'),
    ).toEqual([
      '#1 = f()',
      'a = #1.a',
      '#2 = #1.b',
      'c = #2.c',
      'rest = #1',
      '[other(), release] = g()',
      '[x.y, z] = h()',
    ]);
  });

  it('knows objects of the platform unless the program declares one of that name', async () => {
    expect(await moduleOf('Atomics.wait(a, 0, 0)')).toEqual(['import Atomics.wait(a, 0, 0)']);
    expect(await moduleOf('const Atomics = mine; Atomics.wait(a, 0, 0)')).toEqual([
      'Atomics = mine',
      'Atomics.wait(a, 0, 0)',
    ]);
  });
});

describe('modules', () => {
  it('binds imports of every spelling', async () => {
    const text = `
      import a, { b as c, type d } from './m.js';
      import * as e from 'node:events';
      const { f, g: h } = require('p');
      const i = require('q');
      export * from './r';
      export { j as k } from './s';`;
    expect(await moduleOf(text)).toEqual([
      'c = import ./m.js#b',
      'd = import ./m.js#d',
      'a = import ./m.js#default',
      'e = import events',
      'f = import p#f',
      'h = import p#g',
      'i = import q',
      'import all of ./r',
      'k = import ./s#j',
    ]);
  });

  it('makes exports names of the module', async () => {
    expect(await moduleOf('export const a = 1; const b = 2; export { b as c }; export default f();')).toEqual(
      ['a = 1', 'b = 2', 'c = b', 'default = f()'],
    );
    expect(await moduleOf('exports.a = f(); module.exports = { b: g(), c };', 'm.js')).toEqual([
      'a = f()',
      'b = g()',
      'default = [b: g(), c: c]',
    ]);
  });
});

describe('promises', () => {
  it('goes on in the same function when the continuation is returned from an async one', async () => {
    expect(await functionsOf('async function f() { return a().then((x) => b(x)); }')).toEqual([
      'async f()',
      '  x = await a()',
      '  return await b(x)',
    ]);
  });

  it('makes an async function of a continuation that stands alone', async () => {
    expect(
      await functionsOf('function f() { a().then((x) => x()).catch(report).finally(() => release()); }'),
    ).toEqual([
      'f()',
      '  function 4()',
      'async f.<then>()',
      '  x = await a()',
      '  return await x()',
      'async f.<catch>()',
      '  try',
      '    #1 = await function 2()',
      '    return #1',
      '  catch',
      '    return await report()',
      'async f.<finally>()',
      '  try',
      '    #1 = await function 3()',
      '    return #1',
      '  finally',
      '    await release()',
    ]);
  });

  it('tells apart a promise that is awaited here and one that is handed on', async () => {
    expect(await functionsOf('async function f() { return a(); } function g() { return b(); }')).toEqual([
      'async f()',
      '  return await a()',
      'g()',
      '  return caller awaits b()',
    ]);
  });

  it('does not wait for what is returned from inside try', async () => {
    expect(await functionsOf('async function f() { try { return a(); } finally { b(); } }')).toEqual([
      'async f()',
      '  try',
      '    return a()',
      '  finally',
      '    b()',
    ]);
  });

  it('awaits the calls of a choice', async () => {
    expect(await moduleOf('await (a ? b() : c); await (d ?? e());')).toEqual([
      '(a ? await b() : await c)',
      '(await d or await e())',
    ]);
  });
});

describe('calls', () => {
  it('gives options by name besides', async () => {
    expect(await moduleOf('new Thread({ target: work, args: [1], daemon: flag() })')).toEqual([
      'Thread([target: work, args: [1], daemon: flag()], target=work, args=[1], daemon=other())',
    ]);
  });

  it('runs the function of an array method for each element', async () => {
    expect(await moduleOf('const c = a.map((x) => f(x)); b.forEach(g);')).toEqual([
      'c = [function 1(#1) for #1 = a[]]',
      'loop #2 = b[]',
      '  g(#2)',
    ]);
  });

  it('takes elements of maps and puts them there', async () => {
    expect(await moduleOf('locks.set(key, new Lock()); locks.get(key).acquire(); list.push(a);')).toEqual([
      'locks[key] = Lock()',
      'locks[key].acquire()',
      'list[] = a',
    ]);
  });

  it('sees through bind and call', async () => {
    expect(await moduleOf('a.on(b.c.bind(b)); d.call(e, f);')).toEqual(['a.on(b.c)', 'd(f)']);
  });
});

describe('statements', () => {
  it('makes a chain of branches of switch, and runs a case into the next', async () => {
    expect(await moduleOf('switch (x) { case 1: a(); case 2: b(); break; default: c(); }')).toEqual([
      'if compare(1)',
      '  a()',
      '  b()',
      'otherwise',
      '  if compare(2)',
      '    b()',
      '  otherwise',
      '    c()',
    ]);
  });

  it('gives a break inside a case something to leave', async () => {
    expect(await moduleOf('switch (x) { case 1: if (a) break; b(); }')).toEqual([
      'loop  endless',
      '  if compare(1)',
      '    if a',
      '      break',
      '    b()',
      '  break',
    ]);
  });

  it('lowers loops of every spelling', async () => {
    expect(
      await moduleOf(
        'for (let i = f(); i < 3; i++) a(); do b(); while (c); for await (const { d } of e) d();',
      ),
    ).toEqual([
      'i = f()',
      'loop compare(i, 3)',
      '  a()',
      'loop  endless',
      '  b()',
      '  if not c',
      '    break',
      'loop #1 = e[] async',
      '  d = #1.d',
      '  d()',
    ]);
  });

  it('puts what follows using inside it', async () => {
    for (const path of ['file.ts', 'file.js']) {
      expect(await moduleOf('{ using a = f(); b(); await using c = g(); d(); }', path)).toEqual([
        'with a = f()',
        '  b()',
        '  with c = g() async',
        '    d()',
      ]);
    }
  });

  it('puts function declarations first', async () => {
    expect(await moduleOf('f(); function f() {}')).toEqual(['f = function 1', 'f()']);
  });
});

describe('classes', () => {
  const text = `class A extends B<C> {
    static registry = new Map();
    #lock = new Lock();
    save = async () => { await this.#lock.acquire(); };
    constructor(private readonly pool: Pool, other?: Other) { super(pool); }
    get lock() { return this.#lock; }
    static make() { return new this(); }
    async *[Symbol.asyncIterator]() { yield super.size; }
  }`;

  it('assigns fields and parameter properties in the constructor', async () => {
    expect((await functionsOf(text)).slice(0, 4)).toEqual([
      'A.constructor(this, pool: Pool, other: Other)',
      '  this.#lock = Lock()',
      '  this.pool = pool',
      '  super().__init__(pool)',
    ]);
  });

  it('binds methods, getters, arrow functions and static members', async () => {
    const { classes } = await modelOf('file.ts', text);
    expect(classes[0]?.bases.map(printExpression)).toEqual(['B']);
    expect(classes[0]?.attributes.map((each) => `${each.name} = ${printExpression(each.value)}`)).toEqual([
      '__init__ = function 1',
      'registry = Map()',
      'save = function 2',
      'lock = <getter>(function 3)',
      'make = function 4',
      'Symbol.asyncIterator = function 5',
    ]);
  });

  it('gives methods of an object that has a name that object as this', async () => {
    expect(await functionsOf('const store = { lock: new Lock(), save() { this.lock.acquire(); } };')).toEqual(
      ['save()', '  store.lock.acquire()'],
    );
  });

  it('does not take the this of a plain function for that of the method around it', async () => {
    expect(await functionsOf('class A { m() { f(function () { this.x(); }, () => this.y()); } }')).toEqual([
      'A.m(this)',
      '  f(function 2, function 3)',
      'A.m.<function>()',
      '  other().x()',
      'A.m.<arrow>()',
      '  return caller awaits this.y()',
    ]);
  });
});

describe('home-made locks', () => {
  async function basesOf(text: string): Promise<string[]> {
    const { classes } = await modelOf('file.ts', text);
    return (classes[0]?.bases ?? []).map(printExpression);
  }

  it('recognises a class that queues promises', async () => {
    const text = `class Mutex {
      acquire() {
        return new Promise((resolve) => this.waiting.push(resolve));
      }
      release() {
        this.waiting.shift()?.();
      }
    }`;
    expect(await basesOf(text)).toEqual(['import home-made#acquire-release-task']);
  });

  it('recognises a class that waits on shared memory, and one that gives a releaser', async () => {
    const shared = `class CellLock {
      lock() {
        while (Atomics.compareExchange(this.cells, 0, 0, 1)) Atomics.wait(this.cells, 0, 1);
      }
      unlock() {
        Atomics.store(this.cells, 0, 0);
      }
    }`;
    const releaser = `class Lock {
      async acquire(): Promise<() => void> {
        await this.tail;
        return release;
      }
    }`;
    expect(await basesOf(shared)).toEqual(['import home-made#lock-unlock-thread']);
    expect(await basesOf(releaser)).toEqual(['import home-made#acquire-release-task-releaser']);
  });

  it('leaves alone what is no lock, and what only wraps one', async () => {
    expect(await basesOf('class Pool {\n  async acquire() {\n    await x;\n  }\n  release() {}\n}')).toEqual(
      [],
    );
    expect(
      await basesOf(
        'class FileLock {\n  async acquire() {\n    await this.m.acquire();\n  }\n  release() {}\n}',
      ),
    ).toEqual([]);
  });
});
