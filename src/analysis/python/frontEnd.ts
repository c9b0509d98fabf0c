/** The Python front end: what the detector knows of Python is below this folder and nowhere else. */
import type { FrontEnd } from '../frontEnd.js';
import { SyntaxCursor } from '../syntax/cursor.js';
import { candidates } from './imports.js';
import { pythonLibrary } from './library.js';
import { PythonLowering } from './lowering.js';
import { read } from './reader/read.js';

export const pythonFrontEnd: FrontEnd = {
  language: 'python',
  languageIds: ['python'],
  extensions: ['.py', '.pyw'],
  grammarFor: () => 'tree-sitter-python.wasm',
  library: pythonLibrary,
  candidates,
  lower(tree, text, path, kept) {
    const cursor = new SyntaxCursor(tree, text);
    try {
      return new PythonLowering(cursor, { kept }).module(path);
    } finally {
      cursor.delete();
    }
  },
  lowerText(text, path) {
    const cursor = read(text);
    // What the tree costs to visit is little here, so the text is not asked in its place.
    return cursor && new PythonLowering(cursor, { readsText: false }).module(path);
  },
};
