// The layers of DESIGN.md, checked default-deny: an import that no row below allows is an error.
// Reads every import, `import type`, re-export, `import()`, `require()` and `import('x').Type` of src and webview.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '@babel/parser';
import { describe, expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

type Layer = {
  /** Layers it may import, besides itself. */
  readonly layers: readonly string[];
  /** Layers of which it may import types only. */
  readonly typesOf?: readonly string[];
  /** Packages it may import: names, or `scope/*`. */
  readonly packages?: readonly string[];
  /** Whether it may import `node:` modules. */
  readonly node?: boolean;
};

const table: Readonly<Record<string, Layer>> = {
  'src/trace': { layers: [] },
  'src/detect': { layers: ['src/trace'] },
  'src/explore': { layers: ['src/trace'] },
  'src/layout': { layers: ['src/trace'] },
  'src/protocol': { layers: [], typesOf: ['src/trace'] },
  'src/runtime': { layers: ['src/trace', 'src/explore'], node: true },
  'src/engine': {
    layers: ['src/runtime', 'src/explore', 'src/detect', 'src/trace', 'src/protocol'],
    node: true,
  },
  'src/engine/load': {
    layers: ['src/engine', 'src/runtime', 'src/explore', 'src/detect', 'src/trace', 'src/protocol'],
    packages: ['@babel/parser', '@babel/types', 'magic-string'],
    node: true,
  },
  'src/python': { layers: ['src/engine', 'src/trace', 'src/detect', 'src/protocol'], node: true },
  'src/analysis': { layers: [], packages: ['web-tree-sitter'] },
  'src/workspace': { layers: ['src/analysis'], packages: ['web-tree-sitter', 'ignore'], node: true },
  'src/server': {
    layers: ['src/workspace', 'src/analysis', 'src/protocol'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
    node: true,
  },
  'src/cli': {
    layers: [
      'src/engine',
      'src/python',
      'src/workspace',
      'src/analysis',
      'src/explore',
      'src/layout',
      'src/detect',
      'src/trace',
    ],
    node: true,
  },
  'src/host': {
    layers: ['src/engine', 'src/python', 'src/protocol', 'src/trace'],
    packages: ['vscode', 'vscode-languageclient'],
    node: true,
  },
  webview: {
    layers: ['src/trace', 'src/detect', 'src/layout', 'src/protocol'],
    packages: ['d3', 'd3-*', '@vscode/webview-ui-toolkit'],
  },
};

type Reference = { readonly specifier: string; readonly line: number; readonly typeOnly: boolean };

type SyntaxNode = { readonly type: string; readonly [key: string]: unknown };

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** Every module that `code` names, with its line; `typeOnly` when nothing of it is left at run time. */
function referencesOf(code: string): Reference[] {
  const tree = parse(code, { sourceType: 'module', plugins: ['typescript', 'explicitResourceManagement'] });
  const found: Reference[] = [];
  visit(tree.program as unknown as SyntaxNode);
  return found;

  function add(source: unknown, typeOnly: boolean): void {
    if (!isSyntaxNode(source)) return;
    const { start } = (source as { loc?: { start: { line: number } } }).loc ?? { start: { line: 0 } };
    if (source.type !== 'StringLiteral') {
      found.push({ specifier: '(computed)', line: start.line, typeOnly: false });
    } else {
      found.push({ specifier: String(source.value), line: start.line, typeOnly });
    }
  }

  function visit(node: SyntaxNode): void {
    switch (node.type) {
      case 'ImportDeclaration':
        add(node.source, node.importKind === 'type' || allSpecifiersAreTypes(node, 'importKind'));
        break;
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        if (node.source)
          add(node.source, node.exportKind === 'type' || allSpecifiersAreTypes(node, 'exportKind'));
        break;
      case 'ImportExpression':
        add(node.source, false);
        break;
      case 'TSImportType':
        add(node.argument, true);
        break;
      case 'TSExternalModuleReference':
        add(node.expression, false);
        break;
      case 'CallExpression': {
        const callee = node.callee as SyntaxNode;
        const isRequire = callee.type === 'Identifier' && callee.name === 'require';
        if (callee.type === 'Import' || isRequire) add((node.arguments as unknown[])[0], false);
        break;
      }
    }
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.filter(isSyntaxNode).forEach(visit);
      else if (isSyntaxNode(value)) visit(value);
    }
  }
}

function allSpecifiersAreTypes(node: SyntaxNode, key: 'importKind' | 'exportKind'): boolean {
  const specifiers = (node.specifiers ?? []) as SyntaxNode[];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier[key] === 'type');
}

