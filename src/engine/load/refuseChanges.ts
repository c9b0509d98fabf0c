/**
 * Every thread evaluates the module for itself, so a plain variable or object there is one per thread. A function that
 * changes it would look as if threads shared it: refused, by name. Changes that only show at run time are left to the
 * frozen copy; this must never refuse what may be shared.
 */
import type * as t from '@babel/types';
import type { ModuleScope } from './moduleScope.js';
import { targetsOf } from './patterns.js';
import { type Located, locate, type Nature, natureOf } from './plainValue.js';
import { isModuleName, runsLater } from './shadowing.js';
import type { SourceModule } from './sourceModule.js';
import { keyName, type Parents, walk, withoutTypes } from './tree.js';

export function refuseChanges(module: SourceModule, scope: ModuleScope): void {
  walk(module.program, (node, parents) => {
    const targets = changedBy(node);
    const isCall = node.type === 'CallExpression' || node.type === 'OptionalCallExpression';
    if ((targets.length === 0 && !isCall) || !runsLater(parents)) return;
    for (const target of targets) refuseTarget(module, scope, target, parents);
    if (isCall) refuseMutator(module, scope, node, parents);
  });
}

/** The variables and properties that a node changes. */
function changedBy(node: t.Node): t.Node[] {
  switch (node.type) {
    case 'AssignmentExpression':
      return targetsOf(node.left);
    case 'UpdateExpression':
      return targetsOf(node.argument);
    case 'UnaryExpression':
      return node.operator === 'delete' ? targetsOf(node.argument) : [];
    case 'ForOfStatement':
    case 'ForInStatement':
      return node.left.type === 'VariableDeclaration' ? [] : targetsOf(node.left);
    default:
      return [];
  }
}

function refuseTarget(module: SourceModule, scope: ModuleScope, target: t.Node, parents: Parents): void {
  if (target.type === 'Identifier') refuseVariable(module, scope, target, parents);
  if (target.type !== 'MemberExpression' && target.type !== 'OptionalMemberExpression') return;
  const owner = locate(target.object, scope, parents);
  const nature = owner && natureOf(owner);
  const key = target.computed ? undefined : keyName(target.property);
  if (nature && !hasSetter(owner, key)) refusePlain(module, target, target.object);
}

function refuseVariable(
  module: SourceModule,
  scope: ModuleScope,
  target: t.Identifier,
  parents: Parents,
): void {
  const { name } = target;
  const binding = isModuleName(name, parents) ? scope.bindings.get(name) : undefined;
  if (!binding) return;
  const isImported = binding.kind !== 'runtime' && binding.scope !== scope;
  if (binding.kind !== 'let' && !isImported) return;
  const first = binding.value && isSimple(binding.value) ? binding.scope.module.textOf(binding.value) : '...';
  const made = `const ${binding.name} = shared(${first})`;
  module.refuse(
    target,
    `${name} is a plain variable: every thread would change a copy of its own. Make it shared: ${made}, and use ${name}.value`,
  );
}

function isSimple(node: t.Node): boolean {
  return /^(?:Numeric|String|Boolean|Null|BigInt)Literal$/.test(node.type) || node.type === 'UnaryExpression';
}

/** An accessor may well write to something shared. */
function hasSetter({ value, scope, binding }: Located, key: string | undefined): boolean {
  const isAccessor = (each: t.Node): boolean =>
    (each.type === 'ClassMethod' || each.type === 'ObjectMethod') &&
    each.kind === 'set' &&
    (key === undefined || keyName(each.key) === key);
  if (value?.type === 'ObjectExpression') return value.properties.some(isAccessor);
  if (value?.type === 'ClassDeclaration' || value?.type === 'ClassExpression')
    return value.body.body.some(isAccessor);
  if (value?.type !== 'NewExpression' || binding === undefined) return false;
  const made = locate(value.callee, scope, []);
  return made ? hasSetter(made, key) : false;
}

const mutators: Partial<Record<Nature, RegExp>> = {
  array: /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/,
  collection: /^(?:set|add|delete|clear)$/,
  Date: /^set[A-Z]/,
};

function refuseMutator(
  module: SourceModule,
  scope: ModuleScope,
  node: t.CallExpression | t.OptionalCallExpression,
  parents: Parents,
): void {
  const callee = withoutTypes(node.callee);
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return;
  const owner = locate(callee.object, scope, parents);
  const nature = owner && natureOf(owner);
  if (nature && mutators[nature]?.test(keyName(callee.property) ?? ''))
    refusePlain(module, node, callee.object);
}

function refusePlain(module: SourceModule, node: t.Node, owner: t.Node): void {
  const name = module.textOf(withoutTypes(owner)).replace(/\s+/g, '');
  module.refuse(
    node,
    `${name} is a plain value: every thread would change a copy of its own. ` +
      'Use shared() or a Queue for what threads share, or pass it as an argument',
  );
}
