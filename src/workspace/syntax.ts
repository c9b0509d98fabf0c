/**
 * Parsers of all languages, and the only place that makes syntax trees. A tree lies in the memory of a WASM module,
 * which no collector looks into: who asks for one here either gets what was made of it, or owns it and must delete it.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Language, type Node, Parser, type Tree } from 'web-tree-sitter';
import type { FrontEnd } from '../analysis/frontEnd.js';
import type { ModuleModel } from '../analysis/model/module.js';
import type { KeptDefinitions } from '../analysis/syntax/keptDefinitions.js';

/**
 * A parse that takes longer than this is given up. The slowest file of CPython's library takes 0.2 s, so a file that
 * needs 5 s is an accident of the grammar (or an attack) and not worth the wait.
 */
const parseLimitMs = 5000;

/** A file that could not be parsed within the limit. */
export class ParseGivenUp extends Error {}

export class Syntax {
  readonly #byExtension: ReadonlyMap<string, { readonly frontEnd: FrontEnd; readonly parser: Parser }>;

  private constructor(byExtension: Map<string, { frontEnd: FrontEnd; parser: Parser }>) {
    this.#byExtension = byExtension;
  }

  /** Loads the grammars that `frontEnds` name from `folder`, which also holds web-tree-sitter.wasm. */
  static async open(folder: string, frontEnds: readonly FrontEnd[]): Promise<Syntax> {
    await Parser.init({ locateFile: (name: string) => join(folder, name) });
    const parsers = new Map<string, Parser>();
    const byExtension = new Map<string, { frontEnd: FrontEnd; parser: Parser }>();
    for (const frontEnd of frontEnds) {
      for (const extension of frontEnd.extensions) {
        const grammar = frontEnd.grammarFor(extension);
        const parser = parsers.get(grammar) ?? (await loadParser(join(folder, grammar)));
        parsers.set(grammar, parser);
        byExtension.set(extension, { frontEnd, parser });
      }
    }
    return new Syntax(byExtension);
  }

  get extensions(): ReadonlySet<string> {
    return new Set(this.#byExtension.keys());
  }

  knows(path: string): boolean {
    return this.#byExtension.has(extname(path));
  }

  /** The model of a file that is read once. Throws ParseGivenUp. */
  lower(path: string, text: string): ModuleModel {
    const model = this.#languageOf(path).frontEnd.lowerText?.(text, path);
    if (model) return model;
    const tree = this.parse(path, text);
    try {
      const brokenAt = firstError(tree);
      return { ...this.lowerTree(tree, path, text), ...(brokenAt !== undefined && { brokenAt }) };
    } finally {
      tree.delete();
    }
  }

  /** `kept` is what lowering the same file before has left, and is told of this time. */
  lowerTree(tree: Tree, path: string, text: string, kept?: KeptDefinitions): ModuleModel {
    return this.#languageOf(path).frontEnd.lower(tree, text, path, kept);
  }

  /** A tree that the caller owns. `old`, told of the edits, makes it quick. Throws ParseGivenUp. */
  parse(path: string, text: string, old?: Tree): Tree {
    const { parser } = this.#languageOf(path);
    const end = performance.now() + parseLimitMs;
    const tree = parser.parse(text, old ?? null, { progressCallback: () => performance.now() > end });
    if (tree) return tree;
    parser.reset();
    throw new ParseGivenUp(`gave up parsing after ${parseLimitMs / 1000} s`);
  }

  #languageOf(path: string): { readonly frontEnd: FrontEnd; readonly parser: Parser } {
    const found = this.#byExtension.get(extname(path));
    if (!found) throw new Error(`no language for ${path}`);
    return found;
  }
}

/** The line, from 1, of the first text that does not parse. */
function firstError(tree: Tree): number | undefined {
  let node: Node | null | undefined = tree.rootNode.hasError ? tree.rootNode : undefined;
  let line: number | undefined;
  while (node) {
    line = node.startPosition.row + 1;
    if (node.isError || node.isMissing) break;
    node = node.children.find((each) => each?.hasError || each?.isMissing);
  }
  return line;
}

async function loadParser(file: string): Promise<Parser> {
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(file)));
  return parser;
}
