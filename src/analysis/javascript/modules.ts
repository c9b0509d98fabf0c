/**
 * Imports and exports of ES modules and CommonJS as bindings, and the files that a specifier can mean.
 * A module's exports are names of its scope; what it is as a whole (`export default`, `module.exports =`) is `default`.
 */
import type { Expression } from '../model/expression.js';
import type { Statement } from '../model/statement.js';
import { other } from '../syntax/inert.js';
import { lowerExpression, nameExpression } from './expressions.js';
import { lowerFunctionDeclaration } from './functions.js';
import type { JavaScriptLowering } from './lowering.js';
import { lowerClassDeclaration, lowerStatement } from './statements.js';

type Into = Statement[];

const specifierAtEnd = /(?:from\s*)?(['"])((?:(?!\1).)*)\1[^'"]*$/;

/** `node:events` and `events` are one module. */
export function moduleName(specifier: string): string {
  return specifier.replace(/^node:/, '');
}

/** `import a, { b as c }, * as d from 'm'`, `import a = require('m')`. Imports of types bind their names too. */
export function lowerImport(lowering: JavaScriptLowering, into: Into): void {
  const { start, end, slice } = lowering.cursor;
  const module = moduleName(specifierAtEnd.exec(slice)?.[2] ?? '');
  if (module === '') return;
  const add = (local: string, name: string | undefined): void => {
    const value: Expression =
      name === undefined ? { kind: 'import', module } : { kind: 'import', module, name };
    into.push({
      kind: 'assign',
      target: { kind: 'name', name: lowering.scopes.declare(local) },
      value,
      start,
      end,
    });
  };
  const clause = slice
    .slice('import'.length)
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .replace(specifierAtEnd, '')
    .replace(/^\s*type\b(?!\s*(?:from\b|,))/, '');
  const required = /^\s*([\w$]+)\s*=\s*require/.exec(clause)?.[1];
  if (required !== undefined) return add(required, undefined);
  const namespace = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  if (namespace !== undefined) add(namespace, undefined);
  for (const [name, alias] of namesIn(/\{([^}]*)\}/.exec(clause)?.[1] ?? '')) add(alias, name);
  const standard = /^\s*([\w$]+)/.exec(clause)?.[1];
  if (standard !== undefined) add(standard, 'default');
}

/** `a, b as c, type d`: pairs of a name and what it is called here. */
function namesIn(list: string): [name: string, alias: string][] {
  return list
    .split(',')
    .map((part) => part.trim().replace(/^type\s+(?!as\b)/, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', alias] = part.split(/\s+as\s+/);
      return [name, alias ?? name];
    });
}

/** The `export_statement` under the cursor. */
export function lowerExport(lowering: JavaScriptLowering, into: Into): void {
  const { cursor, span } = lowering;
  const head = cursor.text.slice(span.start, span.start + 200);
  const source = /^export\s*(?:type\s*)?[{*]/.test(head) ? specifierAtEnd.exec(cursor.slice)?.[2] : undefined;
  if (source !== undefined) return lowerReExport(lowering, moduleName(source), into);
  const standard = /^export\s+default\b|^export\s*=/.test(head);
  cursor.forEachChild((type) => {
    if (type === 'export_clause') {
      const list = /\{([^}]*)\}/.exec(cursor.slice)?.[1] ?? '';
      for (const [name, alias] of namesIn(list))
        exportAs(alias, nameExpression(lowering, name), lowering, into);
    } else if (type === 'decorator') lowerExpression(lowering, type);
    else if (!standard) lowerStatement(lowering, type, into);
    else exportAs('default', standardExport(lowering, type, into), lowering, into);
  });
}

function standardExport(lowering: JavaScriptLowering, type: string, into: Into): Expression {
  if (/function_declaration$/.test(type)) return declared(lowerFunctionDeclaration(lowering), into);
  if (/class_declaration$/.test(type)) return declared(lowerClassDeclaration(lowering), into);
  return lowerExpression(lowering, type);
}

/** The name that a declaration binds. */
function declared(statement: Statement, into: Into): Expression {
  into.push(statement);
  return statement.kind === 'assign' ? statement.target : other;
}

function lowerReExport(lowering: JavaScriptLowering, module: string, into: Into): void {
  const { span } = lowering;
  const text = lowering.cursor.slice;
  const namespace = /^export\s*\*\s*as\s+([\w$]+)/.exec(text)?.[1];
  if (namespace !== undefined) exportAs(namespace, { kind: 'import', module }, lowering, into);
  else if (/^export\s*\*/.test(text)) into.push({ kind: 'importAll', module, ...span });
  else {
    for (const [name, alias] of namesIn(/\{([^}]*)\}/.exec(text)?.[1] ?? '')) {
      exportAs(alias, { kind: 'import', module, name }, lowering, into);
    }
  }
}

/** Binds a name of the module; one that is exported as it is called is bound already. */
export function exportAs(name: string, value: Expression, lowering: JavaScriptLowering, into: Into): void {
  if (value.kind === 'name' && value.name === name) return;
  into.push({ kind: 'assign', target: { kind: 'name', name }, value, ...lowering.span });
}

/** What `module.exports = value` binds: the names of an object literal, or the module as a whole. */
export function lowerModuleExports(lowering: JavaScriptLowering, value: Expression, into: Into): void {
  if (value.kind === 'collection' && value.keys) {
    value.items.forEach((item, i) => {
      const name = value.keys?.[i] ?? '';
      if (name !== '' && name !== '...') exportAs(name, item, lowering, into);
    });
  }
  exportAs('default', value, lowering, into);
}

/** `exports.x` and `module.exports.x`: the name x of this module. */
export function exportedName(text: string): string | undefined {
  return /^(?:module\s*\.\s*)?exports\s*\.\s*([\w$]+)$/.exec(text)?.[1];
}

const suffixes = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const indexes = suffixes.slice(1).map((suffix) => `/index${suffix}`);
/** A TypeScript program names the file that the compiler writes. */
const written: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The files that a relative specifier can mean, best first; a package's name means no file of the workspace. */
export function* candidates(specifier: string, from: string): Generator<string> {
  if (!specifier.startsWith('.')) return;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const base = parts.join('/');
  for (const suffix of suffixes) yield base + suffix;
  const extension = /\.[cm]?jsx?$/.exec(base)?.[0] ?? '';
  for (const source of written[extension] ?? []) yield base.slice(0, -extension.length) + source;
  for (const index of indexes) yield base === '' ? index.slice(1) : base + index;
}
