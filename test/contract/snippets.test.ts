/**
 * Snippets are right: each expands to code that runs and does what its name says, and none of our detectors finds anything in
 * it, neither by reading nor by trying schedules. The one for browsers runs in test/page.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { expand, type SnippetLanguage, snippetLanguages, snippetsOf } from '../unit/snippets/expand.js';

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/cli.js');
// Below the repository, so that async-mutex and p-limit are found.
const folder = join(root, '.cache', `snippets-${process.pid}`);
const endings = { python: 'py', javascript: 'mjs', typescript: 'ts' } as const;
const run = promisify(execFile);
const isOurs = (text: string): boolean => /from 'threadlanes/.test(text);

const files = snippetLanguages.flatMap((language: SnippetLanguage) =>
  snippetsOf(language).map(({ prefix, body }) => ({
    language,
    prefix,
    text: expand(body.join('\n')).text,
    path: join(folder, language, `${prefix.replaceAll('-', '_')}.${endings[language]}`),
  })),
);

beforeAll(() => {
  for (const language of snippetLanguages) mkdirSync(join(folder, language), { recursive: true });
  for (const { path, text } of files) writeFileSync(path, text);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is printed where the placeholders are left as they are; others print nothing that says something. */
const printed: Readonly<Record<string, string>> = {
  'python conc-lock': '4',
  'python conc-rlock': '20',
  'python conc-condition': '1',
  'python conc-producer-consumer': '0 1 2 3 4',
  'python conc-queue-join': '0 1 2 3 4',
  'python conc-thread-pool': '0 2 4 6 8 10 12 14',
  'python conc-process-pool': '[0, 1, 4, 9, 16, 25, 36, 49]',
  'python conc-pipe': '42',
  'python conc-manager': "{'hits': 2}",
  'python conc-async-lock': '10',
  'python conc-async-gather': '[0, 2, 4, 6, 8, 10]',
  'javascript conc-worker': '42',
  'javascript conc-atomics': '4000',
  'javascript conc-mutex': '3',
  'javascript conc-limit': '[ 2, 4, 6 ]',
};

it('the static detector finds nothing in any of them', async () => {
  const { stdout } = await run(process.execPath, [cli, 'check', folder, '--format', 'json']);
  const checked = JSON.parse(stdout) as { files: number; findings: unknown[] };
  expect(checked.files).toBe(files.length);
  expect(checked.findings).toEqual([]);
}, 60_000);

describe('Python runs', () => {
  it.each(files.filter(({ language }) => language === 'python'))(
    '$prefix',
    async ({ path, prefix }) => {
      const { stdout, stderr } = await run('python3', ['-X', 'dev', path], { timeout: 30_000 });
      expect(stderr).toBe('');
      const words = printed[`python ${prefix}`];
      if (words !== undefined) expect(stdout.trim().replaceAll(/\s*\n/g, ' ')).toBe(words);
    },
    60_000,
  );
});

describe('Node runs', () => {
  const inNode = ({ language, prefix, text }: (typeof files)[number]): boolean =>
    language === 'javascript' && !isOurs(text) && prefix !== 'conc-web-lock';
  it.each(files.filter(inNode))(
    '$prefix',
    async ({ path, prefix }) => {
      const { stdout, stderr } = await run(process.execPath, [path], { timeout: 30_000 });
      expect(stderr).toBe('');
      expect(stdout.trim()).toBe(printed[`javascript ${prefix}`]);
    },
    60_000,
  );
});

describe('no schedule fails of', () => {
  const engine = new Engine({
    recorderPath: join(root, 'dist/recorder.cjs'),
    programPath: join(root, 'dist/program.cjs'),
  });
  afterAll(() => engine.dispose());
  const limits = {
    strategy: 'random',
    depth: 3,
    schedules: 40,
    timeMs: 60_000,
    seed: 1,
    timeoutMs: 20_000,
  } as const;

  it.each(files.filter(({ text, language }) => isOurs(text) && language !== 'python'))(
    '$language $prefix',
    async ({ path, prefix }) => {
      const request = { ...limits, entry: path, program: prefix, variant: null, args: [] };
      const explored = await engine.explore(request, () => {}).done;
      expect([...explored.loadProblems, ...explored.problems]).toEqual([]);
      expect(explored.failure?.end.findings).toBeUndefined();
      expect(explored.schedules).toBeGreaterThan(0);
    },
    60_000,
  );
});

it('TypeScript has nothing to say against them', () => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.es2024.sharedmemory.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: {
      threadlanes: [join(root, 'types/threadlanes')],
      'threadlanes/*': [join(root, 'types/threadlanes/*')],
    },
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  const paths = files.filter(({ language }) => language === 'typescript').map(({ path }) => path);
  const said = ts
    .getPreEmitDiagnostics(ts.createProgram(paths, options))
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  expect(said).toEqual([]);
}, 60_000);
