import { describe, expect, it } from 'vitest';
import { load, problemsOf, refusals, run, runMain } from './program.js';

const main = 'export function main() {}';

describe('imports', () => {
  it('come from threadlanes and from files of the folder, which stand first', () => {
    const files = {
      'main.ts':
        "import { one, two as deux } from './lib/numbers';\nimport * as all from './lib/numbers.js';\nimport type { Lock } from 'threadlanes';\nexport function main() { return [one, deux, all.one]; }",
      'lib/numbers.ts': "import './effect.mjs';\nexport { one } from '../one.js';\nexport const two = 2;",
      'lib/effect.mjs': 'const nothing = 0;',
      'one.js': 'export const one = 1;',
    };
    const program = load(files);
    expect(program.modules.map((each) => each.path)).toEqual([
      'lib/effect.mjs',
      'one.js',
      'lib/numbers.ts',
      'main.ts',
    ]);
    expect(program.files.map((each) => each.path)).toEqual(program.modules.map((each) => each.path));
    expect(program.entry).toBe(3);
    expect(program.modules[3]?.imports).toEqual([
      { kind: 'module', index: 2 },
      { kind: 'module', index: 2 },
    ]);
    expect(structuredClone(JSON.parse(JSON.stringify(program)))).toEqual(program);
    expect(runMain(files)).toEqual([1, 2, 1]);
  });

  it('may go over several lines, which all stay', () => {
    const text =
      "import {\n  a,\n  type B,\n  'odd name' as c,\n} from 'threadlanes';\nexport function main() { return [a, c]; }";
    const { exports } = run(load(text), () => ({ a: 1, 'odd name': 2 }));
    expect((exports.main as () => unknown)()).toEqual([1, 2]);
    expect(load(text).modules[0]?.code.split('\n')[5]).toContain('function main');
  });

  it.each([
    [
      "import { readFileSync } from 'fs';",
      'only "threadlanes" and files of this folder can be imported, not "fs"',
    ],
    ["import { x } from '../outside';", 'not "../outside"'],
    ["import { x } from './inner/../../outside';", 'not "./inner/../../outside"'],
    ["import { x } from '/etc/x';", 'not "/etc/x"'],
    ["import { x } from './missing';", 'there is no file "./missing"'],
    ["import lanes from 'threadlanes';", 'has no default export'],
    ["const fs = require('fs');", 'require() is not supported'],
    ["const fs = import('fs');", 'import() is not supported'],
    ['const here = import.meta.url;', 'import.meta is not supported'],
    ['const x = await 1;', 'await is not supported at module level'],
    ["const x = eval('1');", 'eval() is not supported'],
    ['export default function () {}', 'give it a name'],
  ])('%s is refused', (line, message) => {
    const found = refusals(`${main}\n${line}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^2: /);
    expect(found[0]).toContain(message);
  });

  it('in a circle are refused by the names on it', () => {
    const files = { 'main.ts': `import './a';\n${main}`, 'a.ts': "import './b';", 'b.ts': "\nimport './a';" };
    expect(problemsOf(files)).toMatchObject([
      { file: 'b.ts', line: 2, message: expect.stringContaining('a.ts -> b.ts -> a.ts') },
    ]);
  });
});

describe('exports', () => {
  it('have every form but the default', () => {
    const files = {
      'main.ts': `export function main() { return 1; }\nexport class A {}\nexport const { b, c: [d] } = { b: 2, c: [3] };
        let e = 5; interface T {}\nexport { e as f, type T, T as U };\nexport * from './rest';\nexport * as rest from './rest';`,
      'rest.ts': 'export const g = 7; export const b = 0;',
    };
    const program = load(files);
    const { exports } = run(program);
    expect(exports).toMatchObject({ b: 2, d: 3, f: 5, g: 7, rest: { g: 7, b: 0 } });
    expect(Object.keys(exports).sort()).toEqual(['A', 'b', 'd', 'f', 'g', 'main', 'rest']);
    expect([...(program.modules[1]?.exports ?? [])].sort()).toEqual([
      'A',
      'b',
      'd',
      'f',
      'g',
      'main',
      'rest',
    ]);
  });

  it('of the entry include main', () => {
    const message = '1: export function main() { ... } is what runs; this file has none';
    expect(refusals('\nfunction main() {}')).toEqual([message]);
    expect(refusals('')).toEqual([message]);
  });
});

describe('a file that cannot be', () => {
  it('read has no line', () => {
    expect(problemsOf({}, 'main.ts')).toEqual([
      {
        file: 'main.ts',
        line: 0,
        column: 0,
        message: 'cannot read main.ts: ENOENT: no such file or directory',
      },
    ]);
  });

  it('parsed has the line of the mistake', () => {
    const [problem] = problemsOf(`${main}\n  let = 5 5;`);
    expect(problem).toMatchObject({ file: 'main.ts', line: 2 });
    expect(problem?.message).not.toMatch(/\(\d+:\d+\)/);
    expect(problemsOf(`${main}\nwith (a) {}`)).toMatchObject([{ line: 2 }]);
  });
});

describe('plain values of the module level', () => {
  it('are kept, with their names; what is shared or primitive is not', () => {
    const text = `import { Lock, shared, Thread } from 'threadlanes';
      const lock = new Lock(), cell = shared([1]), n = 5, f = () => {}, alias = lock;
      const table = { a: 1 } as const, rows = [1], map = new Map<string, number>();
      export class Plain { static all = [] }
      const Anonymous = class {}
      export class Worker extends Thread {}
      const worker = new Worker();
      export function main() { return Anonymous.name; }`;
    const runtime = run(load(text), () => ({ Lock: class {}, shared: () => 0, Thread: class {} }));
    expect(runtime.kept).toEqual(['table', 'rows', 'map', 'Plain', 'Anonymous', 'Worker']);
    expect((runtime.exports.main as () => unknown)()).toBe('Anonymous');
  });
});
