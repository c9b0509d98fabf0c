/** No bundle grows beyond what was decided for it (scripts/budgets.json, kB minified; `npm test` makes that build). */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const budgets = JSON.parse(readFileSync(join(root, 'scripts/budgets.json'), 'utf8')) as Record<
  string,
  number
>;

it.each(Object.entries(budgets))('%s stays under %i kB', (bundle, limit) => {
  expect(statSync(join(root, 'dist', bundle)).size / 1000).toBeLessThan(limit);
});
