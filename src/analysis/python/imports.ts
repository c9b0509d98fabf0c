/** Python imports as bindings, and the files that a module name can mean. */
import type { Statement } from '../model/statement.js';
import type { PythonLowering } from './lowering.js';

type Into = Statement[];

/** `import a.b, c as d`: `import a.b` binds `a`. */
export function lowerImport(lowering: PythonLowering, into: Into): void {
  const { start, end, slice } = lowering.cursor;
  for (const part of slice.replace(/^import\s/, '').split(',')) {
    const [module = '', alias] = part.trim().split(/\s+as\s+/);
    const name = alias ?? module.split('.')[0] ?? '';
    const imported = alias === undefined ? name : module;
    if (name === '') continue;
    into.push({
      kind: 'assign',
      target: { kind: 'name', name },
      value: { kind: 'import', module: imported },
      start,
      end,
    });
  }
}

/** `from a import b as c, d` and `from a import *`. */
export function lowerImportFrom(lowering: PythonLowering, into: Into): void {
  const { start, end, slice } = lowering.cursor;
  const match = /^from\s*([.\s]*[\w.]*)\s*import\s*([\s\S]*)$/.exec(slice);
  if (match === null) return;
  const module = (match[1] ?? '').replace(/\s+/g, '');
  const names = (match[2] ?? '').replace(/#[^\n]*/g, '').replace(/[()\\]/g, ' ');
  for (const part of names.split(',')) {
    const [name = '', alias] = part.trim().split(/\s+as\s+/);
    if (name === '*') into.push({ kind: 'importAll', module, start, end });
    else if (name !== '') {
      into.push({
        kind: 'assign',
        target: { kind: 'name', name: alias ?? name },
        value: { kind: 'import', module, name },
        start,
        end,
      });
    }
  }
}

/**
 * The files that a module name can mean: relative to the package for leading dots, else from the importing file's
 * folder upwards (a source root is any folder above), `src` included.
 */
export function* candidates(specifier: string, from: string): Generator<string> {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const inner = specifier.slice(dots).split('.').filter(Boolean).join('/');
  const folders = from.split('/').slice(0, -1);
  if (dots > 0) {
    yield* filesOf(folders.slice(0, folders.length - (dots - 1)).join('/'), inner);
    return;
  }
  for (let depth = folders.length; depth >= 0; depth--) {
    const root = folders.slice(0, depth).join('/');
    yield* filesOf(root, inner);
    yield* filesOf(root === '' ? 'src' : `${root}/src`, inner);
  }
}

function* filesOf(folder: string, inner: string): Generator<string> {
  const base = [folder, inner].filter((part) => part !== '').join('/');
  // An absolute path keeps its first slash.
  const rooted = folder === '' || base.startsWith(folder) ? base : `/${base}`;
  if (inner !== '') yield `${rooted}.py`;
  yield rooted === '' ? '__init__.py' : `${rooted}/__init__.py`;
}
