/** The syntax tree of a document that is being typed in: kept, told of every edit, deleted when the document closes. */
import type { Edit, Tree } from 'web-tree-sitter';
import type { ModuleModel } from '../analysis/model/module.js';
import { KeptDefinitions } from '../analysis/syntax/keptDefinitions.js';
import type { Syntax } from './syntax.js';

/** What tree-sitter must know of an edit; offsets and columns count UTF-16 units, rows and columns start at 0. */
export type TextEdit = Pick<
  Edit,
  'startIndex' | 'oldEndIndex' | 'newEndIndex' | 'startPosition' | 'oldEndPosition' | 'newEndPosition'
>;

export class DocumentTree {
  readonly #syntax: Syntax;
  readonly #path: string;
  readonly #kept = new KeptDefinitions();
  #tree: Tree | undefined;

  constructor(syntax: Syntax, path: string) {
    this.#syntax = syntax;
    this.#path = path;
  }

  /** Tells the tree where the text changed; must be called for each edit, in order, before `model`. */
  edit(edit: TextEdit): void {
    // Reparsed with an old tree that was not told of the edit, tree-sitter gives the old structure.
    this.#tree?.edit(edit as Edit);
  }

  /** The model of the text as it is now. Throws ParseGivenUp. */
  model(text: string): ModuleModel {
    const old = this.#tree;
    this.#tree = undefined;
    try {
      this.#tree = this.#syntax.parse(this.#path, text, old);
    } finally {
      old?.delete();
    }
    return this.#syntax.lowerTree(this.#tree, this.#path, text, this.#kept);
  }

  close(): void {
    this.#tree?.delete();
    this.#tree = undefined;
  }
}
