import { describe, expect, it } from 'vitest';
import { load, run } from './program.js';

/** A runtime whose every operation notes the line that the program announced. */
function world(place: (what: string) => void): Record<string, unknown> {
  const operation =
    (what: string) =>
    (...given: unknown[]) => {
      place(what);
      return given[0];
    };
  class Lock {
    constructor(what = 'new') {
      place(what);
    }
    acquire(..._given: unknown[]) {
      place('acquire');
      return this;
    }
    release(..._given: unknown[]) {
      place('release');
      return this;
    }
  }
  class Cell {
    get value() {
      place('read');
      return 1;
    }
    set value(_value: unknown) {
      place('write');
    }
  }
  const sharedArray = () =>
    new Proxy([1, 2] as unknown[], {
      get: (all, key) => {
        place(`read ${String(key)}`);
        return Reflect.get(all, key);
      },
      set: (_all, key) => {
        place(`write ${String(key)}`);
        return true;
      },
    });
  return {
    Lock,
    a: operation('a'),
    b: operation('b'),
    c: operation('c'),
    shared: () => new Cell(),
    sharedArray,
  };
}

/** The operations of a main() with these lines, each with the line that the program announced; the first line is 1. */
function places(...lines: string[]): string[] {
  const names = 'Lock, a, b, c, shared, sharedArray';
  const text = `import { ${names} } from 'threadlanes'; export function main() { ${lines.join('\n')}\n}`;
  const program = run(load(text), world);
  (program.exports.main as () => unknown)();
  return program.places;
}

describe('an operation has the line it stands on', () => {
  it('as a call, new or access of a cell', () => {
    const lines = [
      'a();',
      'const l = new Lock;',
      'l.acquire();',
      'const s = shared();',
      's.value;',
      's.value = 1;',
      's.value++',
    ];
    expect(places(...lines)).toEqual(['1 a', '2 new', '3 acquire', '5 read', '6 write', '7 read', '7 write']);
  });

  it('with operations among its arguments', () => {
    expect(places('a(', 'b(),', 'c(', 'b())', ')')).toEqual(['2 b', '4 b', '3 c', '1 a']);
    expect(places('a(', '...[b()],', '...[c()])')).toEqual(['2 b', '3 c', '1 a']);
    expect(places('a(', '(b(),', 'c()))')).toEqual(['2 b', '3 c', '1 a']);
    expect(places('new Lock(', 'b("new"))')).toEqual(['2 b', '1 new']);
  });

  it('with functions among its arguments, which run later', () => {
    expect(places('a(() => {', 'b() });')).toEqual(['1 a']);
    expect(places('const f = a(() => {', 'b() });', 'f();', 'a(class {', 'm() { b() } })')).toEqual([
      '1 a',
      '2 b',
      '4 a',
    ]);
  });

  it('in a chain of calls', () => {
    const lines = ['new Lock()', '.acquire()', '.release(', 'a())', '.acquire();'];
    expect(places(...lines)).toEqual(['1 new', '1 acquire', '4 a', '1 release', '1 acquire']);
  });

  it('when the right side operates too', () => {
    const lines = ['const s = shared();', 's.value =', 'a();', 's.value +=', 'a(', 's.value);'];
    expect(places(...lines)).toEqual(['3 a', '2 write', '4 read', '6 read', '5 a', '4 write']);
  });

  it('when it is an indexed access, in a program with shared arrays', () => {
    const lines = ['const xs = sharedArray();', 'xs[0];', 'xs[1] =', 'a(5);', 'xs[', 'b(0)]++;'];
    expect(places(...lines)).toEqual(['2 read 0', '4 a', '3 write 1', '6 b', '5 read 0', '5 write 0']);
  });

  it('when it is an indexed access in a file that is given the array', () => {
    const files = {
      'first.ts': '\n\nexport function first(xs) { return xs[0]; }',
      'main.ts':
        "import { first } from './first.ts'; import { sharedArray } from 'threadlanes'; export function main() { first(sharedArray()); }",
    };
    const program = run(load(files), world);
    (program.exports.main as () => unknown)();
    expect(program.places).toEqual(['3 read 0']);
  });

  it('when what is made or called is found through other objects', () => {
    const lines = [
      'const all = { in: { Lock, a } };',
      'new all.in.Lock();',
      'new all.in',
      '.Lock(b("new"));',
      'all.in.a()',
      'class A extends',
      'a(Lock) {} new A()',
    ];
    expect(places(...lines)).toEqual(['2 new', '4 b', '3 new', '5 a', '7 a', '7 new']);
  });

  it('after a getter operated on the way', () => {
    const lines = [
      'const o = {',
      'get lock() { a(); return new Lock() } };',
      'o.lock',
      '.acquire();',
      'c(',
      'o.lock)',
    ];
    expect(places(...lines)).toEqual(['2 a', '2 new', '3 acquire', '2 a', '2 new', '5 c']);
  });

  it('as a target of destructuring or of a loop', () => {
    const lines = [
      'const s = shared();',
      '[s.value] = [1];',
      '({ x: s.value } = { x: 1 });',
      'for (s.value of [1]) ;',
    ];
    expect(places(...lines)).toEqual(['2 write', '3 write', '4 write']);
  });

  it('in a subclass, through super', () => {
    const lines = [
      'class L extends Lock { constructor() {',
      'super("made") }',
      'acquire() { a();',
      'return super.acquire() } }',
      'new L()',
      '.acquire()',
    ];
    expect(places(...lines)).toEqual(['2 made', '3 a', '4 acquire']);
  });

  it('with types around it', () => {
    const lines = [
      'const l = new Lock<any>();',
      '(l.acquire as any)();',
      'l!.release!();',
      '(a as any)(',
      '<any>b());',
    ];
    expect(places(...lines)).toEqual(['1 new', '2 acquire', '3 release', '5 b', '4 a']);
  });
});

