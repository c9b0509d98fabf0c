/**
 * Imports become constants taken from `__imports`; exports become fields of `__exports`, set where the module ends: files
 * do not import each other in cycles, so nobody looks earlier. Functions are there from the start, so theirs are set there:
 * an object of the module level can be given one (a barrier's action). It must never move a line.
 */
import type * as t from '@babel/types';
import { Links } from './links.js';
import { declaredNames } from './patterns.js';
import type { SourceModule } from './sourceModule.js';
import { endOf, startOf } from './tree.js';

export function linkModule(module: SourceModule): Links {
  const links = new Links();
  for (const statement of module.program.body) linkStatement(module, statement, links);
  const values = new Set(module.program.body.flatMap(namesOf));
  const functions = new Set(module.program.body.flatMap(functionNamesOf));
  const atStart = links.exported
    .filter(({ local, index }) => index === undefined && functions.has(local))
    .map(({ exported, local }) => `__exports[${JSON.stringify(exported)}]=${local};`);
  if (atStart.length > 0) module.edits.prepend(atStart.join(''));
  const atEnd = links.exportedWhole.map((index) => `Object.assign(__exports,__imports[${index}]);`);
  for (const { exported, local, index } of links.exported) {
    // A type that is exported without saying so has no value.
    if (index !== undefined || values.has(local))
      atEnd.push(`__exports[${JSON.stringify(exported)}]=${exportedValue(local, index)};`);
  }
  if (atEnd.length > 0) module.edits.append(`\n;${atEnd.join('')}`);
  return links;
}

function exportedValue(local: string, index: number | undefined): string {
  if (index === undefined) return local;
  return local === '*' ? `__imports[${index}]` : `__imports[${index}][${JSON.stringify(local)}]`;
}

function namesOf(statement: t.Statement): string[] {
  if (statement.type === 'ImportDeclaration') return statement.specifiers.map((each) => each.local.name);
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  return declaration ? declaredNames(declaration) : [];
}

function functionNamesOf(statement: t.Statement): string[] {
  const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  return declaration?.type === 'FunctionDeclaration' ? declaredNames(declaration) : [];
}

function linkStatement(module: SourceModule, node: t.Statement, links: Links): void {
  if (node.type === 'ImportDeclaration') linkImport(module, node, links);
  else if (node.type === 'ExportNamedDeclaration') linkExport(module, node, links);
  else if (node.type === 'ExportDefaultDeclaration') {
    module.refuse(node, 'a default export has no name that threads could find it by: give it a name');
  } else if (node.type === 'ExportAllDeclaration') {
    links.exportedWhole.push(links.indexOf(node.source.value, node));
    replace(module, node, ';');
  }
}

function linkImport(module: SourceModule, node: t.ImportDeclaration, links: Links): void {
  const index = links.indexOf(node.source.value, node);
  const parts = node.specifiers.map((each) => linkSpecifier(module, node, each, index, links));
  const names = parts.filter((part) => part !== '');
  const whole = node.specifiers.find((each) => each.type === 'ImportNamespaceSpecifier');
  const wanted = whole ? whole.local.name : `{${names.join(',')}}`;
  replace(module, node, whole || names.length > 0 ? `const ${wanted}=__imports[${index}];` : ';');
}

type Specifier = t.ImportDeclaration['specifiers'][number];

/** How the specifier is written in a destructuring; empty where it is not. */
function linkSpecifier(
  module: SourceModule,
  node: t.ImportDeclaration,
  specifier: Specifier,
  index: number,
  links: Links,
): string {
  const local = specifier.local.name;
  if (specifier.type === 'ImportDefaultSpecifier') {
    module.refuse(specifier, `"${node.source.value}" has no default export: import { ${local} } instead`);
    return '';
  }
  if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') return '';
  const name = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : '*';
  links.imported.push({ local, index, name });
  if (name === '*') return '';
  return name === local ? local : `${JSON.stringify(name)}:${local}`;
}

function linkExport(module: SourceModule, node: t.ExportNamedDeclaration, links: Links): void {
  const { declaration, source } = node;
  if (declaration) {
    module.blank(startOf(node), startOf(declaration));
    for (const name of declaredNames(declaration))
      links.exported.push({ exported: name, local: name, index: undefined });
    return;
  }
  const index = source ? links.indexOf(source.value, node) : undefined;
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ExportSpecifier' && specifier.exportKind === 'type') continue;
    const local = specifier.type === 'ExportSpecifier' ? nameOf(specifier.local) : '*';
    links.exported.push({ exported: nameOf(specifier.exported), local, index });
  }
  replace(module, node, ';');
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

/** Puts new text in place of a statement, with as many line ends. */
function replace(module: SourceModule, node: t.Node, text: string): void {
  const lines = module.textOf(node).replace(/[^\n\r\u2028\u2029]/g, '');
  module.edits.overwrite(startOf(node), endOf(node), text + lines);
}
