/**
 * Turns TypeScript into JavaScript by blanking types: no line and no column moves. What is blanked also leaves the tree, so
 * later passes meet no types. Syntax that would need code of its own is refused, as Node's own type stripping does; this
 * pass must never write code.
 */
import type * as t from '@babel/types';
import { eraseArrowTypes, eraseAssertion, eraseTrailingType } from './eraseExpression.js';
import { eraseHeritage, eraseMember, isErasedMember } from './eraseMember.js';
import type { SourceModule } from './sourceModule.js';
import { endOf, isFunction, isNode, isTypeWrapper, type Parents, startOf, walk } from './tree.js';

const refused: Readonly<Record<string, string>> = {
  TSEnumDeclaration: 'an enum is not erasable TypeScript: use a const object',
  TSModuleDeclaration: 'a namespace is not erasable TypeScript: use a module of its own',
  TSParameterProperty:
    'a parameter property is not erasable TypeScript: declare the field and assign it in the constructor',
  TSImportEqualsDeclaration: '"import =" is not erasable TypeScript: use an import declaration',
  TSExportAssignment: '"export =" is not erasable TypeScript: use "export"',
  Decorator: 'decorators are not supported',
};
const typeStatements = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSNamespaceExportDeclaration',
]);
const types = new Set(['TSTypeAnnotation', 'TSTypeParameterDeclaration', 'TSTypeParameterInstantiation']);

export function eraseTypes(module: SourceModule): void {
  const { interpreter } = module.program;
  // A function's body cannot hold the line for the shell.
  if (interpreter) module.blank(startOf(interpreter), endOf(interpreter));
  walk(module.program, (node, parents) => eraseNode(module, node, parents));
}

/** Whether the nodes below still are to be looked at. */
function eraseNode(module: SourceModule, node: t.Node, parents: Parents): boolean {
  const parent = parents[parents.length - 1];
  if (isTypeStatement(node) || isErasedMember(node)) {
    module.blankStatement(node);
    return detach(node, parent);
  }
  const why = refused[node.type];
  if (why) {
    module.refuse(node, why);
    return detach(node, parent);
  }
  if (types.has(node.type)) {
    module.blank(startOf(node), endOf(node));
    return detach(node, parent);
  }
  eraseMarks(module, node, parents);
  return true;
}

function isTypeStatement(node: t.Node): boolean {
  if (typeStatements.has(node.type)) return true;
  if (node.type === 'ImportDeclaration') return node.importKind === 'type' || importsOnlyTypes(node);
  if (node.type === 'ExportAllDeclaration') return node.exportKind === 'type';
  if (node.type === 'ExportNamedDeclaration') {
    return node.exportKind === 'type' || (node.declaration != null && isTypeStatement(node.declaration));
  }
  return 'declare' in node && node.declare === true && node.type !== 'ClassProperty';
}

function importsOnlyTypes({ specifiers }: t.ImportDeclaration): boolean {
  const isType = (each: (typeof specifiers)[number]) =>
    each.type === 'ImportSpecifier' && each.importKind === 'type';
  return specifiers.length > 0 && specifiers.every(isType);
}

/** Takes a node out of the tree; always false, as there is nothing below to look at. */
function detach(node: t.Node, parent: t.Node | undefined): false {
  const fields = (parent ?? {}) as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields)) {
    if (value === node) fields[key] = null;
    else if (Array.isArray(value) && value.includes(node))
      fields[key] = value.filter((each: unknown) => each !== node);
  }
  return false;
}

/** Blanks what a node that stays says about types by itself. */
function eraseMarks(module: SourceModule, node: t.Node, parents: Parents): void {
  if (node.type === 'TSTypeAssertion') eraseAssertion(module, node);
  else if (isTypeWrapper(node)) eraseTrailingType(module, node, parents);
  else if (node.type === 'Identifier' && node.optional)
    blankToken(module, startOf(node) + node.name.length, '?');
  else if (node.type === 'VariableDeclarator' && node.definite) blankToken(module, startOf(node.id) + 1, '!');
  else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') eraseHeritage(module, node);
  else if (node.type.startsWith('Class') && 'key' in node && isNode(node.key))
    eraseMember(module, node as t.ClassMethod);
  if (node.type === 'ArrowFunctionExpression') eraseArrowTypes(module, node);
  if (isFunction(node)) eraseThisParameter(module, node);
}

function blankToken(module: SourceModule, from: number, text: string): void {
  const at = module.tokenFrom(from, text);
  if (at !== undefined) module.blank(at, at + text.length);
}

function eraseThisParameter(module: SourceModule, node: t.Function): void {
  const first = node.params[0];
  if (first?.type !== 'Identifier' || first.name !== 'this') return;
  const next = node.params[1];
  const comma = module.tokenFrom(endOf(first), ',') ?? Number.POSITIVE_INFINITY;
  const close = module.tokenFrom(endOf(first), ')') ?? 0;
  module.blank(startOf(first), next ? startOf(next) : comma < close ? comma + 1 : endOf(first));
  node.params.shift();
}