/** The row of the table a file falls under: the longest folder that holds it. */
function layerOf(file: string): string | undefined {
  return Object.keys(table)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function packageIsAllowed(specifier: string, allowed: readonly string[]): boolean {
  const [first = '', second = ''] = specifier.split('/');
  const name = specifier.startsWith('@') ? `${first}/${second}` : first;
  return allowed.some((entry) =>
    entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry,
  );
}

/** Why `file` (path from the root, with `/`) may not make this reference, or undefined. */
function objection(file: string, reference: Reference): string | undefined {
  const from = layerOf(file);
  if (from === undefined) return 'lies in no known layer';
  const row = table[from] as Layer;
  const { specifier } = reference;
  if (specifier === '(computed)') {
    // A program's or a file's own path: only what runs in Node can import such a thing.
    return row.node ? undefined : 'imports a computed path';
  }
  if (specifier.startsWith('node:')) return row.node ? undefined : `may not import ${specifier}`;
  if (!specifier.startsWith('.')) {
    return packageIsAllowed(specifier, row.packages ?? [])
      ? undefined
      : `may not import the package ${specifier}`;
  }
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  const to = layerOf(target);
  if (to === from || to?.startsWith(`${from}/`)) return undefined;
  if (to !== undefined && row.layers.includes(to)) return undefined;
  if (to !== undefined && row.typesOf?.includes(to)) {
    return reference.typeOnly ? undefined : `may import only types of ${to} (${specifier})`;
  }
  return `may not import ${to ?? 'what lies in no layer'} (${specifier})`;
}

function sourceFiles(): string[] {
  return ['src', 'webview']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|cts|js|mjs|cjs)$/.test(entry.name))
        .map((entry) => relative(root, resolve(entry.parentPath, entry.name)).split(sep).join('/')),
    );
}

describe('layers', () => {
  it('imports nothing that the table does not allow', () => {
    const objections = sourceFiles().flatMap((file) => {
      const code = readFileSync(join(root, file), 'utf8');
      return referencesOf(code).flatMap((reference) => {
        const why = objection(file, reference);
        return why ? [`${file}:${reference.line} ${why}`] : [];
      });
    });
    expect(objections).toEqual([]);
  });

  it('keeps every source file in a known layer', () => {
    expect(sourceFiles().filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it('sees every form of reference', () => {
    const code = [
      "import a from './a.js';",
      "import type { B } from './b.js';",
      "import { type C } from './c.js';",
      "export * from './d.js';",
      "export type { E } from './e.js';",
      "const f = await import('./f.js');",
      "type G = import('./g.js').G;",
      "const h = require('./h.js');",
      "import './i.js';",
    ].join('\n');
    const seen = referencesOf(code).map((reference) => `${reference.specifier} ${reference.typeOnly}`);
    expect(seen).toEqual([
      './a.js false',
      './b.js true',
      './c.js true',
      './d.js false',
      './e.js true',
      './f.js false',
      './g.js true',
      './h.js false',
      './i.js false',
    ]);
  });

  it.each([
    ['src/trace/a.ts', 'node:fs', false, true],
    ['src/trace/a.ts', '../detect/b.js', true, true],
    ['src/trace/a.ts', './deep/b.js', false, false],
    ['src/protocol/a.ts', '../trace/b.js', false, true],
    ['src/protocol/a.ts', '../trace/b.js', true, false],
    ['src/engine/a.ts', 'vscode', false, true],
    ['src/engine/a.ts', '@babel/parser', false, true],
    ['src/engine/load/a.ts', '@babel/parser', false, false],
    ['src/engine/load/a.ts', '../sites.js', false, false],
    ['src/engine/a.ts', './load/a.js', false, false],
    ['src/host/a.ts', 'vscode', false, false],
    ['src/host/a.ts', '../runtime/lock.js', true, true],
    ['src/host/a.ts', '../../webview/main.js', true, true],
    ['src/host/a.ts', 'd3', false, true],
    ['webview/a.ts', 'd3', false, false],
    ['webview/a.ts', '../src/host/a.js', true, true],
    ['webview/a.ts', 'node:fs', false, true],
    ['src/new/a.ts', './b.js', false, true],
    ['src/trace/a.ts', 'fs', false, true],
  ])('%s importing %s (type only: %s) is refused: %s', (file, specifier, typeOnly, refused) => {
    expect(objection(file, { specifier, line: 1, typeOnly }) !== undefined).toBe(refused);
  });
});
