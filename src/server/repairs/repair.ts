/**
 * From the repair that a finding names to the changes of the text. Undefined where the text is not of the plain shape
 * that a machine may change: no repair is better than a wrong one.
 */
import type { Range, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Fix } from '../../analysis/finding.js';
import { protocolRange } from '../convert.js';
import { Block } from './block.js';
import { tryFinally, useWith } from './holdLock.js';
import { useReentrantLock } from './reentrantLock.js';

export interface Repair {
  readonly kind: Fix['kind'];
  readonly edits: TextEdit[];
}

/** The repair that a finding names, or one that its rule always admits. */
export function fixOf({ fix, rule, path, range }: Finding): Fix | undefined {
  if (fix) return fix;
  if (rule !== 'join-under-lock' && rule !== 'blocking-under-lock') return undefined;
  return { kind: 'move-out-of-lock', path, range };
}

export function repair(fix: Fix, document: TextDocument): Repair | undefined {
  const block = new Block(document);
  // JavaScript has no `with` of that meaning.
  const kind = fix.kind === 'use-with' && !block.isPython ? 'try-finally' : fix.kind;
  const edits = editsOf(kind, protocolRange(fix.range), document, block);
  return edits && { kind, edits };
}

function editsOf(
  kind: Fix['kind'],
  range: Range,
  document: TextDocument,
  block: Block,
): TextEdit[] | undefined {
  const { line } = range.start;
  switch (kind) {
    case 'use-with':
      return useWith(block, line);
    case 'try-finally':
      return tryFinally(block, line);
    case 'use-reentrant-lock':
      return useReentrantLock(document, range);
    case 'while-around-wait':
      return whileAroundWait(block, line);
    case 'move-out-of-lock':
      return moveOutOfLock(block, line, range.end.line);
    case 'await-releaser':
      return [{ range: { start: range.start, end: range.start }, newText: 'await ' }];
  }
}

/** The `if` right around a wait becomes a `while`; one with an `else` does not. */
function whileAroundWait(block: Block, line: number): TextEdit[] | undefined {
  const opener = block.opener(line);
  if (opener === undefined) return undefined;
  const found = /^(\s*)if\b/.exec(block.line(opener));
  const next = block.line(block.endOfBlock(opener + 1));
  if (!found || /^\s*(?:\}\s*)?(?:else|elif)\b/.test(next)) return undefined;
  const character = (found[1] as string).length;
  return [
    {
      range: { start: { line: opener, character }, end: { line: opener, character: character + 2 } },
      newText: 'while',
    },
  ];
}

/** The last statement of a Python `with` goes behind it. One in the middle stays: what follows may need its effect. */
function moveOutOfLock(block: Block, first: number, last: number): TextEdit[] | undefined {
  const opener = block.opener(first);
  if (opener === undefined || !/^\s*(?:async\s+)?with\b.*:\s*$/.test(block.line(opener))) return undefined;
  const onlyStatement = opener + 1 === first;
  if (onlyStatement || block.endOfBlock(first) !== last + 1 || block.holdsLongText(first, last + 1))
    return undefined;
  const surplus = block.indentation(first).length - block.indentation(opener).length;
  const edits: TextEdit[] = [];
  for (let line = first; line <= last; line++) {
    edits.push({
      range: { start: { line, character: 0 }, end: { line, character: surplus } },
      newText: '',
    });
  }
  return edits;
}
