// The page that `threadlanes export --to html` writes, opened as a file with nothing around it.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/browser.mjs';
import { cacheDir } from '../../scripts/lib/report.mjs';
import { encodeTrace } from '../../src/trace/traceFile.js';
import { threadlanes } from '../commandLine.js';
import { everyKind } from '../unit/trace/kinds.js';
import { header, record } from '../unit/trace/writer.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const platform = {
  encode: (text: string) => encoder.encode(text),
  decode: (bytes: Uint8Array) => decoder.decode(bytes),
};

/** It tries to leave its element, and to run. */
const source = Array.from({ length: 60 }, (_, line) =>
  line === 2 ? 'line 3 </script><script>globalThis.escaped = true</script> <!--' : `line ${line + 1}`,
).join('\n');

let context: BrowserContext;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  mkdirSync(cacheDir, { recursive: true });
  const folder = mkdtempSync(join(cacheDir, 'standalone-'));
  const bytes = new Uint8Array(Int32Array.from(everyKind.flatMap(record)).buffer);
  const trace = join(folder, 'kinds.tltrace');
  writeFileSync(join(folder, 'test.ts'), source);
  const hash = createHash('sha256').update(source).digest('hex');
  const files = [{ path: 'test.ts', hash }];
  writeFileSync(trace, encodeTrace({ ...header, files }, [bytes], { outcome: 'completed' }, platform));
  const out = join(folder, 'kinds.html');
  await threadlanes('export', trace, '--to', 'html', '-o', out);
  context = (await launch({ width: 1000, height: 800, colorScheme: 'light' })) as BrowserContext;
  page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(pathToFileURL(out).href);
  await page.waitForSelector('.step.current');
});
afterAll(() => context?.close());

describe('a page that was exported', () => {
  it('shows the run, and nothing that needs a host', async () => {
    expect(await page.textContent('.outcome')).toContain('completed');
    expect(await page.locator('header [aria-label="Run again"]').count()).toBe(0);
    const formats = await page.locator('.options option').allTextContents();
    expect(formats).toContain('Picture (SVG)');
    expect(formats).not.toContain('Threadlanes trace');
  });

  it('replays: the cursor moves and the state goes with it', async () => {
    await page.focus('.lanes canvas');
    await page.keyboard.press('Home');
    await page.waitForFunction(() =>
      document.querySelector('.step.current')?.textContent?.includes('MainThread appears'),
    );
    expect(await page.textContent('.state')).not.toContain('alice');
  });

  it('carries its sources as text, and marks in step where each thread is', async () => {
    expect(await page.textContent('.source h2')).toBe('test.ts');
    await page.focus('.lanes canvas');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() =>
      document.querySelector('.source .here code')?.textContent?.startsWith('line 3'),
    );
    expect(await page.textContent('.source .here')).toContain('◀ MainThread');
    expect(await page.evaluate(() => 'escaped' in globalThis)).toBe(false);
    await page.keyboard.press('Enter');
    expect(await page.textContent('.source .revealed code')).toContain('</script>');
  });

  it('saves its picture', async () => {
    await page.click('.disclosure');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.options select').last().selectOption('svg'),
    ]);
    expect(download.suggestedFilename()).toBe('threadlanes.svg');
  });

  it('threw nothing', () => expect(errors).toEqual([]));

  it('may use its own script and style, and nothing else that stands in a page', async () => {
    const policy = await page.getAttribute('meta[http-equiv="Content-Security-Policy"]', 'content');
    expect(policy).not.toContain('unsafe');
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await background();
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { background: rgb(1, 2, 3) !important; }';
      document.head.append(style);
    });
    expect(await background()).toBe(before);
    expect(errors.splice(0).join()).toContain('Content Security Policy');
  });
});
