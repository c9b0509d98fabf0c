/** Uses of `super` that generatorScope.ts cannot keep: it must refuse what would be a syntax error once it is rewritten, and no more. */
import type * as t from '@babel/types';
import { isAsyncGenerator } from './asyncGenerators.js';
import { hasOwnSuper, superMembers } from './generatorScope.js';
import type { Parents } from './tree.js';

/** Why an async generator or arrow function may not be written so; undefined where it may. */
export function refuseSuper(node: t.Node, parents: Parents): string | undefined {
  if (!losesSuper(node) || isInOneThatLosesSuper(parents)) return undefined;
  return superMembers(node as t.Function).some(({ use }) => use === 'other')
    ? 'super can only be read and called in an async generator or arrow function: do anything else in a method of its own'
    : undefined;
}

/** Its body becomes that of a plain function, which has no `super`. */
function losesSuper(node: t.Node): boolean {
  return isAsyncGenerator(node) || (node.type === 'ArrowFunctionExpression' && node.async);
}

/** That one is told of all uses, those of the arrow functions in it too. */
function isInOneThatLosesSuper(parents: Parents): boolean {
  for (const each of [...parents].reverse()) {
    if (losesSuper(each)) return true;
    if (hasOwnSuper(each)) return false;
  }
  return false;
}
