/**
 * The module level runs again in every thread, so it only creates: statements that do something are refused, and so is raw
 * memory, which cannot be frozen. Declarations must never be.
 */
import type * as t from '@babel/types';
import type { ModuleScope } from './moduleScope.js';
import { runsLater } from './shadowing.js';
import type { SourceModule } from './sourceModule.js';
import { keyName, type Parents, walk } from './tree.js';

export function refuseModuleLevel(module: SourceModule, scope: ModuleScope): void {
  for (const statement of module.program.body) {
    if (doesSomething(statement, scope)) {
      module.refuse(
        statement,
        'the module level only creates shared objects, as every thread runs it again: do this in main()',
      );
    }
  }
  walk(module.program, (node, parents) => refuseMemory(module, scope, node, parents));
}

function doesSomething(statement: t.Statement, scope: ModuleScope): boolean {
  if (statement.type === 'ExpressionStatement') return !isPatching(statement.expression, scope);
  return statement.type.endsWith('Statement') && statement.type !== 'EmptyStatement';
}

/** `monkey.patchAll()` of threadlanes/gevent has to come first. */
function isPatching(node: t.Expression, scope: ModuleScope): boolean {
  if (node.type !== 'CallExpression' || scope.runtimeName(node.callee) !== 'patchAll') return false;
  return node.callee.type === 'MemberExpression';
}

const memory = /^(?:(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array|ArrayBuffer|SharedArrayBuffer|DataView)$/;

function refuseMemory(module: SourceModule, scope: ModuleScope, node: t.Node, parents: Parents): void {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return;
  const { callee } = node;
  const made = node.type === 'CallExpression' && callee.type === 'MemberExpression' ? callee.object : callee;
  if (
    made.type !== 'Identifier' ||
    !memory.test(made.name) ||
    scope.bindings.has(made.name) ||
    runsLater(parents)
  )
    return;
  if (callee !== made && !/^(?:from|of)$/.test(keyName((callee as t.MemberExpression).property) ?? ''))
    return;
  module.refuse(
    node,
    `every thread would have ${made.name} memory of its own: use shared(), or make it in a function`,
  );
}
