/** Blocks, and where they end. */
import { type Node, Row } from './nodes.js';
import type { Reader } from './reader.js';
import { colon } from './signs.js';
import { simpleStatements } from './simpleStatements.js';
import { statement } from './statements.js';
import { Kind } from './words.js';

/** `: block`. */
export function suite(reader: Reader): Node {
  const { tokens, nodes } = reader;
  reader.expect(colon);
  if (reader.take(Kind.newline)) return indented(reader);
  const row = new Row(nodes);
  const { start } = tokens;
  simpleStatements(reader, row);
  return nodes.make('block', start, tokens.lineEnd, row.first);
}

function indented(reader: Reader): Node {
  const { tokens, nodes } = reader;
  const row = new Row(nodes);
  reader.expect(Kind.indent);
  reader.enter();
  const indentation = tokens.indentation;
  const from = tokens.start;
  let end = from;
  while (tokens.kind !== Kind.dedent) {
    statement(reader, row);
    end = isCompound(reader, row.last) ? nodes.end(row.last) : tokens.lineEnd;
  }
  tokens.next();
  reader.leave();
  return nodes.make('block', from, tokens.withComments(end, indentation), row.first);
}

function isCompound(reader: Reader, node: Node): boolean {
  switch (reader.nodes.type(node)) {
    case 'if_statement':
    case 'for_statement':
    case 'while_statement':
    case 'try_statement':
    case 'with_statement':
    case 'function_definition':
    case 'class_definition':
    case 'decorated_definition':
    case 'match_statement':
      return true;
    default:
      return false;
  }
}

/** A node that ends where its last child ends, which is a block. */
export function compound(reader: Reader, type: string, start: number, row: Row): Node {
  return reader.nodes.make(type, start, reader.nodes.end(row.last), row.first);
}

/** `else:` or `finally:`, if it is there. */
export function clauseOf(reader: Reader, word: number, type: string, into: Row): void {
  const { start } = reader.tokens;
  if (!reader.take(word)) return;
  const row = new Row(reader.nodes);
  row.add(suite(reader));
  into.add(compound(reader, type, start, row));
}
