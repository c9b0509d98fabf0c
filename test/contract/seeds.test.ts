/** What must hold under every seed, through the engine of the built package. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { RunEnded } from '../../src/protocol/page.js';

const root = join(import.meta.dirname, '../..');
const engine = new Engine({
  recorderPath: join(root, 'dist', 'recorder.cjs'),
  programPath: join(root, 'dist', 'program.cjs'),
});
afterAll(() => engine.dispose());

async function run(entry: string, seed: number): Promise<RunEnded & { bytes: Buffer }> {
  const blocks: Uint8Array[] = [];
  const request = {
    entry,
    program: 'test',
    mode: 'controlled',
    seed,
    strategy: 'random',
    variant: null,
    args: [],
    schedule: null,
    timeoutMs: 20_000,
  } as const;
  const end = await engine.run(request, {
    started: () => {},
    records: (bytes) => blocks.push(bytes),
    findings: () => {},
  }).done;
  return { ...end, bytes: Buffer.concat(blocks) };
}

describe('producer-consumer', () => {
  it('loses and doubles nothing under 200 seeds', async () => {
    const buns = Array.from({ length: 10 }, (_, index) => `bun ${index + 1}`);
    for (let seed = 1; seed <= 200; seed++) {
      const { outcome, result } = await run(join(root, 'examples/queues/producer-consumer.ts'), seed);
      expect([seed, outcome, JSON.parse(result)]).toEqual([seed, 'completed', buns]);
    }
  });
});

describe('an example without its lock line', () => {
  it('gives another trace and other findings: nothing is emitted by the example itself', async () => {
    const path = join(root, 'examples/locks/deadlock-two-locks.ts');
    const text = readFileSync(path, 'utf8');
    const fromBToA = text.indexOf('fromBToA() {');
    const without =
      text.slice(0, fromBToA) +
      text.slice(fromBToA).replace('mutexA.acquire();', '').replace('mutexA.release();', '');
    const changed = join(mkdtempSync(join(tmpdir(), 'threadlanes-')), 'changed.ts');
    writeFileSync(changed, without);
    const before = await run(path, 1);
    const after = await run(changed, 1);
    expect([before.outcome, after.outcome]).toEqual(['deadlock', 'completed']);
    expect(after.findings).toEqual([]);
    expect(after.bytes.equals(before.bytes)).toBe(false);
  });
});
