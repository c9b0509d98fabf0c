/**
 * Every primitive against CPython: the cases of test/conformance run in both modes and print the lines that their Python
 * twins printed. What was recorded is read from <primitive>.expected.json; scripts/recordConformance.mjs writes it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProgramRunner } from '../programRunner.js';

const folder = join(import.meta.dirname, '..', 'conformance');
const controlledSeeds = [1, 2, 3, 4, 5];

/** Primitives whose runtime is still to come. As soon as the modules export all that a program imports, it must leave. */
const pending: readonly string[] = [];

interface Recorded {
  readonly python: string;
  readonly cases: Readonly<Record<string, readonly string[]>>;
}

const runner = new ProgramRunner();
afterAll(() => runner.dispose());

/** CPython logs what a callback or an initializer raised, to stderr; here it is a line of the program's output. */
const logged = /^exception (?:calling callback|in initializer):/;

function primitives(extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension) && !['lines.ts', 'cases.py'].includes(name))
    .map((name) => basename(name, extension))
    .sort();
}

function text(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** Names of the cases of a Python twin, as its TypeScript counterparts are called. */
function casesOfTwin(primitive: string): string[] {
  return [...text(`${primitive}.py`).matchAll(/^@(?:async_)?case\n(?:async )?def (\w+)\(/gm)].map(
    ([, name = '']) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
}

/** Whether the runtime's modules export everything that the program imports from them. */
async function isBuilt(primitive: string): Promise<boolean> {
  const imports = [...text(`${primitive}.ts`).matchAll(/^import \{([^}]*)\} from '(threadlanes[^']*)'/gm)];
  const built = await Promise.all(imports.map(([, names = '', module = '']) => exportsAll(module, names)));
  return built.every((each) => each);
}

async function exportsAll(module: string, names: string): Promise<boolean> {
  const path = join(import.meta.dirname, '../../src/runtime', `${basename(module)}.ts`);
  if (!existsSync(path)) return false;
  const exported = (await import(path)) as Readonly<Record<string, unknown>>;
  const wanted = names
    .split(',')
    .map((name) => name.trim().split(' ')[0] ?? '')
    .filter((name) => name !== '' && name !== 'type');
  return wanted.every((name) => name in exported);
}

/** Classes, functions and constants that the types of a module declare. */
function declared(module: string): string[] {
  const types = join(import.meta.dirname, '../../types/threadlanes');
  const entry = readFileSync(join(types, `${module}.d.ts`), 'utf8');
  const parts = [...entry.matchAll(/^export \* from '\.\/(.*)\.js'/gm)].map(([, part = '']) =>
    readFileSync(join(types, `${part}.d.ts`), 'utf8'),
  );
  const names = parts.flatMap((part) => [
    ...[...part.matchAll(/^export declare (?:class|function|const) (\w+)/gm)].map(([, name = '']) => name),
    ...[...part.matchAll(/^export \{ (.*) \}/gm)].flatMap(([, list = '']) =>
      list.split(', ').map((name) => name.split(' as ').at(-1) ?? name),
    ),
  ]);
  return [...new Set(names)].sort();
}

async function exported(module: string): Promise<string[]> {
  const path = join(import.meta.dirname, '../../src/runtime', `${module}.ts`);
  return Object.keys((await import(path)) as object).sort();
}

describe('the suite', () => {
  it('has a program, a Python twin and a recording of every primitive', () => {
    expect(primitives('.py')).toEqual(primitives('.ts'));
    expect(primitives('.expected.json')).toEqual(primitives('.ts'));
  });

  it('finds in the runtime what the types declare, and nothing else', async () => {
    expect(await exported('threadlanes')).toEqual(declared('index'));
    if (pending.length === 0) expect(await exported('multiprocessing')).toEqual(declared('multiprocessing'));
  });

  it('keeps no primitive pending that is built', async () => {
    for (const primitive of pending)
      expect([primitive, await isBuilt(primitive)]).toEqual([primitive, false]);
  });
});

describe.each(primitives('.expected.json'))('%s', (primitive) => {
  const { cases } = JSON.parse(text(`${primitive}.expected.json`)) as Recorded;
  const entry = join(folder, `${primitive}.ts`);
  const names = Object.keys(cases);

  it('was recorded in full', () => {
    expect(names).toEqual(casesOfTwin(primitive));
  });

  if (pending.includes(primitive)) return;

  async function answer(name: string, mode: 'live' | 'controlled', seed: number): Promise<unknown> {
    const { outcome, problems, lines } = await runner.run({ entry, mode, seed, variant: name });
    return { seed, outcome, problems, lines: lines.filter((line) => !logged.test(line)) };
  }

  function expected(name: string, seed: number): unknown {
    return { seed, outcome: 'completed', problems: [], lines: cases[name] };
  }

  beforeAll(async () => {
    const { problems, result } = await runner.run({ entry, mode: 'controlled' });
    expect({ problems, cases: result }).toEqual({ problems: [], cases: names });
  });

  it.each(names)('%s, controlled', async (name) => {
    for (const seed of controlledSeeds)
      expect(await answer(name, 'controlled', seed)).toEqual(expected(name, seed));
  });

  it.each(names)('%s, live', async (name) => {
    expect(await answer(name, 'live', 1)).toEqual(expected(name, 1));
  });
});
