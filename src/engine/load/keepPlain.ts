/**
 * Wraps what the module level makes in `__keep`, which freezes it if it is plain: a change that the source did not show then
 * throws instead of being lost. Functions, primitives and what the runtime makes are left alone.
 */
import type * as t from '@babel/types';
import type { ModuleScope } from './moduleScope.js';
import { boundNames } from './patterns.js';
import { isShared } from './plainValue.js';
import type { SourceModule } from './sourceModule.js';
import { endOf, isFunction, startOf, withoutTypes } from './tree.js';

export function keepPlain(module: SourceModule, scope: ModuleScope): void {
  for (const statement of module.program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'ClassDeclaration' && declaration.id)
      keepAfter(module, declaration, declaration.id.name);
    if (declaration?.type === 'VariableDeclaration') {
      for (const each of declaration.declarations) keepVariable(module, scope, declaration, each);
    }
  }
}

function keepVariable(
  module: SourceModule,
  scope: ModuleScope,
  whole: t.Node,
  { id, init }: t.VariableDeclarator,
): void {
  const value = init && withoutTypes(init);
  if (!value) return;
  // A wrapped class would not get the variable's name.
  if (value.type === 'ClassExpression') {
    for (const name of boundNames(id)) keepAfter(module, whole, name);
  } else if (mayBePlain(value, scope)) keepInitialiser(module, value, boundNames(id).join(','));
}

function keepAfter(module: SourceModule, node: t.Node, name: string): void {
  module.edits.appendLeft(endOf(node), `; __keep(${name},${JSON.stringify(name)});`);
}

function keepInitialiser(module: SourceModule, value: t.Node, name: string): void {
  const [open, close] = value.type === 'SequenceExpression' ? ['__keep((', ')'] : ['__keep(', ''];
  module.edits.appendRight(startOf(value), open as string);
  module.edits.prependLeft(endOf(value), `${close},${JSON.stringify(name)})`);
}

const neverPlain = /Literal$|^(?:Identifier|Unary|Binary|Update|Member|MetaProperty)/;

function mayBePlain(value: t.Node, scope: ModuleScope): boolean {
  if (isFunction(value) || neverPlain.test(value.type)) return false;
  const makes = value.type === 'NewExpression' || value.type === 'CallExpression';
  return !(makes && isShared(value.callee, scope));
}
