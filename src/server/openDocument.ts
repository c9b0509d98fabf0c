/** A document that an editor has open: its text, its syntax tree, and both told of every edit as it comes. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ModuleModel } from '../analysis/model/module.js';
import { DocumentTree } from '../workspace/documentTree.js';
import type { Syntax } from '../workspace/syntax.js';

/** As LSP's TextDocumentContentChangeEvent: without a range, the whole text. */
export interface ContentChange {
  readonly text: string;
  readonly range?: TextRange;
}
interface TextPosition {
  readonly line: number;
  readonly character: number;
}
interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** The extension that stands for a language when a document's own name has none, as in an untitled one. */
const extensionOfLanguage: Readonly<Record<string, string>> = {
  python: '.py',
  javascript: '.js',
  javascriptreact: '.jsx',
  typescript: '.ts',
  typescriptreact: '.tsx',
};

export class OpenDocument {
  #document: TextDocument;
  #tree: DocumentTree;
  readonly #syntax: Syntax;
  /** The name that the analysis knows it by. */
  readonly name: string;

  constructor(syntax: Syntax, uri: string, languageId: string, version: number, text: string, name: string) {
    this.#syntax = syntax;
    this.#document = TextDocument.create(uri, languageId, version, text);
    this.name = syntax.knows(name) ? name : name + (extensionOfLanguage[languageId] ?? '');
    this.#tree = new DocumentTree(syntax, this.name);
  }

  get text(): TextDocument {
    return this.#document;
  }

  /** Whether its language is one that can be analysed. */
  get known(): boolean {
    return this.#syntax.knows(this.name);
  }

  change(changes: readonly ContentChange[], version: number): void {
    for (const change of changes) {
      if (change.range) this.#editTree(change.text, change.range);
      else this.#startAgain();
      this.#document = TextDocument.update(this.#document, [change], version);
    }
  }

  /** Throws when the text cannot be parsed in time. */
  model(): ModuleModel {
    return this.#tree.model(this.#document.getText());
  }

  close(): void {
    this.#tree.close();
  }

  #startAgain(): void {
    this.#tree.close();
    this.#tree = new DocumentTree(this.#syntax, this.name);
  }

  /** Must come before the document's own update: offsets are those of the text before the edit. */
  #editTree(text: string, range: TextRange): void {
    const document = this.#document;
    const startIndex = document.offsetAt(range.start);
    const oldEndIndex = document.offsetAt(range.end);
    this.#tree.edit({
      startIndex,
      oldEndIndex,
      newEndIndex: startIndex + text.length,
      startPosition: point(document.positionAt(startIndex)),
      oldEndPosition: point(document.positionAt(oldEndIndex)),
      newEndPosition: endOf(text, document.positionAt(startIndex)),
    });
  }
}

function point({ line, character }: TextPosition): { row: number; column: number } {
  return { row: line, column: character };
}

function endOf(text: string, start: TextPosition): { row: number; column: number } {
  const last = text.lastIndexOf('\n');
  if (last < 0) return { row: start.line, column: start.character + text.length };
  const rows = text.split('\n').length - 1;
  return { row: start.line + rows, column: text.length - last - 1 };
}
