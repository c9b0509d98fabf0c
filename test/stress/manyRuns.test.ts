/** An engine that ran 500 programs, good and bad ones, holds no more than one that ran 100: threads, handles, memory, addresses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, it } from 'vitest';
import { ProgramRunner } from '../programRunner.js';

const runner = new ProgramRunner();
afterAll(() => runner.dispose());

const conformance = join(import.meta.dirname, '..', 'conformance');
const robust = join(import.meta.dirname, '..', 'fixtures', 'robust', 'programs.ts');

/** What the runs take turns in, and how each ends. */
const programs = [
  { entry: join(conformance, 'lock.ts'), variant: 'excludesEachOther', outcome: 'completed' },
  { entry: join(conformance, 'thread.ts'), variant: 'programDoesNotWaitForDaemons', outcome: 'completed' },
  { entry: join(conformance, 'threadPoolExecutor.ts'), variant: 'atMostSoManyAtOnce', outcome: 'completed' },
  { entry: join(conformance, 'process.ts'), variant: 'terminateEndsIt', outcome: 'completed' },
  { entry: join(conformance, 'pool.ts'), variant: 'terminateEndsItAtOnce', outcome: 'completed' },
  { entry: robust, variant: 'threadFails', outcome: 'completed' },
  { entry: robust, variant: 'mainFails', outcome: 'failed' },
  { entry: robust, variant: 'stall', outcome: 'stalled' },
];

async function runMany(from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) {
    const { entry, variant, outcome } = programs[i % programs.length] as (typeof programs)[number];
    const mode = Math.floor(i / programs.length) % 4 === 0 ? 'live' : 'controlled';
    const ended = await runner.run({ entry, variant, mode, seed: i });
    expect({ i, variant, outcome: ended.outcome }).toEqual({ i, variant, outcome });
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The system's threads of this process, its workers' among them; 0 where the system does not list them. */
function threadCount(): number {
  return existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0;
}

/** Address space of this process; 0 where the system does not tell. One that takes more than the machine has cannot fork. */
function addressMb(): number {
  if (!existsSync('/proc/self/status')) return 0;
  const [, kb] = /^VmSize:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}

/** Once what has ended is gone: ended threads and collected buffers take a moment to leave. */
async function held(): Promise<{
  threads: number;
  handles: number;
  heapMb: number;
  buffersMb: number;
  rssMb: number;
  addressMb: number;
}> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  collectGarbage();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  const [heapMb, buffersMb, rssMb] = [heapUsed, arrayBuffers, rss].map((bytes) =>
    Math.round(bytes / 2 ** 20),
  );
  return {
    threads: threadCount(),
    handles: process.getActiveResourcesInfo().length,
    heapMb: heapMb as number,
    buffersMb: buffersMb as number,
    rssMb: rssMb as number,
    addressMb: addressMb(),
  };
}

/** Warm workers come and go by a few with the load. Of the 400 runs between, 100 end a worker by force: one left by each shows. */
const spareThreads = 8;
/** What a run leaves in memory would show: 400 traces of a small program are some 40 MB, 400 shared memories 400 MB at least. */
const spareMb = 128;
/** 400 shared memories would be 25,600 MB. */
const spareAddressMb = 1024;

it('holds after 500 runs what it held after 100', async () => {
  await runMany(0, 100);
  const before = await held();
  await runMany(100, 500);
  const after = await held();
  expect(after.handles).toBe(before.handles);
  expect(after.threads).toBeLessThanOrEqual(before.threads + spareThreads);
  expect(after.heapMb).toBeLessThanOrEqual(before.heapMb + 8);
  expect(after.buffersMb).toBeLessThanOrEqual(before.buffersMb + 8);
  expect(after.rssMb).toBeLessThanOrEqual(before.rssMb + spareMb);
  expect(after.addressMb).toBeLessThanOrEqual(before.addressMb + spareAddressMb);
}, 120_000);
