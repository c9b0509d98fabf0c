/**
 * Turns TypeScript into JavaScript by blanking types: no line and no column moves. Syntax that would need code of its own
 * (enum, namespace, parameter properties, import =, export =, decorators) is refused, as Node's own type stripping does.
 */
import type * as t from '@babel/types';
import type { SourceModule } from './sourceModule.js';
import { endOf, startOf, walk } from './tree.js';

const erasedStatements = new Set(['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'TSDeclareFunction']);
const refused: Readonly<Record<string, string>> = {
  TSEnumDeclaration: 'an enum is not erasable TypeScript: use a const object',
  TSParameterProperty:
    'a parameter property is not erasable TypeScript: declare the field and assign it in the constructor',
  TSImportEqualsDeclaration: '"import =" is not erasable TypeScript: use an import declaration',
  TSExportAssignment: '"export =" is not erasable TypeScript: use "export"',
  Decorator: 'decorators are not supported',
};
const modifiers = new Set(['public', 'private', 'protected', 'readonly', 'override', 'abstract', 'declare']);

export function eraseTypes(module: SourceModule): void {
  walk(module.program, (node, parents) => eraseNode(module, node, parents[parents.length - 1]));
}

function eraseNode(module: SourceModule, node: t.Node, parent: t.Node | undefined): boolean {
  const why = refused[node.type];
  if (why) {
    module.refuse(node, why);
    return false;
  }
  if (isErasedStatement(node)) {
    const wrapped = parent?.type === 'ExportNamedDeclaration' ? parent : node;
    module.blankStatement(wrapped);
    return false;
  }
  return eraseInside(module, node);
}

function isErasedStatement(node: t.Node): boolean {
  if (erasedStatements.has(node.type)) return true;
  if (node.type === 'ExportNamedDeclaration' || node.type === 'ImportDeclaration') {
    return (
      (node.type === 'ImportDeclaration' ? node.importKind : node.exportKind) === 'type' && !isErasable(node)
    );
  }
  return 'declare' in node && node.declare === true && node.type !== 'ClassProperty';
}

/** An exported type is taken out as a whole when its declaration is met. */
function isErasable(node: t.ExportNamedDeclaration | t.ImportDeclaration): boolean {
  return (
    node.type === 'ExportNamedDeclaration' && node.declaration !== null && node.declaration !== undefined
  );
}

function eraseInside(module: SourceModule, node: t.Node): boolean {
  switch (node.type) {
    case 'TSTypeAnnotation':
    case 'TSTypeParameterDeclaration':
    case 'TSTypeParameterInstantiation':
      module.blank(startOf(node), endOf(node));
      return false;
    case 'TSModuleDeclaration':
      module.refuse(node, 'a namespace is not erasable TypeScript: use a module of its own');
      return false;
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      module.blank(endOf(node.expression), endOf(node));
      eraseTypesBelow(module, node.expression, node);
      return false;
    case 'TSTypeAssertion':
      module.blank(startOf(node), startOf(node.expression));
      eraseTypesBelow(module, node.expression, node);
      return false;
    case 'Identifier':
      return eraseOptional(module, node);
    case 'ClassDeclaration':
    case 'ClassExpression':
      eraseHeritage(module, node);
      return true;
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ClassPrivateMethod':
      return eraseMember(module, node);
    case 'TSDeclareMethod':
    case 'TSIndexSignature':
      module.blankStatement(node);
      return false;
    case 'ArrowFunctionExpression':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ObjectMethod':
      eraseThisParameter(module, node);
      return true;
    case 'VariableDeclarator':
      if (node.definite) blankMark(module, endOfName(node.id), '!');
      return true;
    default:
      return true;
  }
}

function eraseTypesBelow(module: SourceModule, node: t.Node, parent: t.Node): void {
  walk(node, (each, parents) => eraseNode(module, each, parents[parents.length - 1] ?? parent));
}

function endOfName(node: t.Node): number {
  return node.type === 'Identifier' ? startOf(node) + node.name.length : endOf(node);
}

/** Blanks the next character that is `mark`, from a place on. */
function blankMark(module: SourceModule, from: number, mark: string): void {
  const at = module.text.indexOf(mark, from);
  if (at >= 0) module.blank(at, at + 1);
}

function eraseOptional(module: SourceModule, node: t.Identifier): boolean {
  if (node.optional) blankMark(module, endOfName(node), '?');
  return true;
}

function eraseHeritage(module: SourceModule, node: t.ClassDeclaration | t.ClassExpression): void {
  if ('abstract' in node && node.abstract) blankWord(module, startOf(node), 'abstract');
  const first = node.implements?.[0];
  if (!first) return;
  const from = module.text.lastIndexOf('implements', startOf(first));
  module.blank(from, startOf(node.body));
  node.implements = null;
}

function blankWord(module: SourceModule, from: number, word: string): void {
  const at = module.text.indexOf(word, from);
  if (at >= 0) module.blank(at, at + word.length);
}

type Member = t.ClassMethod | t.ClassProperty | t.ClassPrivateProperty | t.ClassPrivateMethod;

function eraseMember(module: SourceModule, node: Member): boolean {
  const erased = ('declare' in node && node.declare) || ('abstract' in node && node.abstract);
  if (erased) {
    module.blankStatement(node);
    return false;
  }
  blankModifiers(module, startOf(node), startOf(node.key));
  if ('optional' in node && node.optional) blankMark(module, endOf(node.key), '?');
  if ('definite' in node && node.definite) blankMark(module, endOf(node.key), '!');
  if (node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod') eraseThisParameter(module, node);
  return true;
}

function blankModifiers(module: SourceModule, from: number, to: number): void {
  for (const match of module.text.slice(from, to).matchAll(/[a-z]+/g)) {
    if (modifiers.has(match[0])) module.blank(from + match.index, from + match.index + match[0].length);
  }
}

function eraseThisParameter(module: SourceModule, node: t.Function): void {
  const first = node.params[0];
  if (first?.type !== 'Identifier' || first.name !== 'this') return;
  const next = node.params[1];
  const comma = module.text.indexOf(',', endOf(first));
  const close = module.text.indexOf(')', endOf(first));
  module.blank(startOf(first), next ? startOf(next) : comma >= 0 && comma < close ? comma + 1 : endOf(first));
  node.params.shift();
}
