/** Repairs of a lock that is not released on every path: a with statement, or try and finally. */
import type { TextEdit } from 'vscode-languageserver';
import type { Block } from './block.js';

/** `lock.acquire()`, `await lock.acquire()`, `const release = await lock.acquire()`. */
const acquisition =
  /^(?:(?:const|let|var)\s+(\w+)\s*=\s*await\s+|await\s+)?([\w.#$[\]'"]+)\.(acquire|acquireAsync|lock)\(\s*\);?$/;

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
  const found = held && bodyOf(block, line, held);
  const body = found && (block.isPython ? found : withItsReturn(block, line, found));
  if (!held || !body) return undefined;
  const margin = block.indentation(line);
  const closing = block.isPython
    ? [`${margin}finally:`, `${margin}${block.step}${held.release}`]
    : [`${margin}} finally {`, `${margin}${block.step}${held.release};`, `${margin}}`];
  const closed = body.released && body.rest === body.end + 1;
  return [
    block.insertBefore(line + 1, block.isPython ? `${margin}try:` : `${margin}try {`),
    ...block.indent(line + 1, body.end),
    ...(body.released && !closed ? [block.remove(body.end), ...block.indent(body.end + 1, body.rest)] : []),
    closed ? block.replace(body.end, closing.join('\n')) : block.insertBefore(body.rest, closing.join('\n')),
  ];
}

function heldBy(statement: string): Held | undefined {
  const found = acquisition.exec(statement);
  if (!found) return undefined;
  const [, releaser, lock, method] = found as unknown as [string, string | undefined, string, string];
  const end = `${lock}.${method === 'lock' ? 'unlock' : 'release'}()`;
  return { lock, release: releaser === undefined ? end : `${releaser}()` };
}

interface Body {
  /** The line of the release, or the first one after the block. */
  readonly end: number;
  readonly released: boolean;
  /** The first line that stays where it is. */
  readonly rest: number;
}

/**
 * What lies between the acquisition and the release that belongs to it: the first of the same block, or the block's
 * end. Undefined where the repair would have to think: a second release, an empty body, a long text.
 */
function bodyOf(block: Block, line: number, held: Held): Body | undefined {
  const margin = block.indentation(line);
  const limit = block.endOfBlock(line);
  const isRelease = (at: number): boolean => block.line(at).trim().replace(/;$/, '') === held.release;
  let end = limit;
  for (let at = line + 1; at < limit; at++) {
    if (!isRelease(at)) {
      if (block.line(at).includes(held.release)) return undefined;
      continue;
    }
    if (block.indentation(at) !== margin) return undefined;
    end = at;
    break;
  }
  if (end === line + 1 || block.holdsLongText(line + 1, end)) return undefined;
  const released = end < limit;
  return { end, released, rest: released ? end + 1 : end };
}

/**
 * A name that the body declares ends with the try block. When the only line after the release is a return, it goes in
 * as well; when more of them need such a name, the repair is a person's.
 */
function withItsReturn(block: Block, line: number, body: Body): Body | undefined {
  const limit = block.endOfBlock(line);
  const declared = new Set<string>();
  for (let at = line + 1; at < body.end; at++) {
    if (block.indentation(at) !== block.indentation(line)) continue;
    for (const name of declaredBy(block.line(at))) declared.add(name);
  }
  const rest: string[] = [];
  for (let at = body.rest; at < limit; at++) if (!block.isBlank(at)) rest.push(block.line(at).trim());
  const needed = rest.join('\n').match(/[\w$]+/g) ?? [];
  if (!needed.some((name) => declared.has(name))) return body;
  return rest.length === 1 && /^return\b.*;$/.test(rest[0] ?? '') ? { ...body, rest: limit } : undefined;
}

function declaredBy(line: string): string[] {
  const found = /^\s*(?:const|let|class|function|async function)\s+([^=(]+)/.exec(line);
  return found?.[1]?.match(/[\w$]+/g) ?? [];
}
