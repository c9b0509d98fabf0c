/**
 * Blanks types at the edges of expressions, where a blank alone could join or part lines that were not: automatic
 * semicolons look at what is left. It must never change what the expression computes.
 */
import type * as t from '@babel/types';
import type { SourceModule } from './sourceModule.js';
import { endOf, type Parents, startOf } from './tree.js';

type Trailing =
  | t.TSAsExpression
  | t.TSSatisfiesExpression
  | t.TSNonNullExpression
  | t.TSInstantiationExpression;
const marks = {
  TSAsExpression: 'as',
  TSSatisfiesExpression: 'satisfies',
  TSNonNullExpression: '!',
  TSInstantiationExpression: '<',
};

/** `x as T`, `x satisfies T`, `x!`, `f<T>`. */
export function eraseTrailingType(module: SourceModule, node: Trailing, parents: Parents): void {
  // By its token, as the end of a node leaves out the parentheses around it.
  const from = module.tokenFrom(endOf(node.expression), marks[node.type]) as number;
  const joins =
    node.type !== 'TSNonNullExpression' &&
    endsStatement(node, parents) &&
    continuesBelow(module, endOf(node));
  module.blank(from, endOf(node), joins ? ';' : ' ');
  dropType(node);
}

/** `<T>x`: a parenthesis takes the place of `<` where a blank would turn `return <T>⏎x` or `() => <T>{}` into something else. */
export function eraseAssertion(module: SourceModule, node: t.TSTypeAssertion): void {
  const inner = module.tokenFrom(endOf(node.typeAnnotation), '>') as number;
  const part = module.text.slice(startOf(node), startOf(node.expression));
  const needed = /[\n\r]/.test(part) || /^(?:Object|Function|Class)Expression$/.test(node.expression.type);
  module.blank(startOf(node), inner + 1, needed ? '(' : ' ');
  if (needed) module.edits.appendLeft(endOf(node), ')');
  dropType(node);
}

/** Moves the parentheses of an arrow function where its types hold a line end, which must not stand before `(` or `=>`. */
export function eraseArrowTypes(module: SourceModule, node: t.ArrowFunctionExpression): void {
  const { typeParameters, returnType } = node;
  if (typeParameters && /[\n\r]/.test(module.textOf(typeParameters))) {
    const open = module.tokenFrom(endOf(typeParameters), '(') as number;
    module.blank(startOf(typeParameters), open + 1, '(');
    node.typeParameters = null;
  }
  if (!returnType) return;
  const arrow = module.tokenFrom(endOf(returnType), '=>') as number;
  const close = module.text.lastIndexOf(')', startOf(returnType));
  if (!/[\n\r]/.test(module.text.slice(close, arrow))) return;
  module.blank(close, endOf(returnType), ' ', ')');
  node.returnType = null;
}

function endsStatement(node: t.Node, parents: Parents): boolean {
  const outer = parents.filter((each) =>
    /Statement$|^VariableDeclaration$|^Class(?:Private)?Property$/.test(each.type),
  );
  return outer.some((each) => endOf(each) === endOf(node));
}

/** Whether what follows would go on with the expression, were it not for the type before it. */
function continuesBelow(module: SourceModule, from: number): boolean {
  const rest = module.text.slice(from).replace(/^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)+/, '');
  return /^[([`+\-*/]/.test(rest);
}

/** What is blanked must not be found again below the node. */
function dropType(node: t.Node): void {
  const fields = node as unknown as Record<string, unknown>;
  for (const key of ['typeAnnotation', 'typeParameters', 'typeArguments'])
    if (key in fields) fields[key] = null;
}
