// The detector as an editor and a script meet it: from key press to diagnostics in a big file of a big workspace, and a
// second check of files that have not changed. Fails if a press is not answered, or the answers of both checks differ.
import { fork, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import { inRoot } from '../scripts/lib/report.mjs';

const smallFiles = 1000;
const bigLines = 6000;
const presses = 60;

function smallFile(number) {
  return `"""Part ${number}."""
import threading
from part${(number + 1) % smallFiles} import Worker${(number + 1) % smallFiles}


class Worker${number}:
    def __init__(self):
        self._lock = threading.Lock()
        self._items = []

    def add(self, item):
        with self._lock:
            self._items.append(item)

    def drain(self):
        with self._lock:
            items, self._items = self._items, []
        return [Worker${(number + 1) % smallFiles}().add(item) for item in items]
`;
}

/** Six lines of a function that does something ordinary. */
const ordinary = {
  python: (number) => [
    `def step${number}(values, limit=${number}):`,
    '    total = 0',
    '    for index, value in enumerate(values):',
    '        if value > limit and index % 2 == 0:',
    '            total += value * (index + 1)',
    '    return total',
  ],
  typescript: (number) => [
    `function step${number}(values: number[], limit = ${number}): number {`,
    '  let total = 0;',
    '  for (const [index, value] of values.entries())',
    '    if (value > limit && index % 2 === 0) total += value * (index + 1);',
    '  return total;',
    '}',
  ],
};

/** Big files with one mistake at the end: a lock is taken twice. A letter more behind `typedAfter` takes it away. */
const bigFiles = [
  {
    name: 'big.py',
    language: 'python',
    head: ['import threading', ''],
    tail: [
      'lock = threading.Lock()',
      '',
      'def main():',
      '    with lock:',
      '        with lock:',
      '            pass',
    ],
    typedAfter: '        with lock',
  },
  {
    name: 'big.ts',
    language: 'typescript',
    head: ["import { Lock } from 'threadlanes';", ''],
    tail: [
      'const lock = new Lock();',
      'export function main() {',
      '  lock.acquire();',
      '  lock.acquire();',
      '  lock.release();',
      '  lock.release();',
      '}',
    ],
    typedAfter: '  lock.acquire();\n  lock',
  },
];

function bigText({ language, head, tail }) {
  const lines = [...head];
  for (let number = 0; lines.length < bigLines - tail.length - 1; number++)
    lines.push(...ordinary[language](number), '');
  return [...lines, ...tail, ''].join('\n');
}

function makeWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'threadlanes-bench-'));
  for (let number = 0; number < smallFiles; number++)
    writeFileSync(join(folder, `part${number}.py`), smallFile(number));
  for (const file of bigFiles) writeFileSync(join(folder, file.name), bigText(file));
  return folder;
}

class Server {
  #process = fork(inRoot('dist', 'server.cjs'), ['--node-ipc'], { silent: true });
  #next = 1;
  #waiting = new Map();
  #published = () => {};

  constructor() {
    this.#process.on('message', (message) => {
      if (message.method === 'textDocument/publishDiagnostics') this.#published(message.params);
      else if (message.method !== undefined && message.id !== undefined)
        this.#process.send({ jsonrpc: '2.0', id: message.id, result: null });
      else this.#waiting.get(message.id)?.(message.result);
    });
  }

  notify(method, params) {
    this.#process.send({ jsonrpc: '2.0', method, params });
  }

  ask(method, params) {
    const id = this.#next++;
    const answer = new Promise((resolve) => this.#waiting.set(id, resolve));
    this.#process.send({ jsonrpc: '2.0', id, method, params });
    return answer;
  }

  /** The next diagnostics of a document. */
  published(uri) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('a press was not answered within 30 s')), 30_000);
      this.#published = (params) => {
        if (params.uri !== uri) return;
        clearTimeout(timer);
        resolve(params.diagnostics);
      };
    });
  }

  /** Processor time that it has used, where /proc tells; a busy machine makes that no longer, unlike the wait. */
  get cpuMs() {
    try {
      const fields = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return undefined;
    }
  }

  async stop() {
    await this.ask('shutdown');
    this.notify('exit');
  }
}

