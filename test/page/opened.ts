// What page tests share: runs as messages, keys pressed one after the other, what axe-core finds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { HostToPage, RunEnded } from '../../src/protocol/page.js';
import { type EventFields, header, record } from '../unit/trace/writer.js';
import type { OpenedPage } from './openPage.js';

const completed: RunEnded = {
  outcome: 'completed',
  findings: [],
  clockNs: 1e9,
  wallMs: 1,
  heldBackMs: 0,
  result: '',
  problems: [],
};

/** A run of these events, as the host sends it. */
export function runOf(events: readonly EventFields[], run = 1, end: Partial<RunEnded> = {}): HostToPage[] {
  const bytes = new Uint8Array(Int32Array.from(events.flatMap(record)).buffer);
  return [
    { type: 'started', run, language: 'en', title: 'Test', header, variants: [], canRun: true },
    { type: 'records', run, bytes },
    { type: 'ended', run, end: { ...completed, ...end } },
  ];
}

export async function press({ page }: OpenedPage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until what was asked for has been painted, and the panels, which follow the picture by a timer, are made. */
export async function painted({ page }: OpenedPage): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  );
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

/** What axe-core calls serious or critical, with the elements. */
export async function seriousFindings({ page }: OpenedPage): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}
