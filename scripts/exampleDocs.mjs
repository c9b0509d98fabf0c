// Makes docs/examples.md, its Chinese twin and the pictures of the examples anew:  npm run docs
import { build } from './build.mjs';
import { inRoot, run } from './lib/report.mjs';

await build({ log: () => {} });
const vitest = [
  inRoot('node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--project',
  'catalogue',
  'docs.test.ts',
];
const { code } = await run(process.execPath, vitest, {
  env: { ...process.env, UPDATE_DOCS: '1' },
  echo: true,
});
process.exitCode = code;
