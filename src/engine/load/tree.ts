/** Walking a Babel syntax tree without knowing every kind of node. */
import type * as t from '@babel/types';

/** A node with its place in the text; the parser always sets these. */
export type Placed<N extends t.Node = t.Node> = N & { start: number; end: number };

export function startOf(node: t.Node): number {
  return node.start as number;
}
export function endOf(node: t.Node): number {
  return node.end as number;
}

function isNode(value: unknown): value is t.Node {
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

/** Visits every node, parents first; `visit` answers false to leave a node's children out. */
export function walk(
  node: t.Node,
  visit: (node: t.Node, parents: readonly t.Node[]) => boolean | void,
  parents: t.Node[] = [],
): void {
  if (visit(node, parents) === false) return;
  parents.push(node);
  for (const child of childrenOf(node)) walk(child, visit, parents);
  parents.pop();
}

export function isFunction(node: t.Node): node is t.Function {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
}

/** The names that a pattern binds. */
export function boundNames(pattern: t.Node | null | undefined): string[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => boundNames(element));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'RestElement' ? property : property.value),
      );
    case 'TSParameterProperty':
      return boundNames(pattern.parameter);
    default:
      return [];
  }
}
