/** Which classes are threads: those that extend Thread of the runtime, directly or through a class of the program. */
import type * as t from '@babel/types';
import type { ModuleScope } from './moduleScope.js';
import { withoutTypes } from './tree.js';

export type Class = t.ClassDeclaration | t.ClassExpression;

const threadNames = new Set(['Thread', 'Process']);

/** Whether an expression names the runtime's Thread. */
export function isRuntimeThread(node: t.Node, scope: ModuleScope): boolean {
  return threadNames.has(scope.runtimeName(node) ?? '');
}

export function isClass(node: t.Node | null | undefined): node is Class {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

export function extendsThread({ superClass }: Class, scope: ModuleScope, steps = 0): boolean {
  if (!superClass || steps > 10) return false;
  return isRuntimeThread(superClass, scope) || isThreadClass(superClass, scope, steps + 1);
}

/** Whether an expression names a class of the program that is a thread. */
export function isThreadClass(node: t.Node, scope: ModuleScope, steps = 0): boolean {
  const binding = node.type === 'Identifier' ? scope.bindings.get(node.name) : undefined;
  const value = binding?.value ? withoutTypes(binding.value) : undefined;
  return binding !== undefined && isClass(value) && extendsThread(value, binding.scope, steps);
}
