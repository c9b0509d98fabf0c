/** Which names mean the module's own binding at some place, and which code runs later. It knows nothing about values. */
import type * as t from '@babel/types';
import { boundNames, declaredNames } from './patterns.js';
import { isFunction, type Parents, walk } from './tree.js';

/** Whether nothing around this place, below the module level, binds the name anew. */
export function isModuleName(name: string, parents: Parents): boolean {
  return !parents.some((around) => namesOf(around).has(name));
}

/** Whether code here runs later than the module level: in a function, or where an instance gets its fields. */
export function runsLater(parents: Parents): boolean {
  return parents.some(
    (around, i) => isFunction(around) || (isInstanceField(around) && parents[i + 1] !== around.key),
  );
}

function isInstanceField(node: t.Node): node is t.ClassProperty | t.ClassPrivateProperty {
  return (node.type === 'ClassProperty' || node.type === 'ClassPrivateProperty') && !node.static;
}

const known = new WeakMap<t.Node, ReadonlySet<string>>();

function namesOf(node: t.Node): ReadonlySet<string> {
  let names = known.get(node);
  if (!names) {
    names = new Set(bindsHere(node));
    known.set(node, names);
  }
  return names;
}

/** The names that a node binds for what is below it. */
function bindsHere(node: t.Node): string[] {
  if (isFunction(node)) return functionNames(node);
  switch (node.type) {
    case 'ClassExpression':
      return boundNames(node.id);
    case 'CatchClause':
      return boundNames(node.param);
    case 'BlockStatement':
    case 'StaticBlock':
      return node.body.flatMap(declaredNames);
    case 'SwitchStatement':
      return node.cases.flatMap((each) => each.consequent.flatMap(declaredNames));
    case 'ForStatement':
      return node.init ? declaredNames(node.init) : [];
    case 'ForOfStatement':
    case 'ForInStatement':
      return declaredNames(node.left);
    default:
      return [];
  }
}

/** Parameters, the name of a function expression, and each `var` however deep. */
function functionNames(node: t.Function): string[] {
  const names = node.params.flatMap((parameter) => boundNames(parameter));
  if (node.type === 'FunctionExpression') names.push(...boundNames(node.id));
  walk(node.body, (each) => {
    if (each.type === 'VariableDeclaration' && each.kind === 'var') names.push(...declaredNames(each));
    return !isFunction(each);
  });
  return names;
}
