/**
 * A thread finds its function or class by the export's name, in a module that its worker evaluated for itself. A closure,
 * or a name that is not exported, cannot be found there: refused where the source shows it.
 */
import type * as t from '@babel/types';
import type { ModuleScope } from './moduleScope.js';
import { declaredNames } from './patterns.js';
import { isModuleName } from './shadowing.js';
import type { SourceModule } from './sourceModule.js';
import { isRuntimeThread, isThreadClass } from './threadClass.js';
import { isFunction, keyName, type Parents, walk, withoutTypes } from './tree.js';

export function refuseClosures(module: SourceModule, scope: ModuleScope): void {
  walk(module.program, (node, parents) => {
    if (node.type !== 'NewExpression') return;
    if (isRuntimeThread(node.callee, scope)) checkTarget(module, scope, node, parents);
    else refuseHiddenClass(module, scope, node, parents);
  });
}

function refuseHiddenClass(
  module: SourceModule,
  scope: ModuleScope,
  node: t.NewExpression,
  parents: Parents,
): void {
  const { callee } = node;
  if (callee.type !== 'Identifier' || !isModuleName(callee.name, parents) || !isThreadClass(callee, scope))
    return;
  const binding = scope.bindings.get(callee.name);
  if (!binding || binding.scope !== scope || scope.isExported(binding)) return;
  module.refuse(
    node,
    `${callee.name} is not exported, and a thread finds its class by export: write "export class ${callee.name}"`,
  );
}

function checkTarget(
  module: SourceModule,
  scope: ModuleScope,
  node: t.NewExpression,
  parents: Parents,
): void {
  const options = node.arguments[0] && withoutTypes(node.arguments[0]);
  if (options?.type !== 'ObjectExpression') return;
  for (const property of options.properties) {
    if (property.type === 'SpreadElement' || keyName(property.key) !== 'target') continue;
    const value = property.type === 'ObjectMethod' ? property : withoutTypes(property.value);
    if (isFunction(value)) refuseClosure(module, value, 'target');
    else if (value.type === 'Identifier') checkNamedTarget(module, scope, value, parents);
  }
}

function checkNamedTarget(
  module: SourceModule,
  scope: ModuleScope,
  target: t.Identifier,
  parents: Parents,
): void {
  const { name } = target;
  if (!isModuleName(name, parents)) {
    if (isLocalFunction(name, parents)) refuseClosure(module, target, name);
    return;
  }
  const binding = scope.bindings.get(name);
  const value = binding?.value && withoutTypes(binding.value);
  if (!binding || !value || binding.scope !== scope || !isFunction(value) || scope.isExported(binding))
    return;
  module.refuse(
    target,
    `${name} is not exported, and a thread finds its function by export: write "export function ${name}"`,
  );
}

/** Whether the innermost declaration of the name is seen to be a function. */
function isLocalFunction(name: string, parents: Parents): boolean {
  const statements = parents.flatMap((each) => (each.type === 'BlockStatement' ? each.body : []));
  const declaration = statements.filter((each) => declaredNames(each).includes(name)).at(-1);
  if (declaration?.type !== 'VariableDeclaration') return declaration?.type === 'FunctionDeclaration';
  const own = declaration.declarations.find((each) => each.id.type === 'Identifier' && each.id.name === name);
  return own?.init != null && isFunction(withoutTypes(own.init));
}

function refuseClosure(module: SourceModule, node: t.Node, name: string): void {
  module.refuse(
    node,
    `${name} is a closure: every thread would have its own copy of the variables around it. ` +
      'Use an exported function, and pass what it needs in args',
  );
}
