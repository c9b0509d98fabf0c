/** Imports become constants taken from `__imports`, exports become fields of `__exports`. */
import type * as t from '@babel/types';
import type { SourceModule } from './sourceModule.js';
import { boundNames, endOf, startOf, walk } from './tree.js';

/** What a program may import besides files of its folder. */
export const runtimeModules = [
  'threadlanes',
  'threadlanes/multiprocessing',
  'threadlanes/gevent',
  'threadlanes/asyncio',
  'threadlanes/net',
];

/** The modules that a module asks for, in order; each gets its place in `__imports`. */
export class ModuleLinks {
  readonly specifiers: { readonly specifier: string; readonly node: t.Node }[] = [];
  readonly exported: string[] = [];
  /** Local name of what came from a module: [specifier, name there]. */
  readonly imported = new Map<string, readonly [specifier: string, name: string]>();

  indexOf(specifier: string, node: t.Node): number {
    const known = this.specifiers.findIndex((each) => each.specifier === specifier);
    if (known >= 0) return known;
    this.specifiers.push({ specifier, node });
    return this.specifiers.length - 1;
  }
}

export function linkModule(module: SourceModule): ModuleLinks {
  const links = new ModuleLinks();
  const atEnd: string[] = [];
  for (const statement of module.program.body) linkStatement(module, statement, links, atEnd);
  walk(module.program, (node) => refuseOtherWays(module, node));
  if (atEnd.length > 0) module.edits.append(`\n;${atEnd.join('')}`);
  return links;
}

function linkStatement(module: SourceModule, node: t.Statement, links: ModuleLinks, atEnd: string[]): void {
  const give = (exported: string, value: string): void => {
    links.exported.push(exported);
    atEnd.push(`__exports[${JSON.stringify(exported)}]=${value};`);
  };
  if (node.type === 'ImportDeclaration') linkImport(module, node, links);
  else if (node.type === 'ExportDefaultDeclaration')
    module.refuse(node, 'a default export has no name to find it by: give it a name');
  else if (node.type === 'ExportAllDeclaration') {
    if (node.exportKind !== 'type')
      replace(
        module,
        node,
        `;Object.assign(__exports,__imports[${links.indexOf(node.source.value, node)}]);`,
      );
  } else if (node.type === 'ExportNamedDeclaration' && node.exportKind !== 'type')
    linkExport(module, node, links, give);
}

function linkImport(module: SourceModule, node: t.ImportDeclaration, links: ModuleLinks): void {
  if (node.importKind === 'type') return;
  const names: string[] = [];
  let all = '';
  const index = links.indexOf(node.source.value, node);
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ImportDefaultSpecifier')
      module.refuse(specifier, `${node.source.value} has no default export: import { names } instead`);
    else if (specifier.type === 'ImportNamespaceSpecifier')
      all = `const ${specifier.local.name}=__imports[${index}];`;
    else if (specifier.importKind !== 'type') {
      const name = nameOf(specifier.imported);
      links.imported.set(specifier.local.name, [node.source.value, name]);
      names.push(name === specifier.local.name ? name : `${JSON.stringify(name)}:${specifier.local.name}`);
    }
  }
  replace(
    module,
    node,
    `${all}${names.length > 0 ? `const {${names.join(',')}}=__imports[${index}];` : ';'}`,
  );
}

function linkExport(
  module: SourceModule,
  node: t.ExportNamedDeclaration,
  links: ModuleLinks,
  give: (exported: string, value: string) => void,
): void {
  const { declaration, source } = node;
  if (declaration) {
    module.blank(startOf(node), startOf(declaration));
    for (const name of declaredNames(declaration)) give(name, name);
    return;
  }
  const index = source ? links.indexOf(source.value, node) : -1;
  for (const specifier of node.specifiers) {
    if (specifier.type !== 'ExportSpecifier' || specifier.exportKind === 'type') continue;
    const local = specifier.local.name;
    give(nameOf(specifier.exported), index < 0 ? local : `__imports[${index}].${local}`);
  }
  replace(module, node, ';');
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

export function declaredNames(declaration: t.Node): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap((each) => boundNames(each.id));
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration')
    return boundNames(declaration.id);
  return [];
}

/** Puts new text in place of a statement, with as many line ends. */
function replace(module: SourceModule, node: t.Node, text: string): void {
  const lines = module.text.slice(startOf(node), endOf(node)).replace(/[^\n]/g, '');
  module.edits.overwrite(startOf(node), endOf(node), text + lines);
}

function refuseOtherWays(module: SourceModule, node: t.Node): void {
  if (node.type === 'ImportExpression' || node.type === 'Import')
    module.refuse(node, 'import() is not supported: import at the top of the file');
  else if (node.type === 'MetaProperty' && node.meta.name === 'import')
    module.refuse(node, 'import.meta is not supported');
  else if (
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    ['require', 'eval'].includes(node.callee.name)
  ) {
    module.refuse(node, `${node.callee.name}() is not supported`);
  }
}
