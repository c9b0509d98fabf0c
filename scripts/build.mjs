// Bundles everything that ships into dist/.
//   node scripts/build.mjs [--production] [--watch] [--quiet]
// --production minifies, leaves source maps out and writes dist/meta.json (what is in each bundle).
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { inRoot, root, since } from './lib/report.mjs';

// While the project is under construction an entry point may not exist yet.
const missingEntriesAreAllowed = false;

const node = { platform: 'node', target: 'node20' };

// An ESM bundle that contains CommonJS packages needs a `require` of its own.
const cliBanner = [
  '#!/usr/bin/env node',
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url);',
].join('\n');

/** Every bundle that ships: the entry point, the file in dist, and how esbuild makes it. */
export const bundles = [
  {
    entry: 'src/host/extension.ts',
    out: 'extension.cjs',
    options: { ...node, format: 'cjs', external: ['vscode'] },
  },
  { entry: 'src/cli/main.ts', out: 'cli.js', options: { ...node, format: 'esm', banner: { js: cliBanner } } },
  { entry: 'src/engine/recorder/main.ts', out: 'recorder.cjs', options: { ...node, format: 'cjs' } },
  {
    entry: 'src/engine/explore/companion/main.ts',
    out: 'companion.cjs',
    options: { ...node, format: 'cjs' },
  },
  { entry: 'src/python/recorder/main.ts', out: 'pythonRecorder.cjs', options: { ...node, format: 'cjs' } },
  { entry: 'src/engine/program/main.ts', out: 'program.cjs', options: { ...node, format: 'cjs' } },
  {
    entry: 'webview/main.ts',
    out: 'webview.js',
    options: { platform: 'browser', target: 'es2022', format: 'iife' },
  },
  {
    entry: 'src/host/detector/detectorClient.ts',
    out: 'detector.cjs',
    options: { ...node, format: 'cjs', external: ['vscode'] },
  },
  {
    entry: 'src/server/main.ts',
    out: 'server.cjs',
    // The package's other half asks for import.meta, which a CommonJS bundle does not have.
    options: {
      ...node,
      format: 'cjs',
      alias: { 'web-tree-sitter': inRoot('node_modules', 'web-tree-sitter', 'web-tree-sitter.cjs') },
    },
  },
  {
    entry: 'webview/lockOrder/main.ts',
    out: 'lockOrder.js',
    options: { platform: 'browser', target: 'es2022', format: 'iife' },
  },
  {
    entry: 'webview/lockOrder/style.css',
    out: 'lockOrder.css',
    options: { platform: 'browser', target: 'es2022' },
  },
  { entry: 'webview/style.css', out: 'webview.css', options: { platform: 'browser', target: 'es2022' } },
];

/** The parsers of the static detector, as their packages bring them; copied to dist/grammars. */
const grammars = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python/tree-sitter-python.wasm',
  'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-typescript/tree-sitter-tsx.wasm',
];

function copyGrammars() {
  mkdirSync(inRoot('dist', 'grammars'), { recursive: true });
  for (const file of grammars)
    copyFileSync(inRoot('node_modules', file), inRoot('dist', 'grammars', basename(file)));
}

/** The tracer of Python programs ships as it is. */
function copyTracer() {
  cpSync(inRoot('src', 'python', 'tracer'), inRoot('dist', 'tracer'), {
    recursive: true,
    filter: (path) => !path.includes('__pycache__'),
  });
}

/**
 * `import * as vscode` in every file of the host: esbuild copies the whole API into a new object for each of them, which
 * took most of the activation's time. Only names of it are used, so the API itself does.
 */
function useApiItself(out) {
  const file = inRoot('dist', out);
  const code = readFileSync(file, 'utf8');
  writeFileSync(file, code.replace(/\b[\w$]+\((require\("vscode"\))(?:, ?1)?\)/g, '$1'));
}

function esbuildOptions(bundle, production) {
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: `dist/${bundle.out}`,
    bundle: true,
    minify: production,
    keepNames: false,
    sourcemap: production ? false : 'linked',
    sourcesContent: false,
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'silent',
    metafile: production,
    ...bundle.options,
    define: {
      'process.env.NODE_ENV': production ? '"production"' : '"development"',
      ...bundle.options.define,
    },
  };
}

function presentBundles(log) {
  return bundles.filter((bundle) => {
    if (existsSync(inRoot(bundle.entry))) return true;
    if (!missingEntriesAreAllowed) throw new Error(`Entry point ${bundle.entry} is missing`);
    log(`  notice: ${bundle.entry} does not exist yet, dist/${bundle.out} is left out`);
    return false;
  });
}

/** Builds once. Throws an Error whose message holds every diagnostic, formatted. */
export async function build({ production = false, log = console.log } = {}) {
  const start = performance.now();
  const esbuild = await import('esbuild');
  rmSync(inRoot('dist'), { recursive: true, force: true });
  mkdirSync(inRoot('dist'), { recursive: true });
  copyGrammars();
  copyTracer();
  const present = presentBundles(log);
  const results = await Promise.allSettled(
    present.map((bundle) => esbuild.build(esbuildOptions(bundle, production))),
  );
  const messages = [];
  const meta = { inputs: {}, outputs: {} };
  for (const result of results) {
    if (result.status === 'rejected') {
      const { errors } = result.reason;
      messages.push(
        ...(errors ? await esbuild.formatMessages(errors, { kind: 'error' }) : [String(result.reason)]),
      );
    } else {
      for (const line of await esbuild.formatMessages(result.value.warnings, { kind: 'warning' })) log(line);
      Object.assign(meta.inputs, result.value.metafile?.inputs);
      Object.assign(meta.outputs, result.value.metafile?.outputs);
    }
  }
  if (messages.length > 0) throw new Error(`The build failed\n${messages.join('\n')}`);
  for (const { out, options } of present) if (options.external?.includes('vscode')) useApiItself(out);
  if (existsSync(inRoot('dist/cli.js'))) chmodSync(inRoot('dist/cli.js'), 0o755);
  // The package is "type": "module"; .cjs and .js in dist say by their names what they are.
  if (production) writeFileSync(inRoot('dist/meta.json'), JSON.stringify(meta));
  log(`  built ${present.length} bundles${production ? ' for production' : ''}: ${since(start)}`);
}

async function watch() {
  const esbuild = await import('esbuild');
  for (const bundle of presentBundles(console.log)) {
    const context = await esbuild.context({ ...esbuildOptions(bundle, false), logLevel: 'info' });
    await context.watch();
  }
  console.log('watching; Ctrl-C ends it');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: { production: { type: 'boolean' }, watch: { type: 'boolean' }, quiet: { type: 'boolean' } },
  });
  try {
    if (values.watch) await watch();
    else await build({ production: values.production ?? false, ...(values.quiet ? { log: () => {} } : {}) });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
