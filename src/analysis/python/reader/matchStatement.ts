/** `match`, a word that is a name everywhere else. */

import { compound, suite } from './blocks.js';
import { expressions } from './lists.js';
import { type Node, Row } from './nodes.js';
import type { Reader } from './reader.js';
import { colon } from './signs.js';
import { giveUp, Kind } from './words.js';

/** The word before a name, a constant or a brace; before other brackets, only the end of the line would tell. */
const matchWord = /match[ \t]+(?:(?!(?:in|is|and|or|if|not[ \t]+in)\b)[\w'"{])/y;

/** Whether `match` begins a statement of that name; where only its end would tell, it is taken for a name. */
export function isMatch(reader: Reader): boolean {
  matchWord.lastIndex = reader.tokens.start;
  return matchWord.test(reader.tokens.text);
}

export function matchStatement(reader: Reader): Node {
  const { tokens, nodes } = reader;
  const { start } = tokens;
  tokens.next();
  const row = new Row(nodes);
  const subject = expressions(reader);
  row.add(nodes.type(subject) === 'expression_list' ? nodes.first(subject) : subject);
  while (nodes.next(row.last) !== 0) row.last = nodes.next(row.last);
  row.add(cases(reader));
  return compound(reader, 'match_statement', start, row);
}

function cases(reader: Reader): Node {
  const { tokens } = reader;
  reader.expect(colon);
  reader.expect(Kind.newline);
  reader.expect(Kind.indent);
  const indentation = tokens.indentation;
  const { start } = tokens;
  const row = new Row(reader.nodes);
  while (tokens.kind !== Kind.dedent) row.add(caseClause(reader));
  tokens.next();
  const end = tokens.withComments(reader.nodes.end(row.last), indentation);
  return reader.nodes.make('block', start, end, row.first);
}

/** What the pattern is made of does not matter to the model. */
function caseClause(reader: Reader): Node {
  const { tokens } = reader;
  const { start } = tokens;
  if (tokens.text.slice(start, tokens.end) !== 'case') giveUp();
  do tokens.next();
  while (tokens.kind !== Kind.newline && !(tokens.kind === colon && tokens.isOutside));
  const row = new Row(reader.nodes);
  row.add(suite(reader));
  return compound(reader, 'case_clause', start, row);
}
