/**
 * The words of a Python text, one at a time (The Python Language Reference, 2 Lexical analysis). Knows only what programs
 * are mostly made of: at anything else the reader gives up, and the text is read by tree-sitter instead.
 */
import {
  backslash,
  carriageReturn,
  classes,
  digit,
  formFeed,
  hash,
  letter,
  lineFeed,
  quote,
  space,
  tab,
} from './characters.js';
import {
  closeBrace,
  closeBracket,
  closeParen,
  dot,
  openBrace,
  openBracket,
  openParen,
  signAt,
} from './signs.js';
import { stringEnd, stringPrefix } from './strings.js';
import { giveUp, Kind, kindOfWord } from './words.js';

const number =
  /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;

/** A comment on a line of its own, as far as it decides where the block before it ends. */
interface Comment {
  readonly indent: number;
  readonly end: number;
}

interface Saved {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly lastEnd: number;
  readonly brackets: number;
  readonly position: number;
}

export class Tokens {
  kind = 0;
  start = 0;
  end = 0;
  /** Where the word before ends. */
  lastEnd = 0;
  /** Where the line that a newline has ended ends, with its comment. */
  lineEnd = 0;
  /** Brackets that are open: inside them a line's end means nothing. */
  #brackets = 0;
  #position = 0;
  readonly #indents = [0];
  #dedents = 0;
  /** Comments between the last statement and the next one, from the first that no block has taken. */
  #comments: Comment[] = [];

  constructor(readonly text: string) {
    this.#beginLine();
    if (this.kind === Kind.indent) giveUp();
    if (this.kind !== Kind.end) this.next();
  }

  /** The width that the innermost block is indented by. */
  get indentation(): number {
    return this.#indents[this.#indents.length - 1] as number;
  }

  /**
   * The end of a block that ends at `end` and is indented by `indentation`: comments that follow it and stand at least that
   * far in belong to it, as tree-sitter has it.
   */
  withComments(end: number, indentation: number): number {
    let last = end;
    while ((this.#comments[0]?.indent ?? -1) >= indentation) last = this.#comments.shift()?.end ?? last;
    return last;
  }

  /** Whether no bracket is open. */
  get isOutside(): boolean {
    return this.#brackets === 0;
  }

  /** Where the reader is inside a line, to go back to. */
  save(): Saved {
    const { kind, start, end, lastEnd } = this;
    return { kind, start, end, lastEnd, brackets: this.#brackets, position: this.#position };
  }
  goBackTo({ kind, start, end, lastEnd, brackets, position }: Saved): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.lastEnd = lastEnd;
    this.#brackets = brackets;
    this.#position = position;
  }

  /** Goes on to the next word. */
  next(): void {
    this.lastEnd = this.end;
    if (this.#dedents > 0) {
      this.#dedents--;
      this.kind = Kind.dedent;
      return;
    }
    if (this.kind === Kind.newline) {
      this.#beginLine();
      // An indentation is a word of its own; what follows it is read at the next call.
      if (this.kind !== Kind.newline) return;
    }
    this.#word();
  }

  /** After a line's end: the indentation of the next line that has words on it. */
  #beginLine(): void {
    const { text } = this;
    this.#comments = [];
    let at = this.#position;
    let indent = 0;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === space) indent++;
      else if (code === tab) indent += 8;
      else if (code === lineFeed || code === carriageReturn || code === formFeed) indent = 0;
      else if (code === hash) {
        at = this.#lineEnd(at);
        this.#comments.push({ indent, end: at });
        continue;
      } else break;
      at++;
    }
    this.#position = at;
    if (at >= text.length) indent = 0;
    this.#indent(indent, at >= text.length);
  }

  #indent(indent: number, isEnd: boolean): void {
    const indents = this.#indents;
    if (indent > this.indentation) {
      indents.push(indent);
      this.kind = Kind.indent;
      return;
    }
    let closed = 0;
    while (indent < this.indentation) {
      indents.pop();
      closed++;
    }
    if (indent !== this.indentation) giveUp();
    if (closed > 0) {
      this.#dedents = closed - 1;
      this.kind = Kind.dedent;
    } else if (isEnd) this.kind = Kind.end;
  }

  #lineEnd(from: number): number {
    const at = this.text.indexOf('\n', from);
    if (at < 0) return this.text.length;
    return this.text.charCodeAt(at - 1) === carriageReturn ? at - 1 : at;
  }

  #word(): void {
    const { text } = this;
    let at = this.#position;
    let comment = -1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === space || code === tab || code === carriageReturn || code === formFeed) at++;
      else if (code === lineFeed) {
        if (this.#brackets === 0) return this.#newline(at, at + 1, comment);
        at++;
      } else if (code === hash) {
        at = this.#lineEnd(at);
        comment = at;
      } else if (code === backslash) at = this.#continued(at);
      else if (at >= text.length) return this.#atEnd(at, comment);
      else {
        this.start = at;
        return this.#begin(code, at);
      }
    }
  }

  /** After a backslash at a line's end. */
  #continued(at: number): number {
    const next = this.text.charCodeAt(at + 1) === carriageReturn ? at + 2 : at + 1;
    return this.text.charCodeAt(next) === lineFeed ? next + 1 : giveUp();
  }

  #newline(at: number, next: number, comment: number): void {
    this.kind = Kind.newline;
    this.lineEnd = Math.max(this.end, comment);
    this.start = at;
    this.#position = next;
  }

  /** A text whose last line has no end is read as if it had one. */
  #atEnd(at: number, comment: number): void {
    if (this.#brackets > 0) giveUp();
    const isBegun = this.kind !== Kind.newline && this.kind !== Kind.dedent && this.kind !== Kind.end;
    if (isBegun) this.#newline(at, at, comment);
    else this.kind = Kind.end;
  }

  #begin(code: number, at: number): void {
    const kind = code < 128 ? classes[code] : giveUp();
    if (kind === letter) this.#name(at);
    else if (kind === digit || (code === dot && classes[this.text.charCodeAt(at + 1)] === digit))
      this.#number(at);
    else if (kind === quote) this.#take(stringEnd(this.text, at, at), Kind.string);
    else this.#sign(at);
  }

  #name(from: number): void {
    const { text } = this;
    let at = from + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      // Also at the end of the text, where there is no code.
      if (!(code < 128)) {
        if (code >= 128) giveUp();
        break;
      }
      const kind = classes[code];
      if (kind === quote && at - from <= 2 && stringPrefix.test(text.slice(from, at)))
        return this.#take(stringEnd(text, from, at), Kind.string);
      if (kind !== letter && kind !== digit) break;
      at++;
    }
    this.#take(at, kindOfWord.get(text.slice(from, at)) ?? Kind.name);
  }

  #number(from: number): void {
    number.lastIndex = from;
    const found = number.exec(this.text);
    const at = found ? number.lastIndex : giveUp();
    const next = this.text.charCodeAt(at);
    // `1if x else y`, and forms of Python 2.
    if (classes[next] === letter || classes[next] === digit) giveUp();
    this.#take(at, Kind.number);
  }

  #sign(at: number): void {
    const found = signAt(this.text, at);
    const kind = found & 255;
    if (kind === openParen || kind === openBracket || kind === openBrace) this.#brackets++;
    else if (kind === closeParen || kind === closeBracket || kind === closeBrace) {
      if (--this.#brackets < 0) giveUp();
    }
    this.#take(at + (found >> 8), kind);
  }

  #take(end: number, kind: number): void {
    this.kind = kind;
    this.end = end;
    this.#position = end;
  }
}
