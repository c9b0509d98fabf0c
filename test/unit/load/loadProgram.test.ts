import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../../src/engine/load/loadProgram.js';

type Body = (
  site: Int32Array,
  at: <T>(id: number, value: T) => T,
  keep: <T>(value: T) => T,
  imports: unknown[],
  exports: Record<string, unknown>,
) => void;

/** Loads one file and evaluates it; `probe()` in the program notes the line that is announced when it is called. */
function evaluate(text: string): { result: unknown; lines: number[] } {
  const program = loadProgram('p.ts', () => text);
  const site = new Int32Array(1);
  const lines: number[] = [];
  const probe = (...values: unknown[]): unknown => {
    lines.push(program.sites[site[0] as number]?.line ?? 0);
    return values[values.length - 1];
  };
  const exports: Record<string, unknown> = {};
  const code = program.modules[0]?.code ?? '';
  const body = new Function(
    '__site',
    '__at',
    '__keep',
    '__imports',
    '__exports',
    `"use strict";${code}`,
  ) as unknown as Body;
  body(
    site,
    (id, value) => {
      site[0] = id;
      return value;
    },
    (value) => value,
    [{ probe }],
    exports,
  );
  return { result: (exports.main as () => unknown)(), lines };
}

const withProbe = (main: string): string => `import { probe } from 'threadlanes';\n${main}`;

describe('loading TypeScript', () => {
  it('erases types without moving a line', () => {
    const text =
      'interface A { x: number }\ntype B<T> =\n  | T\n  | A;\nexport function main(): number {\n  const a = { x: 1 } as A satisfies A;\n  const f = <T,>(v: T): T => v;\n  return f<number>(a!.x);\n}';
    expect(evaluate(text).result).toBe(1);
    expect(
      loadProgram('p.ts', () => text)
        .modules[0]?.code.split('\n')
        .slice(0, 9),
    ).toHaveLength(9);
  });
  it('keeps statements apart where a type stood between them', () => {
    expect(
      evaluate(
        'const a = 1\ntype T = [x: number]\nexport function main() {\n  const o = {}\n  ;[1].forEach((n) => n)\n  return a\n}',
      ).result,
    ).toBe(1);
  });
});

describe('announcing sites', () => {
  it('tells the line of each call', () => {
    expect(evaluate(withProbe('export function main() {\n  probe()\n  probe()\n}')).lines).toEqual([3, 4]);
  });
  it('tells the line of a call after the calls in its arguments were made', () => {
    expect(
      evaluate(withProbe('export function main() {\n  return probe(\n    probe(1),\n    probe(2),\n  );\n}'))
        .lines,
    ).toEqual([4, 5, 3]);
  });
  it('does not join a line to the one before it that lacks a semicolon', () => {
    expect(
      evaluate(
        withProbe('export function main() {\n  const o = { p: probe }\n  probe()\n  o.p()\n  return 7\n}'),
      ).result,
    ).toBe(7);
  });
  it('leaves an optional chain its short way out', () => {
    expect(
      evaluate(
        withProbe(
          'export function main() {\n  const o: { a: { f(): number } } | undefined = undefined;\n  return o?.a.f();\n}',
        ),
      ).result,
    ).toBeUndefined();
  });
});
