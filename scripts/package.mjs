// Builds for production and packs the extension:  node scripts/package.mjs [--no-build] [--out FILE]
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { inRoot, mustRun } from './lib/report.mjs';

/** Packs what is in the tree into `out` (a .vsix file); gives what vsce said. */
export async function pack(out) {
  mkdirSync(dirname(out), { recursive: true });
  return mustRun(process.execPath, [
    inRoot('node_modules', '@vscode', 'vsce', 'vsce'),
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    ...(existsSync(inRoot('LICENSE')) ? [] : ['--skip-license']),
    '--out',
    out,
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { 'no-build': { type: 'boolean' }, out: { type: 'string', default: 'threadlanes.vsix' } },
  });
  try {
    if (!values['no-build']) await build({ production: true });
    await pack(resolve(values.out));
    console.log(`  ${values.out}: ${Math.round(statSync(values.out).size / 1000)} kB`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
