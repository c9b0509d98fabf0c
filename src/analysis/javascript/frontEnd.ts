/** The JavaScript and TypeScript front end: what the detector knows of the two is below this folder and nowhere else. */
import type { FrontEnd } from '../frontEnd.js';
import { SyntaxCursor } from '../syntax/cursor.js';
import { javascriptLibrary } from './library.js';
import { JavaScriptLowering } from './lowering.js';
import { candidates } from './modules.js';

const grammars: Readonly<Record<string, string>> = {
  '.ts': 'tree-sitter-typescript.wasm',
  '.mts': 'tree-sitter-typescript.wasm',
  '.cts': 'tree-sitter-typescript.wasm',
  '.tsx': 'tree-sitter-tsx.wasm',
};

export const javascriptFrontEnd: FrontEnd = {
  language: 'javascript',
  languageIds: ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'],
  extensions: ['.js', '.jsx', '.mjs', '.cjs', ...Object.keys(grammars)],
  grammarFor: (extension) => grammars[extension] ?? 'tree-sitter-javascript.wasm',
  library: javascriptLibrary,
  candidates,
  lower(tree, text, path, kept) {
    const cursor = new SyntaxCursor(tree, text);
    try {
      return new JavaScriptLowering(cursor, kept).module(path);
    } finally {
      cursor.delete();
    }
  },
};
