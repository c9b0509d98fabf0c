// Parses files for the tests of the detector: grammars from node_modules, trees deleted at once.
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { Analyser } from '../../../src/analysis/analyse.js';
import type { FrontEnd } from '../../../src/analysis/frontEnd.js';
import { frontEndFor, frontEnds } from '../../../src/analysis/frontEnds.js';
import type { ModuleModel } from '../../../src/analysis/model/module.js';
import { pythonFrontEnd } from '../../../src/analysis/python/frontEnd.js';
import { PythonLowering } from '../../../src/analysis/python/lowering.js';
import { SyntaxCursor } from '../../../src/analysis/syntax/cursor.js';
import type { KeptDefinitions } from '../../../src/analysis/syntax/keptDefinitions.js';

const require = createRequire(import.meta.url);
const parsers = new Map<string, Promise<Parser>>();

async function load(grammar: string): Promise<Parser> {
  await Parser.init();
  const folder = grammar === 'tree-sitter-tsx.wasm' ? 'tree-sitter-typescript' : grammar.replace('.wasm', '');
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve(`${folder}/${grammar}`)));
  return parser;
}

function parserFor(frontEnd: FrontEnd, path: string): Promise<Parser> {
  const grammar = frontEnd.grammarFor(path.slice(path.lastIndexOf('.')));
  const known = parsers.get(grammar) ?? load(grammar);
  parsers.set(grammar, known);
  return known;
}

export async function modelOf(path: string, text: string, kept?: KeptDefinitions): Promise<ModuleModel> {
  const frontEnd = frontEndFor(path);
  if (!frontEnd) throw new Error(`no front end for ${path}`);
  const tree = (await parserFor(frontEnd, path)).parse(text);
  if (!tree) throw new Error(`${path} was not parsed`);
  const model = frontEnd.lower(tree, text, path, kept);
  tree.delete();
  return model;
}

/** The model of a Python file, all of it from the tree. */
export async function plainPythonModelOf(path: string, text: string): Promise<ModuleModel> {
  const tree = (await parserFor(pythonFrontEnd, path)).parse(text);
  if (!tree) throw new Error(`${path} was not parsed`);
  const cursor = new SyntaxCursor(tree, text);
  const model = new PythonLowering(cursor, { readsText: false }).module(path);
  cursor.delete();
  tree.delete();
  return model;
}

export async function analyserOf(files: Readonly<Record<string, string>>): Promise<Analyser> {
  const analyser = new Analyser(frontEnds);
  for (const [path, text] of Object.entries(files)) analyser.setFile(path, await modelOf(path, text));
  return analyser;
}
