/** Repairs of a lock that is not released on every path: a with statement, or try and finally. */
import type { TextEdit } from 'vscode-languageserver';
import type { Block } from './block.js';

/** `lock.acquire()`, `await lock.acquire()`, `const release = await lock.acquire()`. */
const acquisition =
  /^(?:(?:const|let|var)\s+(\w+)\s*=\s*)?(?:await\s+)?(.+?)\.(?:acquire|acquireAsync|lock)\(\s*\);?$/;

interface Held {
  /** The lock's expression. */
  readonly lock: string;
  /** What ends it, as a statement without its semicolon. */
  readonly release: string;
}

/** `lock.acquire()` up to `lock.release()` becomes the body of `with lock:`. Undefined where that is not mechanical. */
export function useWith(block: Block, line: number): TextEdit[] | undefined {
  const held = heldBy(block.line(line).trim());
  if (!held || !block.isPython) return undefined;
  const body = bodyOf(block, line, held);
  if (!body) return undefined;
  const prefix = /^await\s/.test(block.line(line).trim()) ? 'async with' : 'with';
  return [
    block.replace(line, `${block.indentation(line)}${prefix} ${held.lock}:`),
    ...block.indent(line + 1, body.end),
    ...(body.released ? [block.remove(body.end)] : []),
  ];
}

/** The statements after the acquisition go into try, and the release into finally. */
export function tryFinally(block: Block, line: number): TextEdit[] | undefined {
  const held = heldBy(block.line(line).trim());
  const body = held && bodyOf(block, line, held);
  if (!held || !body) return undefined;
  const margin = block.indentation(line);
  const python = block.isPython;
  const closing = python
    ? [`${margin}finally:`, `${margin}${block.step}${held.release}`]
    : [`${margin}} finally {`, `${margin}${block.step}${held.release};`, `${margin}}`];
  return [
    block.insertBefore(line + 1, python ? `${margin}try:` : `${margin}try {`),
    ...block.indent(line + 1, body.end),
    body.released
      ? block.replace(body.end, closing.join('\n'))
      : block.insertBefore(body.end, closing.join('\n')),
  ];
}

function heldBy(statement: string): Held | undefined {
  const found = acquisition.exec(statement);
  if (!found) return undefined;
  const [, releaser, lock] = found as unknown as [string, string | undefined, string];
  return { lock, release: releaser === undefined ? `${lock}.release()` : `${releaser}()` };
}

/**
 * What lies between the acquisition and the release that belongs to it: the first of the same block, or the block's
 * end. Undefined where the repair would have to think: a second release, an empty body, a long text.
 */
function bodyOf(block: Block, line: number, held: Held): { end: number; released: boolean } | undefined {
  const margin = block.indentation(line);
  const limit = block.endOfBlock(line);
  const isRelease = (at: number): boolean => block.line(at).trim().replace(/;$/, '') === held.release;
  let end = limit;
  for (let at = line + 1; at < limit; at++) {
    if (!isRelease(at)) continue;
    if (block.indentation(at) !== margin) return undefined;
    end = at;
    break;
  }
  if (end === line + 1 || block.holdsLongText(line + 1, end)) return undefined;
  return { end, released: end < limit };
}
