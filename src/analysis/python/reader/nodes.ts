/**
 * The syntax tree that the reader makes, in arrays: named nodes with the types and ranges that tree-sitter-python gives
 * them, as far as the lowering looks at them. A cursor over it is what the lowering walks, as over a tree of tree-sitter.
 */
import type { Cursor } from '../../syntax/cursor.js';

/** A node's number; 0 is none. */
export type Node = number;

/** Each level costs a few small frames; the same bound as for trees of tree-sitter. */
const maxDepth = 250;

export class Nodes {
  readonly types: string[] = [''];
  readonly starts: number[] = [0];
  readonly ends: number[] = [0];
  /** By node: its first child, and the one after it below the same parent. */
  readonly firsts: Node[] = [0];
  readonly nexts: Node[] = [0];

  /** A node over the children that begin with `first`, linked by `follow`. */
  make(type: string, start: number, end: number, first: Node = 0): Node {
    this.starts.push(start);
    this.ends.push(end);
    this.firsts.push(first);
    this.nexts.push(0);
    return this.types.push(type) - 1;
  }

  /** Puts `next` behind `node`, below the same parent; gives `next`. */
  follow(node: Node, next: Node): Node {
    this.nexts[node] = next;
    return next;
  }

  start(node: Node): number {
    return this.starts[node] as number;
  }
  end(node: Node): number {
    return this.ends[node] as number;
  }
  type(node: Node): string {
    return this.types[node] as string;
  }
  first(node: Node): Node {
    return this.firsts[node] as Node;
  }
  next(node: Node): Node {
    return this.nexts[node] as Node;
  }
}

/** Children on their way to a parent. */
export class Row {
  first: Node = 0;
  last: Node = 0;

  constructor(readonly nodes: Nodes) {}

  add(node: Node): void {
    if (this.first === 0) this.first = node;
    else this.nodes.follow(this.last, node);
    this.last = node;
  }
}

export class NodeCursor implements Cursor {
  /** Only what is correct is read. */
  readonly hasError = false;
  #depth = 0;
  #node: Node;

  constructor(
    readonly text: string,
    readonly nodes: Nodes,
    root: Node,
  ) {
    this.#node = root;
  }

  get start(): number {
    return this.nodes.start(this.#node);
  }
  get end(): number {
    return this.nodes.end(this.#node);
  }
  get slice(): string {
    return this.text.slice(this.start, this.end);
  }

  forEachChild(visit: (type: string) => void): void {
    if (this.#depth >= maxDepth) return;
    const parent = this.#node;
    this.#depth++;
    for (let child = this.nodes.first(parent); child !== 0; child = this.nodes.next(child)) {
      this.#node = child;
      visit(this.nodes.type(child));
    }
    this.#depth--;
    this.#node = parent;
  }
}
