import { describe, expect, it } from 'vitest';
import { load, refusals, runMain } from './program.js';

/** What a program with these lines in main() returns. */
const inMain = (...lines: string[]): unknown => runMain(`export function main() {\n${lines.join('\n')}\n}`);

describe('types are erased', () => {
  it('from variables, parameters and results', () => {
    expect(
      inMain(
        'function add<T extends number>(a: T, b?: number): number { return a + (b ?? 1); }',
        'return add<2>(2);',
      ),
    ).toBe(3);
    expect(
      inMain(
        'let later!: number; later = 4;',
        'const [a, ...rest]: number[] = [1, 2, later];',
        'return rest;',
      ),
    ).toEqual([2, 4]);
    expect(inMain('const { a, b }: { a: number; b: string } = { a: 1, b: "x" };', 'return a + b;')).toBe(
      '1x',
    );
    expect(inMain('try { throw 1; } catch (error: unknown) { return error as number; }')).toBe(1);
    expect(
      inMain(
        'function f(this: { n: number }, n: number) { return this.n + n; }',
        'return f.call({ n: 1 }, 2);',
      ),
    ).toBe(3);
    expect(inMain('function f(this: void) { return 7; }', 'return f();')).toBe(7);
  });

  it('from expressions', () => {
    expect(
      inMain('const x = { a: 1 } as const satisfies object;', 'return (x as any).a! + <number>x.a;'),
    ).toBe(2);
    expect(
      inMain('const id = <T,>(x: T): T => x;', 'const s = id<string>;', 'return s("a") + id<number>(1);'),
    ).toBe('a1');
    expect(
      inMain(
        'let x: any = {};',
        '(x as { n: number }).n = 5;',
        'x!.n!++;',
        'return ((x)) as unknown as { n: 6 };',
      ),
    ).toEqual({ n: 6 });
    expect(
      inMain('const o = { n: 3, get(): number { return this.n; } };', 'return (o.get as () => number)();'),
    ).toBe(3);
  });

  it('from statements', () => {
    const text = [
      "import type { Lock } from 'threadlanes';",
      'interface A { n: number }',
      'export type B = A | null;',
      'type C = B',
      'declare const outside: number;',
      'declare function given(): void;',
      'export declare class Elsewhere { n: number }',
      'declare global { interface Window { a: 1 } }',
      'export function main(a: string): number;',
      'export function main(a: number): number;',
      'export function main(a?: unknown): number { return 1 }',
      'export type { A };',
      'export { type C };',
    ].join('\n');
    expect(runMain(text)).toBe(1);
  });

  it('from classes', () => {
    const text = `
      interface Named { name: string }
      abstract class Base<T> implements Named { abstract size: number; abstract grow(by: number): void; name = 'base';
        protected readonly kind?: string; [key: string]: unknown; declare ghost: T; sure!: number;
        constructor(public_: string) { this.name = public_; }
        public static override: number = 1;
      }
      class Sub extends Base<string> implements Named, Iterable<number> {
        private static readonly count: number = 2
        public override size = 3
        public *[Symbol.iterator](): IterableIterator<number> { yield 1; }
        grow?(by: number): void {}
        get: number
        static make(): Sub { return new Sub('sub') }
        #secret: string = 's';
        reveal(): string { return this.#secret + Sub.count; }
      }
      export function main() { const s = Sub.make(); return [s.name, s.reveal(), [...s], Object.keys(s)]; }`;
    expect(runMain(text)).toEqual(['sub', 's2', [1], ['name', 'kind', 'sure', 'size', 'get']]);
  });

  it('without joining lines that a type kept apart', () => {
    expect(inMain('let n = 1 as number', '(() => { n++ })()', 'return n')).toBe(2);
    expect(inMain('let n = 1', 'type T = 1', '(() => { n++ })()', 'return n')).toBe(2);
    expect(inMain('const f = (n: number)', ': number => n + 1', 'return f(1)')).toBe(2);
    expect(inMain('const f = (n: number): {', 'n: number } => ({ n })', 'return f(1).n')).toBe(1);
    expect(inMain('return <T', ',>(n: T) => n')).toBeTypeOf('function');
    expect(inMain('const f = () => <object>{ a: 1 };', 'return f()')).toEqual({ a: 1 });
    expect(inMain('return <', 'number>5')).toBe(5);
    expect(inMain('class A { a = 1', "public ['b'] = 2 }", 'return { ...new A() }')).toEqual({ a: 1, b: 2 });
  });

  it('and never move a line or a column before the first call of it', () => {
    const text =
      'interface A {\n  n: number;\n}\nexport function main(a: A,\n  b: {\n c: 1 }): never { throw a }';
    const code = load(text).modules[0]?.code ?? '';
    expect(code.split('\n')[5]).toContain('throw a }');
    expect(code.split('\n')[5]?.indexOf('throw a')).toBe(text.split('\n')[5]?.indexOf('throw a'));
  });
});

describe('what cannot be erased is refused', () => {
  it.each([
    ['enum Color { Red }', 'enum'],
    ['const enum Color { Red }', 'enum'],
    ['namespace N { export const a = 1 }', 'namespace'],
    ['class A { constructor(private n: number) {} }', 'parameter property'],
    ["import fs = require('fs');", 'import ='],
    ['export = 1;', 'export ='],
  ])('%s', (line, message) => {
    const found = refusals(`export function main() {}\n${line}`);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('2: ');
    expect(found[0]).toContain(message);
  });
});

describe('JavaScript', () => {
  it('is taken as it is', () => {
    expect(runMain('export function main() { const a = 1, number = 2; return a < number; }', 'main.js')).toBe(
      true,
    );
  });
  it('may begin with a line for the shell', () => {
    expect(runMain('#!/usr/bin/env node\nexport function main() { return 1; }', 'main.js')).toBe(1);
  });
  it('has no types', () => {
    expect(refusals('export function main() {\n let a: number; }', 'main.mjs')[0]).toMatch(/^2: /);
  });
});