async function keyPresses(folder, { name, language, typedAfter }) {
  const server = new Server();
  const uri = pathToFileURL(join(folder, name)).href;
  const text = readFileSync(join(folder, name), 'utf8');
  const settings = { enabled: true, rules: {}, exclude: [], showUncertain: true };
  await server.ask('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    initializationOptions: { language: 'en', grammarsFolder: inRoot('dist', 'grammars'), settings },
  });
  server.notify('initialized', {});
  server.notify('textDocument/didOpen', { textDocument: { uri, languageId: language, version: 1, text } });
  // Answers when the whole folder has been read.
  await server.ask('threadlanes/checkWorkspace');
  const times = [];
  // A letter more in the name of the inner lock, and a letter less: the mistake goes and comes.
  const before = text.slice(0, text.lastIndexOf(typedAfter) + typedAfter.length).split('\n');
  const line = before.length - 1;
  const character = before[line].length;
  const cpuBefore = server.cpuMs;
  for (let press = 0; press < presses; press++) {
    const typed = press % 2 === 0;
    const published = server.published(uri);
    const start = performance.now();
    server.notify('textDocument/didChange', {
      textDocument: { uri, version: press + 2 },
      contentChanges: [
        {
          range: { start: { line, character }, end: { line, character: character + (typed ? 0 : 1) } },
          text: typed ? 's' : '',
        },
      ],
    });
    const diagnostics = await published;
    times.push(performance.now() - start);
    if (diagnostics.length !== (typed ? 0 : 1)) throw new Error(`${diagnostics.length} diagnostics`);
  }
  const cpuMs = cpuBefore === undefined ? undefined : (server.cpuMs - cpuBefore) / presses;
  await server.stop();
  times.sort((a, b) => a - b);
  return { p95Ms: times[Math.floor(times.length * 0.95)], cpuMs };
}

async function parseMs(text, language) {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(inRoot('dist', 'grammars', `tree-sitter-${language}.wasm`)));
  parser.parse(text)?.delete();
  const start = performance.now();
  const rounds = 10;
  for (let round = 0; round < rounds; round++) parser.parse(text)?.delete();
  return (performance.now() - start) / rounds;
}

async function pressRows(folder, file) {
  const { p95Ms, cpuMs } = await keyPresses(folder, file);
  const wholeParseMs = await parseMs(bigText(file), file.language);
  const against = { unit: 'ms', baselineName: 'parsing the whole file', baseline: wholeParseMs };
  return [
    {
      name: `key press to diagnostics in ${file.name}, p95`,
      value: p95Ms,
      ratio: p95Ms / wholeParseMs,
      ...against,
    },
    {
      name: `processor time of a key press in ${file.name}`,
      value: cpuMs,
      ratio: cpuMs === undefined ? undefined : cpuMs / wholeParseMs,
      ...against,
    },
  ];
}

function check(folder, cache) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [inRoot('dist', 'cli.js'), 'check', folder, '--format', 'json'],
    { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache }, maxBuffer: 1 << 28 },
  );
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

export default async () => {
  const folder = makeWorkspace();
  const cache = join(folder, '.cache');
  mkdirSync(cache);
  try {
    const rows = [];
    for (const file of bigFiles) rows.push(...(await pressRows(folder, file)));
    const cold = check(folder, cache);
    const warm = check(folder, cache);
    if (JSON.stringify(cold.findings) !== JSON.stringify(warm.findings))
      throw new Error('the second check found something else');
    return [
      ...rows,
      {
        name: 'check of unchanged files',
        unit: 'ms',
        value: warm.elapsedMs,
        baselineName: 'the first check of them',
        baseline: cold.elapsedMs,
        ratio: warm.elapsedMs / cold.elapsedMs,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
