/** One source file while it is loaded: its text, tree, edits, and what was found wrong with it. */
import { type ParseResult, parse } from '@babel/parser';
import type * as t from '@babel/types';
import MagicString from 'magic-string';
import type { Problem } from './loadError.js';
import { endOf, startOf } from './tree.js';

export class SourceModule {
  readonly edits: MagicString;
  readonly problems: Problem[] = [];
  readonly program: t.Program;

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

  /** Replaces a stretch by blanks, keeping its line ends. */
  blank(from: number, to: number): void {
    if (from < to) this.edits.overwrite(from, to, this.text.slice(from, to).replace(/[^\n\r]/g, ' '));
  }

  /** Takes a whole statement out; the semicolon keeps the lines around it apart. */
  blankStatement(node: t.Node): void {
    const text = this.text.slice(startOf(node), endOf(node)).replace(/[^\n\r]/g, ' ');
    this.edits.overwrite(startOf(node), endOf(node), `;${text.slice(1)}`);
  }

  #parse(): t.Program {
    const typed = /\.[cm]?ts$/.test(this.path);
    try {
      const tree: ParseResult<t.File> = parse(this.text, {
        sourceType: 'module',
        plugins: typed ? ['typescript'] : [],
      });
      return tree.program;
    } catch (error) {
      const { message, loc } = error as Error & { loc?: { line: number; column: number } };
      this.problems.push({
        message: message.replace(/ \(\d+:\d+\)$/, ''),
        file: this.path,
        line: loc?.line ?? 0,
        column: (loc?.column ?? 0) + 1,
      });
      return parse('', { sourceType: 'module' }).program;
    }
  }
}
