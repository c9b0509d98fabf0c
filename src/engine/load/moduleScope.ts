/** The names at a module's top level, what each is bound to, and whether a name at some place still means that. */
import type * as t from '@babel/types';
import { boundNames, isFunction, walk } from './tree.js';

export interface Binding {
  readonly kind: 'let' | 'const' | 'function' | 'class' | 'import';
  readonly init: t.Node | null;
  readonly node: t.Node;
  readonly exported: boolean;
}

export function moduleBindings(program: t.Program): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const statement of program.body) {
    const exported = statement.type === 'ExportNamedDeclaration' && statement.declaration != null;
    const declaration = exported
      ? ((statement as t.ExportNamedDeclaration).declaration as t.Node)
      : statement;
    addDeclaration(bindings, declaration, exported);
  }
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    for (const specifier of statement.specifiers) {
      const local = specifier.type === 'ExportSpecifier' ? bindings.get(specifier.local.name) : undefined;
      if (local && specifier.type === 'ExportSpecifier')
        bindings.set(specifier.local.name, { ...local, exported: true });
    }
  }
  return bindings;
}

function addDeclaration(bindings: Map<string, Binding>, node: t.Node, exported: boolean): void {
  if (node.type === 'VariableDeclaration') {
    const kind = node.kind === 'const' ? 'const' : 'let';
    for (const declarator of node.declarations) {
      for (const name of boundNames(declarator.id))
        bindings.set(name, { kind, init: declarator.init ?? null, node: declarator, exported });
    }
  } else if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id) {
    bindings.set(node.id.name, {
      kind: node.type === 'ClassDeclaration' ? 'class' : 'function',
      init: node,
      node,
      exported,
    });
  } else if (node.type === 'ImportDeclaration' && node.importKind !== 'type') {
    for (const specifier of node.specifiers)
      bindings.set(specifier.local.name, { kind: 'import', init: null, node: specifier, exported });
  }
}

const declared = new WeakMap<t.Node, Set<string>>();

/** Names that a function binds anywhere inside: its parameters, variables, functions, classes and catch parameters. */
function namesInside(node: t.Function): Set<string> {
  let names = declared.get(node);
  if (names) return names;
  names = new Set(node.params.flatMap((parameter) => boundNames(parameter)));
  const add = (pattern: t.Node | null | undefined): void => {
    for (const name of boundNames(pattern)) names?.add(name);
  };
  walk(node.body, (each) => {
    if (each.type === 'VariableDeclarator' || each.type === 'ClassDeclaration') add(each.id);
    else if (each.type === 'CatchClause') add(each.param);
    else if (each.type === 'FunctionDeclaration') add(each.id);
    return !isFunction(each);
  });
  declared.set(node, names);
  return names;
}

/** The functions around a place, innermost last. */
export function functionsAround(parents: readonly t.Node[]): t.Function[] {
  return parents.filter(isFunction);
}

/** Whether a name at this place is the module's own: no function around it binds the name anew. */
export function meansModuleBinding(name: string, parents: readonly t.Node[]): boolean {
  return !functionsAround(parents).some((each) => namesInside(each).has(name));
}
