// The static detector over CPython's standard library: cold, and after each key press in a big file. Ratios are against
// tree-sitter's bare parse of the same texts. THREADLANES_BENCH_LIBRARY=DIR names another tree of Python files.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { Language, Parser } from 'web-tree-sitter';
import { cacheDir, inRoot } from '../scripts/lib/report.mjs';

const require = createRequire(import.meta.url);

/** The analysis layer as one module: the bench measures the source as it stands. */
async function loadAnalysis() {
  mkdirSync(cacheDir, { recursive: true });
  const outfile = join(cacheDir, 'analysis.bench.bundle.mjs');
  await build({
    stdin: {
      contents:
        "export * from './analyse.js'; export * from './frontEnds.js'; export * from './syntax/keptDefinitions.js';",
      resolveDir: inRoot('src', 'analysis'),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['web-tree-sitter'],
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

function libraryFolder() {
  if (process.env.THREADLANES_BENCH_LIBRARY) return process.env.THREADLANES_BENCH_LIBRARY;
  const program = "import sysconfig; print(sysconfig.get_path('stdlib'))";
  return execFileSync('python3', ['-c', program], { encoding: 'utf8' }).trim();
}

function readLibrary(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.py'));
  return names
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !name.includes('site-packages'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

const isTest = ({ path }) => /(?:^|\/)(?:test|tests|idle_test)\//.test(path);
const linesOf = (files) => files.reduce((sum, { text }) => sum + text.split('\n').length, 0);

function percentile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function lowerTree(parser, frontEnd, text, path) {
  const tree = parser.parse(text);
  const model = frontEnd.lower(tree, text, path);
  tree.delete();
  return model;
}

/** Processor time of the whole process so far, its helper threads included. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function coldRow(parser, frontEnd, { Analyser, frontEnds }, files) {
  let start = processorMs();
  for (const { text } of files) parser.parse(text).delete();
  const bareMs = processorMs() - start;
  start = processorMs();
  const analyser = new Analyser(frontEnds);
  for (const { path, text } of files) {
    analyser.setFile(path, frontEnd.lowerText(text, path) ?? lowerTree(parser, frontEnd, text, path));
  }
  analyser.findings();
  const ms = processorMs() - start;
  const lines = linesOf(files);
  return {
    name: 'detector, cold, over the standard library',
    unit: 'lines/s of processor time',
    value: (lines * 1000) / ms,
    baselineName: 'bare parse',
    baseline: (lines * 1000) / bareMs,
    ratio: bareMs / ms,
  };
}

/** A file of about 6,000 lines that is full of threads: what the library has of them, one after the other. */
function bigFile(files) {
  const parts = [
    'threading.py',
    'logging/__init__.py',
    'multiprocessing/pool.py',
    'concurrent/futures/process.py',
  ];
  const text = files
    .filter(({ path }) => parts.includes(path))
    .map((file) => file.text)
    .join('\n');
  return text.split('\n').slice(0, 6000).join('\n');
}

/** Types a statement into the middle of the file, a character at a time. */
function* keyPresses(text) {
  const at = text.indexOf('\n', Math.floor(text.length / 2)) + 1;
  const typed = '\n        self.total = self._compute(1, name)\n';
  for (let length = 1; length <= typed.length; length++)
    yield { text: text.slice(0, at) + typed.slice(0, length) + text.slice(at), at: at + length - 1 };
}

function pointAt(text, index) {
  const before = text.slice(0, index);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { row: before.split('\n').length - 1, column: index - lineStart };
}

function typingRows(parser, frontEnd, { Analyser, frontEnds, KeptDefinitions }, files) {
  const path = 'edited.py';
  // As the server has them for an open document.
  const kept = new KeptDefinitions();
  const original = bigFile(files);
  const workspace = files.slice(0, 1000);
  const analyser = new Analyser(frontEnds);
  for (const file of workspace)
    analyser.setFile(file.path, lowerTree(parser, frontEnd, file.text, file.path));
  let tree = parser.parse(original);
  analyser.setFile(path, frontEnd.lower(tree, original, path, kept));
  analyser.findings();
  const parses = [];
  const wholes = [];
  let edits = 0;
  let heapBefore = 0;
  for (let round = 0; edits < 1000; round++) {
    for (const { text, at } of keyPresses(original)) {
      const start = performance.now();
      const point = pointAt(text, at);
      const next = pointAt(text, at + 1);
      tree.edit({
        startIndex: at,
        oldEndIndex: at,
        newEndIndex: at + 1,
        startPosition: point,
        oldEndPosition: point,
        newEndPosition: next,
      });
      const parsed = parser.parse(text, tree);
      tree.delete();
      tree = parsed;
      const parsedAt = performance.now();
      if (round === 0) {
        analyser.setFile(path, frontEnd.lower(tree, text, path, kept));
        analyser.findings();
        wholes.push(performance.now() - start);
        parses.push(parsedAt - start);
      } else if (edits % 20 === 0) {
        // Of the later edits every twentieth is analysed: their number is what memory is about.
        analyser.setFile(path, frontEnd.lower(tree, text, path, kept));
        analyser.findings();
      }
      edits++;
    }
    tree.delete();
    tree = parser.parse(original);
    if (round === 0) heapBefore = heapMb();
  }
  tree.delete();
  const heapAfter = heapMb();
  return [
    {
      name: 'detector, key press to findings, p95, 6,000 lines of 1,000 files',
      unit: 'ms',
      value: percentile(wholes, 0.95),
      baselineName: 'its parse alone, p95',
      baseline: percentile(parses, 0.95),
      ratio: percentile(wholes, 0.95) / percentile(parses, 0.95),
    },
    {
      name: 'detector, heap after 1,000 edits',
      unit: 'MB',
      value: heapAfter,
      baselineName: 'after 40 edits',
      baseline: heapBefore,
      ratio: heapAfter / heapBefore,
    },
  ];
}

/** What is in use once everything else is collected. */
function heapMb() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed / 1e6;
}

export default async function analysisBench() {
  const analysis = await loadAnalysis();
  const frontEnd = analysis.frontEnds.find((each) => each.language === 'python');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-python/tree-sitter-python.wasm')));
  const files = readLibrary(libraryFolder());
  const rows = [
    coldRow(
      parser,
      frontEnd,
      analysis,
      files.filter((file) => !isTest(file)),
    ),
    ...typingRows(parser, frontEnd, analysis, files),
  ];
  parser.delete();
  return rows;
}
