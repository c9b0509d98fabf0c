/** The snippet for browsers, in one. */
import { afterEach, expect, it } from 'vitest';
import { launch } from '../../scripts/browser.mjs';
import { expand, snippetsOf } from '../unit/snippets/expand.js';

type Context = { close(): Promise<void>; newPage(): Promise<import('playwright-core').Page> };
let context: Context | undefined;
afterEach(() => context?.close());

it('Web Locks let one in at a time', async () => {
  const snippet = snippetsOf('javascript').find(({ prefix }) => prefix === 'conc-web-lock');
  const { text } = expand(snippet?.body.join('\n') ?? '');
  context = (await launch({ width: 400, height: 300 })) as Context;
  const page = await context.newPage();
  const printed: string[] = [];
  page.on('console', (message) => printed.push(message.text()));
  page.on('pageerror', (error) => printed.push(String(error)));
  // Locks are there in a secure context only, which about:blank is not.
  await page.route('https://page.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<script type="module">${text}</script>` }),
  );
  await page.goto('https://page.test/');
  await expect.poll(() => printed).toEqual(['3']);
});
