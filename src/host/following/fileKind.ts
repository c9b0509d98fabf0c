/** What a file is to us, read from its language and its first import of our module. It must never run or load anything. */
import type { Barrier, FileKind } from '../../protocol/followed.js';

const scriptLanguages = new Set(['javascript', 'javascriptreact', 'typescript', 'typescriptreact']);
/** `import … from 'threadlanes'`, and of its other modules; also over several lines. */
const importsOurs = /(?:^|[\s;}])(?:from|import)\s*['"]threadlanes(?:\/\w+)?['"]/m;

export function fileKind(languageId: string, text: string): FileKind {
  if (languageId === 'python') return 'python';
  if (!scriptLanguages.has(languageId)) return 'other';
  return importsOurs.test(text) ? 'program' : 'javascript';
}

/** Files that the engine can load have one of these endings. */
const endings = /\.(?:ts|js|mjs)$/;

/** Why a program at such a place may not run; null when it may. `isOurs`: a copy of a bundled example. */
export function barrierOf(
  scheme: string,
  path: string,
  isOurs: boolean,
  isTrusted: boolean,
  ending = endings,
): Barrier | null {
  if (scheme === 'untitled') return 'unsaved';
  if (scheme !== 'file') return 'virtual';
  if (!isOurs && !isTrusted) return 'untrusted';
  return ending.test(path) ? null : 'unsaved';
}
