/**
 * One source file while it is loaded: its text, tree and edits, and what was found wrong with it. It knows no rule about
 * programs and must never move a line.
 */
import { type ParseResult, parse } from '@babel/parser';
import type * as t from '@babel/types';
import MagicString from 'magic-string';
import type { Problem } from './loadError.js';
import { endOf, startOf } from './tree.js';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export class SourceModule {
  readonly edits: MagicString;
  readonly problems: Problem[] = [];
  readonly program: t.Program;
  #tokens: readonly Stretch[] = [];

  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    this.edits = new MagicString(text);
    this.program = this.#parse();
  }

  refuse(node: t.Node, message: string): void {
    const { line, column } = node.loc?.start ?? { line: 0, column: 0 };
    this.problems.push({ message, file: this.path, line, column: column + 1 });
  }

  textOf(node: t.Node): string {
    return this.text.slice(startOf(node), endOf(node));
  }

  /** Replaces a stretch by blanks, keeping its line ends. `first` and `last` stand in place of its outer characters. */
  blank(from: number, to: number, first = ' ', last = ''): void {
    if (from >= to) return;
    const blanks = this.text.slice(from, to).replace(/[^\n\r\u2028\u2029]/g, ' ');
    const middle = blanks.slice(first.trim() ? 1 : 0, last ? -1 : undefined);
    this.edits.overwrite(from, to, first.trim() + middle + last);
  }

  /** Takes a whole statement or class member out; the semicolon keeps what is around it apart. */
  blankStatement(node: t.Node): void {
    this.blank(startOf(node), endOf(node), ';');
  }

  /** Where a token that is written `text` starts, from a place on; comments and strings do not count. */
  tokenFrom(from: number, text: string): number | undefined {
    for (let i = this.#firstTokenFrom(from); i < this.#tokens.length; i++) {
      const { start, end } = this.#tokens[i] as Stretch;
      if (this.text.slice(start, end) === text) return start;
    }
    return undefined;
  }

  #firstTokenFrom(from: number): number {
    let low = 0;
    for (let high = this.#tokens.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#tokens[middle] as Stretch).start < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #parse(): t.Program {
    const typed = /\.[cm]?ts$/.test(this.path);
    try {
      const tree: ParseResult<t.File> = parse(this.text, {
        sourceType: 'module',
        plugins: typed ? ['typescript'] : [],
        tokens: true,
      });
      this.#tokens = (tree.tokens ?? []) as Stretch[];
      return tree.program;
    } catch (error) {
      this.#report(error as Error & { loc?: { line: number; column: number } });
      return parse('', { sourceType: 'module' }).program;
    }
  }

  #report({ message, loc }: Error & { loc?: { line: number; column: number } }): void {
    this.problems.push({
      message: message.replace(/ \(\d+:\d+\)$/, ''),
      file: this.path,
      line: loc?.line ?? 0,
      column: (loc?.column ?? 0) + 1,
    });
  }
}
