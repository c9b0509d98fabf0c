/** What all functions of the reader share: the words, the nodes, and how deep it is. */
import type { Node, Nodes } from './nodes.js';
import type { Tokens } from './tokens.js';
import { giveUp, Kind } from './words.js';

/** Brackets, operators and blocks inside each other; what is deeper is left to tree-sitter, which needs no stack for it. */
const deepest = 60;

export class Reader {
  #depth = 0;

  constructor(
    readonly tokens: Tokens,
    readonly nodes: Nodes,
  ) {}

  /** Whether the next word is of that kind; if so, goes on. */
  take(kind: number): boolean {
    if (this.tokens.kind !== kind) return false;
    this.tokens.next();
    return true;
  }
  expect(kind: number): void {
    if (!this.take(kind)) giveUp();
  }

  /** A node that ends with the word before, over one child or a row that begins with `first`. */
  close(type: string, start: number, first: Node = 0): Node {
    return this.nodes.make(type, start, this.tokens.lastEnd, first);
  }
  /** A node over two. */
  pair(type: string, left: Node, right: Node): Node {
    this.nodes.follow(left, right);
    return this.close(type, this.nodes.start(left), left);
  }

  /** A name, as a node. */
  identifier(): Node {
    const { start } = this.tokens;
    this.expect(Kind.name);
    return this.close('identifier', start);
  }

  /** One level deeper; `leave` must follow, unless the reader gives up. */
  enter(): void {
    if (++this.#depth > deepest) giveUp();
  }
  leave(): void {
    this.#depth--;
  }
  /** What `read` gives, one level deeper. */
  inside(read: (reader: Reader) => Node): Node {
    this.enter();
    const node = read(this);
    this.leave();
    return node;
  }
}
