// Bundles a mocha suite for the extension host, with every *.test.ts of one folder.
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { inRoot, root } from '../../scripts/lib/report.mjs';

/** Writes `.cache/test/<name>.cjs` from the tests of `folder`; gives its path and the names of the test files. */
export async function bundleSuite({ name, folder, only }) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts') && (!only || file.includes(only)))
    .sort();
  if (files.length === 0) throw new Error(`No test file in ${folder}`);
  const outfile = inRoot('.cache', 'test', `${name}.cjs`);
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [inRoot('test', 'vscode', 'suite', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'silent',
    plugins: [testFilesPlugin(folder, files)],
  });
  return { outfile, files };
}

/** Answers the import of `threadlanes:test-files` with a module that can load each file. */
function testFilesPlugin(folder, files) {
  const lines = files.map((file) => {
    const path = JSON.stringify(join(folder, file));
    return `{ file: ${JSON.stringify(file)}, load: () => import(${path}) }`;
  });
  return {
    name: 'test-files',
    setup(builder) {
      builder.onResolve({ filter: /^threadlanes:test-files$/ }, () => ({
        path: 'test-files',
        namespace: 'test-files',
      }));
      builder.onLoad({ filter: /.*/, namespace: 'test-files' }, () => ({
        contents: `export const testFiles = [${lines.join(',\n')}];`,
        resolveDir: folder,
        loader: 'js',
      }));
    },
  };
}
