/** The command line as scripts use it: exit codes, JSON, and one clear line for what is wrong. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { switchesOf } from '../../src/trace/schedule.js';
import { Timeline } from '../../src/trace/timeline.js';
import { readTrace } from '../../src/trace/traceFile.js';
import { threadlanes, threadlanesIn } from '../commandLine.js';

const scratch = mkdtempSync(join(tmpdir(), 'threadlanes-'));

interface Report {
  outcome: string;
  clockMs: number;
  wallMs: number;
  result: unknown;
  error: { message: string; file: string; line: number } | null;
  events: number;
  findings: { kind: string; message: string; cycle: Edge[]; locations: { line: number; file: string }[] }[];
  threads: { name: string; endMs: number | null }[];
}
interface Edge {
  thread: string;
  holds: { object: string; line: number };
  waitsFor: { object: string; line: number };
}

async function report(...args: string[]): Promise<Report & { code: number | null }> {
  const { code, stdout, stderr } = await threadlanes('run', ...args, '--json');
  if (stdout === '') throw new Error(stderr);
  return { code, ...(JSON.parse(stdout) as Report) };
}
function program(name: string, text: string): string {
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
}
const sourceLines = (example: string): string[] =>
  readFileSync(join(import.meta.dirname, '../../examples', example), 'utf8').split('\n');

describe('fork-with-held-lock, which is in Python only', () => {
  it('runs under Python, and is ended when nobody can go on', async () => {
    const { code, outcome, findings } = await report('fork-with-held-lock');
    expect([code, outcome, findings.map(({ kind }) => kind)]).toEqual([1, 'stalled', ['stall']]);
  });

  it('is listed, and cannot be explored', async () => {
    expect((await threadlanes('examples')).stdout).toContain('fork-with-held-lock ');
    const { code, stderr } = await threadlanes('explore', 'fork-with-held-lock');
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toContain('cannot be explored');
  });
});

describe('deadlock-two-locks', () => {
  it('is told with its lines and with what to do', async () => {
    const { stdout } = await threadlanes('run', 'deadlock-two-locks');
    expect(stdout).toMatch(/waits for mutexB \(deadlock-two-locks\.ts:\d+\)/);
    expect(stdout).toContain('Take the locks in one order everywhere, for example mutexA before mutexB');
  });

  it('ends in a deadlock of two threads and two locks, with the lines that took and asked for them', async () => {
    const { code, outcome, findings } = await report('deadlock-two-locks');
    expect([code, outcome]).toEqual([1, 'deadlock']);
    const { cycle } = findings.find((finding) => finding.kind === 'deadlock') ?? { cycle: [] };
    expect(new Set(cycle.map((edge) => edge.thread)).size).toBe(2);
    expect(cycle.map((edge) => edge.holds.object).sort()).toEqual(['mutexA', 'mutexB']);
    const lines = sourceLines('locks/deadlock-two-locks.ts');
    for (const { holds, waitsFor } of cycle) {
      expect(lines[holds.line - 1]).toContain(`${holds.object}.acquire()`);
      expect(lines[waitsFor.line - 1]).toContain(`${waitsFor.object}.acquire()`);
    }
  });

  it('gives the same trace file, byte for byte, for the same seed, and another one for another seed', async () => {
    const traceOf = async (seed: string, name: string) => {
      const file = join(scratch, `${name}.trace`);
      await threadlanes('run', 'deadlock-two-locks', '--seed', seed, '--trace', file);
      return readFileSync(file);
    };
    const trace = await traceOf('1', 'a');
    expect(trace.equals(await traceOf('1', 'b'))).toBe(true);
    expect(trace.equals(await traceOf('2', 'c'))).toBe(false);
  });

  it('completes, with nothing found, when the second method takes the locks in the order of the first', async () => {
    const text = sourceLines('locks/deadlock-two-locks.ts')
      .join('\n')
      .replace('this.fromBToA();', 'this.fromAToB();');
    const { code, outcome, findings } = await report(program('ordered.ts', text));
    expect([code, outcome, findings]).toEqual([0, 'completed', []]);
  });

  it('is found in a live run too, on real threads', async () => {
    expect((await report('deadlock-two-locks', '--mode', 'live')).outcome).toBe('deadlock');
  });
});

describe('race-counter', () => {
  it('leaves 99 tickets, and reports the race with the line that reads and the line that writes', async () => {
    const { code, result, findings } = await report('race-counter');
    expect([code, result]).toEqual([1, 99]);
    const lines = sourceLines('locks/race-counter.ts');
    const race = findings.find((finding) => finding.kind === 'race');
    const told = race?.locations.map(({ line }) => lines[line - 1]?.trim()) ?? [];
    expect(told.some((line) => line?.startsWith('const seen = ticketsLeft.value'))).toBe(true);
    expect(told.some((line) => line?.startsWith('ticketsLeft.value = seen - 1'))).toBe(true);
  });
});

describe('thread-join', () => {
  const mainEnds = { 'no-join': 0, 'join-first': 3000, 'join-second': 5000, 'join-in-loop': 8000 };
  for (const [variant, ms] of Object.entries(mainEnds)) {
    it(`${variant}: main ends at ${ms / 1000} s of virtual time, in far less real time`, async () => {
      const { threads, clockMs, wallMs } = await report('thread-join', '--variant', variant);
      expect(threads.find((thread) => thread.name === 'MainThread')?.endMs).toBe(ms);
      expect(clockMs).toBe(variant === 'join-in-loop' ? 8000 : 5000);
      expect(wallMs).toBeLessThan(clockMs / 2);
    });
  }
});

describe('producer-consumer', () => {
  const buns = Array.from({ length: 10 }, (_, index) => `bun ${index + 1}`);

  it.each(['controlled', 'live'])('loses nothing and eats nothing twice (%s)', async (mode) => {
    const { code, result } = await report('producer-consumer', '--mode', mode);
    expect([code, result]).toEqual([0, buns]);
  });

  it('does so with 200 seeds', async () => {
    const dist = join(import.meta.dirname, '../../dist');
    const engine = new Engine({
      recorderPath: join(dist, 'recorder.cjs'),
      programPath: join(dist, 'program.cjs'),
    });
    const entry = join(import.meta.dirname, '../../examples/queues/producer-consumer.ts');
    const fixed = { entry, program: 'producer-consumer', mode: 'controlled', strategy: 'random' } as const;
    const rest = { variant: null, args: [], schedule: null, timeoutMs: 20_000 };
    const silent = { started: () => {}, records: () => {}, findings: () => {} };
    for (let seed = 1; seed <= 200; seed++) {
      const end = await engine.run({ ...fixed, ...rest, seed }, silent).done;
      expect([seed, end.outcome, end.result]).toEqual([seed, 'completed', JSON.stringify(buns)]);
    }
    await engine.dispose();
  });
});

describe('a trace', () => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const platform = {
    encode: (text: string) => encoder.encode(text),
    decode: (bytes: Uint8Array) => decoder.decode(bytes),
  };

  it('holds every event, and its switches replay the run; another program refuses them', async () => {
    const file = join(scratch, 'five.trace');
    const { events } = await report('deadlock-two-locks', '--seed', '5', '--trace', file);
    const { header, records } = readTrace(readFileSync(file), platform);
    const timeline = new Timeline(header, decoder);
    for (const block of records) timeline.append(block);
    expect(timeline.log.length).toBe(events);
    const hashes = header.files.map(({ hash }) => hash);
    const fixed = { format: 'threadlanes-schedule', version: 1, variant: null, seed: 5 };
    const schedule = { ...fixed, program: hashes, switches: switchesOf(timeline.log) };
    const saved = program('five.json', JSON.stringify(schedule));
    const again = await report('deadlock-two-locks', '--schedule', saved);
    expect([again.code, again.outcome, again.events]).toEqual([1, 'deadlock', events]);
    const other = await threadlanes('run', 'race-counter', '--schedule', saved);
    expect([other.code, other.stdout]).toEqual([2, '']);
    expect(other.stderr).toContain('another text');
  });
});

describe('wrong use', () => {
  const cases: [string, string[], RegExp][] = [
    ['an unknown example', ['run', 'no-such-example'], /no example "no-such-example"/],
    ['an unknown variant', ['run', 'thread-join', '--variant', 'x'], /no variant "x"/],
    ['a file that is not there', ['run', 'gone.ts'], /cannot read gone\.ts/],
    ['an unknown command', ['dance'], /unknown command "dance"/],
    ['a seed that is no number', ['run', 'thread-join', '--seed', 'x'], /--seed takes a whole number/],
  ];
  for (const [what, args, message] of cases) {
    it(`says in one line what is wrong with ${what}, exit code 2`, async () => {
      const { code, stdout, stderr } = await threadlanes(...args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr.trim()).toMatch(message);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    });
  }
});

describe('a program that cannot be loaded', () => {
  const cases: [string, string, RegExp][] = [
    ['syntax error', 'export function main() {\n  let = ;\n}', /:2:\d+: /],
    ['an enum', 'enum A { x }\nexport function main() {}', /:1:1: an enum is not erasable/],
    ['an import that is not allowed', 'import fs from "fs";\nexport function main() {}', /:1:\d+: .*fs/],
    [
      'a target that is not exported',
      'import { Thread } from "threadlanes";\nfunction f() {}\nexport function main() {\n  new Thread({ target: f }).start();\n}',
      /:4:\d+: f is not exported/,
    ],
    ['no main', 'export const a = 1;', /this file has none/],
  ];
  for (const [what, text, message] of cases) {
    it(`${what}: exit code 2 and the line`, async () => {
      const { code, stderr } = await threadlanes('run', program('broken.ts', text));
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
    });
  }
});

describe('a program that goes wrong while it runs', () => {
  it('main throws: exit code 3, with message and line', async () => {
    const { code, stderr, stdout } = await threadlanes(
      'run',
      program('throws.ts', 'export function main() {\n  throw new Error("no flour");\n}'),
    );
    expect(code).toBe(3);
    expect(stdout + stderr).toMatch(/throws\.ts:2: Error: no flour/);
    expect(stdout.match(/no flour/g)).toHaveLength(1);
  });
  it('main throws: told in error and not among the findings', async () => {
    const file = program('throws.ts', 'export function main() {\n  throw new Error("no flour");\n}');
    const { error, findings } = await report(file);
    expect(error).toMatchObject({ file: 'throws.ts', line: 2, message: 'Error: no flour' });
    expect(findings).toEqual([]);
  });
  it('another thread throws: the finding uncaught-exception, and the rest goes on', async () => {
    const text =
      'import { Thread } from "threadlanes";\nexport function f() {\n  throw new Error("burnt");\n}\nexport function main() {\n  const t = new Thread({ target: f });\n  t.start();\n  t.join();\n  return "served";\n}';
    const { code, result, findings } = await report(program('thread-throws.ts', text));
    expect([code, result]).toEqual([1, 'served']);
    expect(findings).toMatchObject([{ kind: 'uncaught-exception', locations: [{ line: 3 }] }]);
  });
  it('a loop without end: exit code 4, and the line of the loop', async () => {
    const file = program('endless.ts', 'export function main() {\n  let n = 0;\n  while (true) n++;\n}');
    const { code, stdout } = await threadlanes('run', file, '--timeout', '1');
    expect(code).toBe(4);
    expect(stdout).toMatch(/endless\.ts:3: /);
  });
  it('waiting for what never comes: stalled, and who waits for what', async () => {
    const file = program(
      'stall.ts',
      'import { Queue } from "threadlanes";\nexport function main() {\n  const orders = new Queue();\n  orders.get();\n}',
    );
    const { code, outcome, findings } = await report(file);
    expect([code, outcome]).toEqual([1, 'stalled']);
    expect(findings[0]?.message).toContain('MainThread waits for orders');
  });
});

describe('in Chinese', () => {
  const chinese = { env: { LC_ALL: 'zh_CN.UTF-8' } };

  it('tells people of a deadlock', async () => {
    const { code, stdout } = await threadlanesIn(chinese, 'run', 'deadlock-two-locks');
    expect(code).toBe(1);
    expect(stdout).toContain('死锁：clerk-1 持有 mutexB');
    expect(stdout).toMatch(/\n死锁，用时 .*个事件\n$/);
  });
  it('tells scripts the same as in English', async () => {
    const args = ['run', 'deadlock-two-locks', '--json'];
    const [here, there] = await Promise.all([threadlanesIn(chinese, ...args), threadlanes(...args)]);
    const withoutWallTime = (text: string): string => text.replace(/"wallMs":[\d.]+/, '');
    expect(withoutWallTime(here.stdout)).toBe(withoutWallTime(there.stdout));
  });
});
