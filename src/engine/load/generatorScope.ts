/**
 * What the body of an async generator or arrow function sees, although it is put into a function of its own: parameters that
 * are variables of the body, too, and `super`. It must never move a line.
 */
import type * as t from '@babel/types';
import { boundNames } from './patterns.js';
import type { SourceModule } from './sourceModule.js';
import { childrenOf, endOf, isFunction, startOf, walk, withoutTypes } from './tree.js';

interface SuperMember {
  readonly node: t.MemberExpression;
  /** 'other': assigned to, deleted, asked for by `?.` or given a template. */
  readonly use: 'read' | 'called' | 'other';
}

/** The uses of `super` that belong to the method that a generator is, or that an arrow function is in. */
export function superMembers({ body }: t.Function): SuperMember[] {
  const found: SuperMember[] = [];
  walk(body, (node, parents) => {
    if (node.type === 'MemberExpression' && node.object.type === 'Super')
      found.push({ node, use: useOf(node, parents) });
    return !hasOwnSuper(node);
  });
  return found;
}

/** Arrow functions use that of the method around them. */
export function hasOwnSuper(node: t.Node): boolean {
  return node.type === 'ClassBody' || (isFunction(node) && node.type !== 'ArrowFunctionExpression');
}

function useOf(node: t.Node, parents: readonly t.Node[]): SuperMember['use'] {
  const user = parents.filter((each) => withoutTypes(each) === each).at(-1);
  const isIts = (part: t.Node | null | undefined): boolean =>
    part !== null && part !== undefined && withoutTypes(part) === node;
  switch (user?.type) {
    case 'CallExpression':
      return isIts(user.callee) ? 'called' : 'read';
    case 'OptionalCallExpression':
      return isIts(user.callee) ? 'other' : 'read';
    case 'TaggedTemplateExpression':
      return isIts(user.tag) ? 'other' : 'read';
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return isIts(user.left) ? 'other' : 'read';
    case 'UnaryExpression':
      return user.operator === 'delete' ? 'other' : 'read';
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return 'other';
    case 'ObjectProperty':
      return isIts(user.value as t.Node) && parents.at(-2)?.type === 'ObjectPattern' ? 'other' : 'read';
    default:
      return 'read';
  }
}

const kept = new WeakSet<t.Node>();

/** Each use becomes a call of an arrow function outside, which has the method's `super` and `this`; answers these functions. */
export function keepSuper(module: SourceModule, node: t.Function): string {
  const { edits, text } = module;
  let outside = '';
  for (const { node: member, use } of superMembers(node)) {
    // That of an arrow function in another one is kept by the outer one.
    if (kept.has(member)) continue;
    kept.add(member);
    const name = `$super${startOf(member)}`;
    const property = member.property as t.Node;
    const end = endOf(member);
    if (member.computed) {
      const bracket = module.tokenFrom(startOf(member), '[') as number;
      edits.update(startOf(member), bracket + 1, `${name}(`);
      edits.update(end - 1, end, ')');
    } else {
      const lineEnds = text.slice(startOf(member), end).replace(/[^\n\r\u2028\u2029]/g, '');
      edits.update(startOf(member), end, `${name}()${lineEnds}`);
    }
    const [parameter, place] = member.computed
      ? ['$key', '[$key]']
      : ['', `.${text.slice(startOf(property), end)}`];
    const value = use === 'called' ? `__await.method(super${place},this)` : `super${place}`;
    outside += `const ${name}=(${parameter})=>${value};`;
  }
  return outside;
}

/** A `var` named as a parameter begins with its value (ECMAScript, FunctionDeclarationInstantiation). */
export function keepParameters(node: t.Function): { readonly outside: string; readonly inside: string } {
  const functions = childrenOf(node.body).flatMap((each) =>
    each.type === 'FunctionDeclaration' ? boundNames(each.id) : [],
  );
  const variables = variablesOf(node.body);
  const names = node.params
    .flatMap((each) => boundNames(each))
    .filter((name) => variables.has(name) && !functions.includes(name));
  const given = (name: string): string => `$given${startOf(node)}${name}`;
  return {
    outside: names.map((name) => `const ${given(name)}=${name};`).join(''),
    inside: names.map((name) => `var ${name}=${given(name)};`).join(''),
  };
}

function variablesOf(body: t.Node): ReadonlySet<string> {
  const names = new Set<string>();
  walk(body, (node) => {
    if (node.type === 'VariableDeclaration' && node.kind === 'var')
      for (const { id } of node.declarations) for (const name of boundNames(id)) names.add(name);
    return !isFunction(node) && node.type !== 'ClassBody';
  });
  return names;
}
