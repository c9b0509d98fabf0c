// Parses a text with the grammar that its name asks for, and lowers it.
import { extname, join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import { javascriptFrontEnd } from '../../../../src/analysis/javascript/frontEnd.js';
import type { ModuleModel } from '../../../../src/analysis/model/module.js';

const packages: Readonly<Record<string, string>> = {
  'tree-sitter-javascript.wasm': 'tree-sitter-javascript',
  'tree-sitter-typescript.wasm': 'tree-sitter-typescript',
  'tree-sitter-tsx.wasm': 'tree-sitter-typescript',
};
const languages = new Map<string, Promise<Language>>();

async function languageFor(path: string): Promise<Language> {
  const file = javascriptFrontEnd.grammarFor(extname(path));
  let language = languages.get(file);
  if (!language) {
    language = Parser.init().then(() => Language.load(join('node_modules', packages[file] ?? '', file)));
    languages.set(file, language);
  }
  return language;
}

export async function lower(text: string, path: string): Promise<ModuleModel> {
  const language = await languageFor(path);
  const parser = new Parser();
  parser.setLanguage(language);
  const tree = parser.parse(text);
  parser.delete();
  if (!tree) throw new Error(`${path}: not parsed`);
  try {
    return javascriptFrontEnd.lower(tree, text, path);
  } finally {
    tree.delete();
  }
}
