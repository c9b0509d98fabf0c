/** Walking a Babel syntax tree without knowing every kind of node. It must never change the tree. */
import type * as t from '@babel/types';

/** Nodes around a place, outermost first. */
export type Parents = readonly t.Node[];

export function startOf(node: t.Node): number {
  return node.start as number;
}
export function endOf(node: t.Node): number {
  return node.end as number;
}

export function isNode(value: unknown): value is t.Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

const notChildren = new Set([
  'loc',
  'extra',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'errors',
  'tokens',
]);

/** The nodes directly below one, in the order of their fields. */
export function childrenOf(node: t.Node): t.Node[] {
  const children: t.Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (notChildren.has(key)) continue;
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

type Visit = (node: t.Node, parents: Parents) => unknown;

/** Visits every node, parents first; `visit` answers false to leave a node's children out. */
export function walk(node: t.Node, visit: Visit, parents: t.Node[] = []): void {
  if (visit(node, parents) === false) return;
  parents.push(node);
  for (const child of childrenOf(node)) walk(child, visit, parents);
  parents.pop();
}

const functions = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

export function isFunction(node: t.Node): node is t.Function {
  return functions.has(node.type);
}

type TypeWrapper =
  | t.TSAsExpression
  | t.TSSatisfiesExpression
  | t.TSNonNullExpression
  | t.TSTypeAssertion
  | t.TSInstantiationExpression;
const typeWrappers = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);

/** Whether a node only says something about the type of the expression in it. */
export function isTypeWrapper(node: t.Node): node is TypeWrapper {
  return typeWrappers.has(node.type);
}

/** The expression without what is said about its type. */
export function withoutTypes(node: t.Node): t.Node {
  return isTypeWrapper(node) ? withoutTypes(node.expression) : node;
}

/** What a property, field or method is called; undefined if that is computed. */
export function keyName(key: t.Node): string | undefined {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateName') return `#${key.id.name}`;
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : undefined;
}
