/** What destructuring patterns bind or assign to. It must never look at types. */
import type * as t from '@babel/types';
import { withoutTypes } from './tree.js';

/** The targets that a pattern assigns to: names and member accesses. */
export function targetsOf(pattern: t.Node | null | undefined): t.Node[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case 'AssignmentPattern':
      return targetsOf(pattern.left);
    case 'RestElement':
      return targetsOf(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => targetsOf(element));
    case 'ObjectPattern':
      return pattern.properties.flatMap((each) => targetsOf(each.type === 'RestElement' ? each : each.value));
    default:
      return [withoutTypes(pattern)];
  }
}

/** The names that a pattern binds. */
export function boundNames(pattern: t.Node | null | undefined): string[] {
  return targetsOf(pattern).flatMap((target) => (target.type === 'Identifier' ? [target.name] : []));
}

/** The names that a declaration statement binds. */
export function declaredNames(declaration: t.Node): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap((each) => boundNames(each.id));
  const named = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
  return named ? boundNames(declaration.id) : [];
}
