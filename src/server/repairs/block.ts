/** Lines of a document as blocks of one indentation, which is all that a mechanical repair needs to know. */
import type { TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

export class Block {
  readonly #document: TextDocument;
  readonly #lines: readonly string[];

  constructor(document: TextDocument) {
    this.#document = document;
    this.#lines = document.getText().split(/\r\n|\n|\r/);
  }

  get isPython(): boolean {
    return this.#document.languageId === 'python';
  }

  get count(): number {
    return this.#lines.length;
  }

  line(number: number): string {
    return this.#lines[number] ?? '';
  }

  indentation(number: number): string {
    return /^\s*/.exec(this.line(number))?.[0] ?? '';
  }

  isBlank(number: number): boolean {
    return this.line(number).trim() === '';
  }

  /** One step of indentation, as this document writes it. */
  get step(): string {
    const indented = this.#lines.find((line) => /^(?:\t| {2,8})\S/.test(line));
    return /^\s*/.exec(indented ?? '    ')?.[0] ?? '    ';
  }

  /** The line after the last one of the block that `number` is in: shallower, or the end. Blank lines belong to none. */
  endOfBlock(number: number): number {
    const depth = this.indentation(number).length;
    let end = number + 1;
    for (let at = number + 1; at < this.count; at++) {
      if (this.isBlank(at)) continue;
      if (this.indentation(at).length < depth) break;
      end = at + 1;
    }
    return end;
  }

  /** The nearest line above that is indented less: what opens the block. */
  opener(number: number): number | undefined {
    const depth = this.indentation(number).length;
    for (let at = number - 1; at >= 0; at--) {
      if (!this.isBlank(at) && this.indentation(at).length < depth) return at;
    }
    return undefined;
  }

  /** Whether a text that goes over several lines lies between: its inside must not be indented. */
  holdsLongText(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const line = this.line(at);
      if (line.includes('"""') || line.includes("'''")) return true;
      if ((line.match(/`/g)?.length ?? 0) % 2 === 1) return true;
    }
    return false;
  }

  replace(number: number, text: string): TextEdit {
    return {
      range: {
        start: { line: number, character: 0 },
        end: { line: number, character: this.line(number).length },
      },
      newText: text,
    };
  }

  remove(number: number): TextEdit {
    return {
      range: { start: { line: number, character: 0 }, end: { line: number + 1, character: 0 } },
      newText: '',
    };
  }

  indent(from: number, to: number): TextEdit[] {
    const edits: TextEdit[] = [];
    for (let at = from; at < to; at++) {
      const start = { line: at, character: 0 };
      if (!this.isBlank(at)) edits.push({ range: { start, end: start }, newText: this.step });
    }
    return edits;
  }

  /** Text that stands on a line of its own before `number`; `number` may be the line after the last. */
  insertBefore(number: number, text: string): TextEdit {
    if (number < this.count) {
      const start = { line: number, character: 0 };
      return { range: { start, end: start }, newText: `${text}\n` };
    }
    const end = { line: this.count - 1, character: this.line(this.count - 1).length };
    return { range: { start: end, end }, newText: `\n${text}` };
  }
}
