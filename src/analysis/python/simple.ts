/**
 * Reads the simplest expressions straight from the text: dotted names, constants and calls of them with such arguments.
 * They are most of a program, and each node of a tree that is not visited saves several WASM calls. Whatever is not
 * surely one of these gives undefined, and the tree is asked; a test compares both ways over real files.
 */
import type { Argument, Expression } from '../model/expression.js';
import { partsOf } from '../syntax/inert.js';
import { inertBuiltins } from './builtins.js';

const name = /[A-Za-z_]\w*/y;
const number = /\d[\d_]*(?:\.\d[\d_]*)?(?![\w.])/y;
const string = /(['"])([^'"\\\n]{0,76})\1(?!['"])/y;
const space = /\s*/y;
/** Words that are no names, or that begin an expression of another form. */
const keywords = new Set(
  'and as assert async await break class continue def del elif else except exec finally for from global if import in is lambda match nonlocal not or pass print raise return try type while with yield'.split(
    ' ',
  ),
);
const constants: Readonly<Record<string, Expression>> = {
  None: { kind: 'literal', value: null },
  True: { kind: 'literal', value: true },
  False: { kind: 'literal', value: false },
};
/** Longer texts are rarely simple, and finding that out has a cost. */
const longest = 300;

/** The expression that is the whole of `text`, which stands at the offset `at` of its file. */
export function simpleExpression(text: string, at: number): Expression | undefined {
  if (text.length > longest) return undefined;
  const reader = new Reader(text, at);
  const found = reader.primary(0);
  return reader.isAtEnd ? found : undefined;
}

class Reader {
  #position = 0;

  constructor(
    readonly text: string,
    readonly at: number,
  ) {}

  get isAtEnd(): boolean {
    return this.#position === this.text.length;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.text);
    if (found) this.#position = pattern.lastIndex;
    return found;
  }

  /** An atom and the attributes and calls that follow it. */
  primary(depth: number): Expression | undefined {
    const start = this.#position;
    let value = this.#atom();
    while (value !== undefined) {
      const next = this.text[this.#position];
      if (next === '.') {
        this.#position++;
        const attribute = this.#match(name)?.[0];
        if (attribute === undefined || value.kind === 'literal') return undefined;
        value = { kind: 'attribute', of: value, name: attribute };
      } else if (next === '(') {
        if (value.kind === 'literal') return undefined;
        value = this.#call(value, start, depth);
      } else return next === '[' || next === '"' || next === "'" ? undefined : value;
    }
    return undefined;
  }

  #atom(): Expression | undefined {
    const word = this.#match(name)?.[0];
    if (word !== undefined) {
      if (keywords.has(word)) return undefined;
      return Object.hasOwn(constants, word) ? constants[word] : { kind: 'name', name: word };
    }
    const digits = this.#match(number)?.[0];
    if (digits !== undefined) return { kind: 'literal', value: Number(digits.replaceAll('_', '')) };
    const quoted = this.#match(string);
    return quoted ? { kind: 'literal', value: quoted[2] ?? '' } : undefined;
  }

  #call(callee: Expression, start: number, depth: number): Expression | undefined {
    if (depth > 8) return undefined;
    this.#position++;
    const args: Argument[] = [];
    for (;;) {
      this.#match(space);
      if (this.text[this.#position] === ')') break;
      const argument = this.#argument(depth);
      if (argument === undefined) return undefined;
      args.push(argument);
      this.#match(space);
      const next = this.text[this.#position];
      if (next === ',') this.#position++;
      else if (next !== ')') return undefined;
    }
    this.#position++;
    if (callee.kind === 'name' && inertBuiltins.has(callee.name))
      return partsOf(args.map((argument) => argument.value));
    return { kind: 'call', callee, args, start: this.at + start, end: this.at + this.#position };
  }

  #argument(depth: number): Argument | undefined {
    const start = this.#position;
    const word = this.#match(name)?.[0];
    if (word !== undefined && this.text[this.#position] === '=' && this.text[this.#position + 1] !== '=') {
      this.#position++;
      this.#match(space);
      const named = this.primary(depth + 1);
      return named && { name: word, value: named };
    }
    this.#position = start;
    const value = this.primary(depth + 1);
    return value && { value };
  }
}
