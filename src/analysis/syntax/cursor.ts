/**
 * A walk over a syntax tree that costs as little as it can: one WASM cursor, text by slices, no node objects.
 * Owns the cursor, never the tree. Nesting is bounded, so that no input overflows the stack: below `maxDepth` a
 * subtree has no children.
 */
import type { Language, Tree, TreeCursor } from 'web-tree-sitter';

/** Each level costs a few small frames; ten times this depth still fits the default stack of Node. */
const maxDepth = 250;

/** Nodes that may stand anywhere and say nothing; `line_continuation` is Python's backslash at a line's end. */
const extras = new Set(['comment', 'line_continuation']);

/** By type id: whether a node is worth a visit. Tokens and extras are not. */
const visibleTypes = new WeakMap<Language, readonly boolean[]>();

function visibleTypesOf(language: Language): readonly boolean[] {
  const known = visibleTypes.get(language);
  if (known) return known;
  const visible = language.types.map((type, id) => language.nodeTypeIsNamed(id) && !extras.has(type));
  visibleTypes.set(language, visible);
  return visible;
}

/** What a front end walks: a place in a syntax tree, whoever made the tree. */
export interface Cursor {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly slice: string;
  /** Whether something below it, or it itself, could not be parsed. */
  readonly hasError: boolean;
  /** Calls `visit` with the cursor on each named child in turn, extras left out; leaves the cursor where it was. */
  forEachChild(visit: (type: string) => void): void;
}

export class SyntaxCursor implements Cursor {
  readonly text: string;
  readonly #cursor: TreeCursor;
  readonly #types: readonly string[];
  readonly #visible: readonly boolean[];
  #depth = 0;

  constructor(tree: Tree, text: string) {
    this.text = text;
    this.#cursor = tree.walk();
    this.#types = tree.language.types;
    this.#visible = visibleTypesOf(tree.language);
  }

  delete(): void {
    this.#cursor.delete();
  }

  get type(): string {
    return this.#types[this.#cursor.nodeTypeId] ?? 'ERROR';
  }
  get start(): number {
    return this.#cursor.startIndex;
  }
  get end(): number {
    return this.#cursor.endIndex;
  }
  get slice(): string {
    return this.text.slice(this.#cursor.startIndex, this.#cursor.endIndex);
  }
  get hasError(): boolean {
    return this.#cursor.currentNode.hasError;
  }
  get field(): string | null {
    return this.#cursor.currentFieldName;
  }

  forEachChild(visit: (type: string) => void): void {
    const cursor = this.#cursor;
    if (this.#depth >= maxDepth || !cursor.gotoFirstChild()) return;
    this.#depth++;
    do {
      const id = cursor.nodeTypeId;
      // An ERROR node has an id beyond the table: what it holds is read like any other children.
      if (this.#visible[id] !== false) visit(this.#types[id] ?? 'ERROR');
    } while (cursor.gotoNextSibling());
    this.#depth--;
    cursor.gotoParent();
  }
}

/** Offset at which each line of `text` begins. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
