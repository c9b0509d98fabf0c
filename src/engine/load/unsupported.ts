/** Syntax that no program may use, because code made or fetched at run time has no place in the source to show. */
import type * as t from '@babel/types';
import { importsAsyncio } from './asyncFunctions.js';
import { refuseSuper } from './refuseSuper.js';
import { isModuleName } from './shadowing.js';
import type { SourceModule } from './sourceModule.js';
import { isFunction, type Parents, walk } from './tree.js';

export function refuseUnsupported(module: SourceModule): void {
  const isAsyncio = importsAsyncio(module);
  walk(module.program, (node, parents) => {
    const why = reason(node, parents, isAsyncio);
    if (why) module.refuse(node, why);
  });
}

function reason(node: t.Node, parents: Parents, isAsyncio: boolean): string | undefined {
  switch (node.type) {
    case 'Import':
    case 'ImportExpression':
      return 'import() is not supported: import at the top of the file';
    case 'MetaProperty':
      return node.meta.name === 'import' ? 'import.meta is not supported' : undefined;
    case 'CallExpression':
      return callReason(node, parents);
    case 'AwaitExpression':
      return atTopLevel(parents) ? topLevelAwait : undefined;
    case 'ForOfStatement':
      return node.await && atTopLevel(parents) ? topLevelAwait : undefined;
    default:
      if (isAsyncio) return refuseSuper(node, parents);
      return isFunction(node) && 'async' in node && node.async ? asyncFunction : undefined;
  }
}

/** Nothing would ever carry on with it: a thread is a plain function, and its worker has no event loop. */
const asyncFunction = 'async functions are not supported: a thread runs a plain function, whose calls wait';
const topLevelAwait = 'await is not supported at module level: do this in main()';

function atTopLevel(parents: Parents): boolean {
  return !parents.some(isFunction);
}

function callReason({ callee }: t.CallExpression, parents: Parents): string | undefined {
  if (callee.type !== 'Identifier' || !isModuleName(callee.name, parents)) return undefined;
  if (callee.name === 'require') return 'require() is not supported: use import';
  return callee.name === 'eval' ? 'eval() is not supported' : undefined;
}