describe('optional chains', () => {
  it('stay short', () => {
    expect(
      places(
        'let none: any = null;',
        'none?.acquire(a());',
        'none?.x.y.value;',
        'none?.[b()];',
        'none?.(c());',
      ),
    ).toEqual([]);
  });

  it('have their line where they go on', () => {
    const lines = [
      'const l = new Lock();',
      'l?.acquire();',
      'l.acquire?.(',
      'a()).release();',
      'l',
      '?.acquire()?.release();',
      'a?.();',
    ];
    const expected = ['1 new', '2 acquire', '4 a', '3 acquire', '3 release', '5 acquire', '5 release', '7 a'];
    expect(places(...lines)).toEqual(expected);
  });
});

describe('statements stay apart', () => {
  it('where the line above has no semicolon', () => {
    expect(places('let f = a', 'b()', 'f = f', 'f()', 'const s = shared()', 's.value', 's.value++')).toEqual([
      '2 b',
      '4 a',
      '6 read',
      '7 read',
      '7 write',
    ]);
  });

  it('after a directive, in a switch, in a static block', () => {
    expect(places('(() => { "use strict"', 'a() })()')).toEqual(['2 a']);
    expect(places('switch (1) { case 1: a', 'b()', 'default: c() }')).toEqual(['2 b', '3 c']);
    expect(places('class A { static { let f = a', 'b() } }')).toEqual(['2 b']);
  });

  it('and bodies stay bodies', () => {
    expect(places('if (true) a()', 'else b()', 'if (!1) a()', 'else c()')).toEqual(['1 a', '4 c']);
    expect(
      places('let n = 0', 'for (; n < 1; n++) a()', 'while (n++ < 2)', 'b()', 'do c()', 'while (n++ < 3)'),
    ).toEqual(['2 a', '4 b', '5 c']);
    expect(places('out: a()', 'for (const x of [1]) if (x) b(); else c()', 'b()')).toEqual([
      '1 a',
      '2 b',
      '3 b',
    ]);
  });
});

describe('loops', () => {
  it.each(['for (;;)', 'while (true)', 'for (const x of [1])', 'for (const x in { a: 1 })'])(
    '%s announces each round',
    (head) => {
      const { modules, sites } = load(`export function main() {\n${head} { break }\n${head} break\n}`);
      const ids = [...(modules[0]?.code ?? '').matchAll(/\{__site\[0\]=(\d+);/g)].map((found) =>
        Number(found[1]),
      );
      expect(ids.map((id) => sites[id]?.line)).toEqual([2, 3]);
    },
  );
});

describe('what is made has a name', () => {
  it('from the variable, field, property or array it is given to', () => {
    const text = `import { Lock, shared, Thread } from 'threadlanes';
      const mutex = new Lock();
      const count = shared<number>(0) as unknown;
      const pair = { left: new Lock(), right: shared(1) };
      const forks = [new Lock(), new Lock()];
      export class Table { lock = new Lock(); seats = [new Lock()]; constructor() { this.late = new Lock(); } }
      const [here, , there] = Pipe();
      const [one, two] = [new Lock(), new Lock()];
      export function main() { let t; t = new Table(); new Lock(); }`;
    const names = load(text).sites.flatMap((site) => (site.name === undefined ? [] : [site.name]));
    expect(names).toEqual([
      'mutex',
      'count',
      'left',
      'right',
      'forks[0]',
      'forks[1]',
      'lock',
      'seats[0]',
      'late',
      '[here, , there]',
      'one',
      'two',
      't',
    ]);
  });

  it('and a place with line and column from 1, in its file', () => {
    const files = {
      'main.ts': "import './a';\nexport function main() {\n  go(); }",
      'a.ts': 'const x = make();',
    };
    expect(load(files).sites).toEqual([
      { file: 0, line: 0, column: 0 },
      { file: 0, line: 1, column: 11, name: 'x' },
      { file: 1, line: 3, column: 3 },
    ]);
  });
});
