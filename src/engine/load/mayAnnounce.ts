/** Whether evaluating an expression may announce a place other than its own. It must never answer no where it may. */
import type * as t from '@babel/types';
import { isFunction, walk, withoutTypes } from './tree.js';

/** Property accesses count, as getters are code; a function's body runs later. */
export function mayAnnounce(node: t.Node): boolean {
  let may = false;
  walk(node, (each) => {
    if (isFunction(each)) return false;
    if (/Call|^New|Member|^Await|^Yield|^Tagged|^Spread|^Class/.test(each.type)) may = true;
    return !may;
  });
  return may;
}

/** What an optional chain begins with: announcing there leaves it to the chain whether the rest is evaluated. */
export function chainStart(node: t.Node): t.Node {
  if (node.type === 'OptionalMemberExpression') return chainStart(node.object);
  if (node.type === 'OptionalCallExpression') {
    const callee = withoutTypes(node.callee);
    // A method keeps its object: in `x.m?.()` the chain begins with `x`.
    return callee.type === 'MemberExpression' ? callee.object : chainStart(callee);
  }
  const inner = withoutTypes(node);
  return inner !== node && inner.type.startsWith('Optional') ? chainStart(inner) : node;
}
