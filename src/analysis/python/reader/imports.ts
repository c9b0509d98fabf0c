/** Imports. The lowering reads their names from the text, so nodes have no children. */
import type { Node } from './nodes.js';
import type { Reader } from './reader.js';
import { closeParen, comma, dot, openParen, star } from './signs.js';
import { Kind, keyword } from './words.js';

/** `a.b as c, d`: the lowering reads it from the text. */
export function importedNames(reader: Reader): void {
  do {
    if (reader.tokens.kind === closeParen) return;
    dottedName(reader);
    if (reader.take(keyword.as)) reader.expect(Kind.name);
  } while (reader.take(comma));
}

function dottedName(reader: Reader): void {
  do reader.expect(Kind.name);
  while (reader.take(dot));
}

export function importFrom(reader: Reader): Node {
  const { tokens } = reader;
  const { start } = tokens;
  tokens.next();
  const isFuture = tokens.text.slice(tokens.start, tokens.end) === '__future__';
  while (tokens.kind === dot || tokens.kind === Kind.ellipsis) tokens.next();
  if (tokens.kind !== keyword.import) dottedName(reader);
  reader.expect(keyword.import);
  if (!reader.take(star)) {
    const isEnclosed = reader.take(openParen);
    importedNames(reader);
    if (isEnclosed) reader.expect(closeParen);
  }
  return reader.close(isFuture ? 'future_import_statement' : 'import_from_statement', start);
}
