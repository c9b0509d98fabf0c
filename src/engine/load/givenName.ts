/**
 * The name that the source gives to what a call makes: of a variable, field, property, or place in an array. A call that makes
 * several, as in `const [here, there] = Pipe()`, is given all their names: `[here, there]`.
 */
import type * as t from '@babel/types';
import { isTypeWrapper, keyName, type Parents, withoutTypes } from './tree.js';

export function nameGiven(node: t.Node, parents: Parents): string | undefined {
  const parent = parents.at(-1);
  if (!parent) return undefined;
  const above = parents.slice(0, -1);
  if (isTypeWrapper(parent)) return nameGiven(parent, above);
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.init === node ? nameOfTarget(parent.id) : undefined;
    case 'AssignmentExpression':
      return parent.right === node ? nameOfTarget(parent.left) : undefined;
    case 'ClassProperty':
    case 'ClassPrivateProperty':
    case 'ObjectProperty':
      return parent.value === node && !('computed' in parent && parent.computed)
        ? keyName(parent.key)
        : undefined;
    case 'ArrayExpression':
      return nameInArray(nameGiven(parent, above), parent.elements.indexOf(node as t.Expression));
    default:
      return undefined;
  }
}

function nameInArray(array: string | undefined, index: number): string | undefined {
  if (array === undefined || index < 0) return undefined;
  return array.startsWith('[') ? array.slice(1, -1).split(', ')[index] || undefined : `${array}[${index}]`;
}

function nameOfTarget(target: t.Node): string | undefined {
  const node = withoutTypes(target);
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ArrayPattern') return `[${node.elements.map(nameOfElement).join(', ')}]`;
  return node.type === 'MemberExpression' && !node.computed ? keyName(node.property) : undefined;
}

function nameOfElement(element: t.Node | null): string {
  const name = element ? (nameOfTarget(element) ?? '') : '';
  return name.startsWith('[') ? '' : name;
}
