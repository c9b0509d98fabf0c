/**
 * What a module-level name stands for, as far as the source tells: something that threads share, or a plain value of which
 * each thread has a copy. Where the source does not tell, the answer is undefined: the frozen copy tells at run time.
 */
import type * as t from '@babel/types';
import type { Binding, ModuleScope } from './moduleScope.js';
import { isModuleName } from './shadowing.js';
import { isThreadClass } from './threadClass.js';
import { keyName, type Parents, withoutTypes } from './tree.js';

export type Nature =
  | 'array'
  | 'object'
  | 'collection'
  | 'Date'
  | 'instance'
  | 'class'
  | 'function'
  | 'module';

/** A value together with the module in which it is written. */
export interface Located {
  readonly value: t.Node | null;
  readonly scope: ModuleScope;
  readonly binding?: Binding;
}

/** What an expression at some place names, through properties of literals: `config`, `state.items`, `Counter.all`. */
export function locate(node: t.Node, scope: ModuleScope, parents: Parents): Located | undefined {
  const expression = withoutTypes(node);
  if (expression.type === 'Identifier')
    return isModuleName(expression.name, parents) ? locateName(expression.name, scope) : undefined;
  if (expression.type !== 'MemberExpression' && expression.type !== 'OptionalMemberExpression')
    return undefined;
  const owner = locate(expression.object, scope, parents);
  return (
    owner &&
    memberOf(owner, expression.computed ? literalKey(expression.property) : keyName(expression.property))
  );
}

function literalKey(node: t.Node): string | undefined {
  return node.type === 'StringLiteral' || node.type === 'NumericLiteral' ? String(node.value) : undefined;
}

function locateName(name: string, scope: ModuleScope): Located | undefined {
  let binding = scope.bindings.get(name);
  // An alias stands for what it was made from; ten steps end every circle.
  for (let steps = 0; binding?.value?.type === 'Identifier' && steps < 10; steps++) {
    binding = binding.scope.bindings.get(binding.value.name) ?? binding;
  }
  return binding && { value: binding.value && withoutTypes(binding.value), scope: binding.scope, binding };
}

function memberOf({ value, scope, binding }: Located, key: string | undefined): Located | undefined {
  if (binding?.kind === 'namespace') {
    const member = key === undefined ? undefined : scope.exports.get(key);
    return (
      member && { value: member.value && withoutTypes(member.value), scope: member.scope, binding: member }
    );
  }
  const member = value && memberValue(value, key);
  return member ? { value: withoutTypes(member), scope } : undefined;
}

function memberValue(value: t.Node, key: string | undefined): t.Node | null | undefined {
  switch (value.type) {
    case 'ObjectExpression':
      return value.properties
        .flatMap((each) => (each.type === 'ObjectProperty' && keyName(each.key) === key ? [each.value] : []))
        .at(-1);
    case 'ArrayExpression':
      return key === undefined ? commonElement(value) : value.elements[Number(key)];
    case 'ClassDeclaration':
    case 'ClassExpression':
      return value.body.body
        .flatMap((each) =>
          each.type === 'ClassProperty' && each.static && keyName(each.key) === key ? [each.value] : [],
        )
        .at(-1);
    default:
      return undefined;
  }
}

/** An element that stands for all: of a table of rows, the first row. */
function commonElement({ elements }: t.ArrayExpression): t.Node | null | undefined {
  const literal = elements.every((each) => each?.type === 'ArrayExpression');
  return literal ? elements[0] : undefined;
}

const collections = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);

export function natureOf({ value, scope, binding }: Located): Nature | undefined {
  if (binding?.kind === 'namespace') return 'module';
  switch (value?.type) {
    case 'ArrayExpression':
      return 'array';
    case 'ObjectExpression':
      return 'object';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return 'class';
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return 'function';
    case 'NewExpression':
      return madeBy(value.callee, scope);
    case 'CallExpression':
      return returnedBy(value.callee, scope);
    default:
      return undefined;
  }
}

function madeBy(callee: t.Node, scope: ModuleScope): Nature | undefined {
  if (isShared(callee, scope)) return undefined;
  if (callee.type !== 'Identifier') return 'instance';
  if (callee.name === 'Array') return 'array';
  if (callee.name === 'Date') return 'Date';
  return collections.has(callee.name) ? 'collection' : 'instance';
}

function returnedBy(callee: t.Node, scope: ModuleScope): Nature | undefined {
  const maker = callee.type === 'MemberExpression' ? callee.object : callee;
  return maker.type === 'Identifier' && maker.name === 'Array' && !scope.bindings.has('Array')
    ? 'array'
    : undefined;
}

/** Whether what a class or function of the runtime, or a subclass, makes is shared. */
export function isShared(callee: t.Node, scope: ModuleScope): boolean {
  return (
    scope.runtimeName(callee) !== undefined || isThreadClass(callee, scope) || extendsRuntime(callee, scope)
  );
}

function extendsRuntime(callee: t.Node, scope: ModuleScope, steps = 0): boolean {
  const found = callee.type === 'Identifier' ? locateName(callee.name, scope) : undefined;
  const made = found?.value;
  if (
    steps > 10 ||
    !found ||
    (made?.type !== 'ClassDeclaration' && made?.type !== 'ClassExpression') ||
    !made.superClass
  )
    return false;
  return (
    found.scope.runtimeName(made.superClass) !== undefined ||
    extendsRuntime(made.superClass, found.scope, steps + 1)
  );
}
