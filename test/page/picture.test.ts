// A real run in the page. The picture lies in .cache/timeline.png; UPDATE_PICTURES=1 puts it into media/ for the README.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import type { HostToPage } from '../../src/protocol/page.js';
import { openPage } from './openPage.js';

const root = join(import.meta.dirname, '../..');

async function messagesOf(example: string): Promise<HostToPage[]> {
  const engine = new Engine({
    recorderPath: join(root, 'dist', 'recorder.cjs'),
    programPath: join(root, 'dist', 'program.cjs'),
  });
  const messages: HostToPage[] = [];
  const title = 'Deadlock with two locks';
  const request = {
    entry: join(root, 'examples', example),
    program: title,
    mode: 'controlled',
    seed: 1,
    strategy: 'random',
    variant: null,
    args: [],
    schedule: null,
    timeoutMs: 20_000,
  } as const;
  const end = await engine.run(request, {
    started: (header) =>
      messages.push({ type: 'started', run: 1, language: 'en', title, header, variants: [], canRun: true }),
    records: (bytes) => messages.push({ type: 'records', run: 1, bytes }),
    findings: () => {},
  }).done;
  await engine.dispose();
  return [...messages, { type: 'ended', run: 1, end }];
}

it('draws lanes in many colours for a real deadlock', async () => {
  const messages = await messagesOf('locks/deadlock-two-locks.ts');
  const opened = await openPage({ theme: 'dark', width: 1200, height: 900, messages });
  await opened.page.waitForSelector('.outcome.bad');
  const colours = await opened.page.evaluate(() => {
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    const seen = new Set<number>();
    for (let i = 0; i < data.length; i += 4) {
      seen.add(((data[i] as number) << 16) | ((data[i + 1] as number) << 8) | (data[i + 2] as number));
    }
    return seen.size;
  });
  await opened.page.screenshot({ path: join(root, '.cache', 'timeline.png') });
  if (process.env.UPDATE_PICTURES)
    await opened.page.screenshot({ path: join(root, 'media', 'timeline.png') });
  await opened.close();
  expect(colours).toBeGreaterThan(20);
});
