/**
 * Makes the program say where it is: before each call, `new` and access of a shared cell the number of that place goes into
 * `__site[0]`. As arguments are evaluated after the callee, a call with calls among its arguments announces itself once
 * more with the last of them: `f(lock.acquire())` becomes `(__site[0]=1,f)(__at(1,(__site[0]=2,lock).acquire()))`.
 */
import type * as t from '@babel/types';
import type { SiteTable } from './siteTable.js';
import type { SourceModule } from './sourceModule.js';
import { endOf, isFunction, startOf, walk } from './tree.js';

type Parents = readonly t.Node[];
type Call = t.CallExpression | t.OptionalCallExpression | t.NewExpression;
type Member = t.MemberExpression | t.OptionalMemberExpression;

interface Pass {
  readonly module: SourceModule;
  readonly file: number;
  readonly table: SiteTable;
  /** Indexed accesses are announced where the file uses shared(). */
  readonly indexed: boolean;
  /** Statements that were parted from the line before them. */
  readonly parted: Set<t.Node>;
}

export function announceSites(module: SourceModule, file: number, table: SiteTable): void {
  const pass: Pass = { module, file, table, indexed: /\bshared\b/.test(module.text), parted: new Set() };
  walk(module.program, (node, parents) => {
    if (isType(node)) return false;
    announce(pass, node, parents);
    return true;
  });
}

function isType(node: t.Node): boolean {
  const inExpressions = ['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion'];
  return node.type.startsWith('TS') && !inExpressions.includes(node.type);
}

function announce(pass: Pass, node: t.Node, parents: Parents): void {
  switch (node.type) {
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return announceCall(pass, node, parents);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return announceAccess(pass, node, parents);
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return announceLoop(pass, node);
  }
}

function announceCall(pass: Pass, node: Call, parents: Parents): void {
  if (node.callee.type === 'Import') return;
  const site = pass.table.add(pass.file, node, nameGiven(node, parents));
  const last = node.arguments[node.arguments.length - 1];
  const late =
    last && (node.callee.type === 'Super' || isSuper(node.callee) || node.arguments.some(mayAnnounce));
  if (late) wrap(pass, last.type === 'SpreadElement' ? last.argument : last, site);
  if (node.callee.type !== 'Super' && !isSuper(node.callee))
    prefix(pass, calleeBase(node.callee), site, parents);
}

function isSuper(node: t.Node): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Super';
}

/** What stands before the last name of a callee; in an optional chain, what the chain begins with. */
function calleeBase(callee: t.Node): t.Node {
  if (callee.type === 'MemberExpression') return callee.object;
  if (callee.type === 'TSNonNullExpression' && callee.expression.type === 'MemberExpression')
    return callee.expression.object;
  return chainStart(callee);
}

function chainStart(node: t.Node): t.Node {
  if (node.type === 'OptionalMemberExpression') return chainStart(node.object);
  if (node.type === 'OptionalCallExpression') return chainStart(node.callee);
  return node;
}

function announceAccess(pass: Pass, node: Member, parents: Parents): void {
  const isValue = !node.computed && node.property.type === 'Identifier' && node.property.name === 'value';
  if (!(isValue || (node.computed && pass.indexed)) || node.object.type === 'Super') return;
  const parent = parents[parents.length - 1];
  if (parent && 'callee' in parent && parent.callee === node) return;
  const site = pass.table.add(pass.file, node, undefined);
  prefix(pass, chainStart(node.object), site, parents);
  if (parent?.type === 'AssignmentExpression' && parent.left === node && mayAnnounce(parent.right))
    wrap(pass, parent.right, site);
}

function announceLoop(
  pass: Pass,
  node: t.ForStatement | t.ForOfStatement | t.ForInStatement | t.WhileStatement | t.DoWhileStatement,
): void {
  const site = pass.table.add(pass.file, node, undefined);
  const { edits } = pass.module;
  if (node.body.type === 'BlockStatement') edits.appendLeft(startOf(node.body) + 1, `__site[0]=${site};`);
  else {
    edits.appendRight(startOf(node.body), `{__site[0]=${site};`);
    edits.prependLeft(endOf(node.body), '}');
  }
}

/** Whether evaluating a node may announce another place. A function's body runs later. */
function mayAnnounce(node: t.Node): boolean {
  let may = false;
  walk(node, (each) => {
    if (isFunction(each) || each.type === 'ClassExpression') return false;
    if (/Call|^New|Member|^Await|^Yield|^TaggedTemplate|^Spread/.test(each.type)) may = true;
    return !may;
  });
  return may;
}

/**
 * Parents are visited before their children: what a parent opens stands before what a child opens at the same place
 * (appendRight), and what it closes after it (prependLeft).
 */
function prefix(pass: Pass, base: t.Node, site: number, parents: Parents): void {
  const { edits } = pass.module;
  const guard = startsUnterminatedStatement(pass, base, parents) ? ';' : '';
  edits.appendRight(startOf(base), `${guard}(__site[0]=${site},`);
  edits.prependLeft(endOf(base), ')');
}

function wrap(pass: Pass, value: t.Node, site: number): void {
  const { edits } = pass.module;
  edits.appendRight(startOf(value), `__at(${site},`);
  edits.prependLeft(endOf(value), ')');
}

/** A parenthesis at the start of a statement would go with the line before it, if that has no semicolon. */
function startsUnterminatedStatement(pass: Pass, base: t.Node, parents: Parents): boolean {
  for (let i = parents.length - 1; i > 0; i--) {
    const statement = parents[i] as t.Node;
    if (startOf(statement) !== startOf(base)) return false;
    if (statement.type !== 'ExpressionStatement') continue;
    if (pass.parted.has(statement)) return false;
    pass.parted.add(statement);
    const around = parents[i - 1] as t.Node;
    const list =
      'body' in around && Array.isArray(around.body)
        ? around.body
        : around.type === 'SwitchCase'
          ? around.consequent
          : [];
    const before = (list as t.Node[])[(list as t.Node[]).indexOf(statement) - 1];
    return before !== undefined && pass.module.text[endOf(before) - 1] !== ';';
  }
  return false;
}

/** The variable, field, property or array that a new object is given to. */
function nameGiven(node: Call, parents: Parents): string | undefined {
  const parent = parents[parents.length - 1];
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'AssignmentExpression':
      return parent.right === node ? nameOfTarget(parent.left) : undefined;
    case 'ClassProperty':
    case 'ObjectProperty':
      return parent.value === node && parent.key.type === 'Identifier' ? parent.key.name : undefined;
    case 'ArrayExpression':
      return nameInArray(parent, node, parents[parents.length - 2]);
    default:
      return undefined;
  }
}

function nameOfTarget(target: t.Node): string | undefined {
  if (target.type === 'Identifier') return target.name;
  return target.type === 'MemberExpression' && target.property.type === 'Identifier' && !target.computed
    ? target.property.name
    : undefined;
}

function nameInArray(
  array: t.ArrayExpression,
  node: Call,
  declarator: t.Node | undefined,
): string | undefined {
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return undefined;
  return `${declarator.id.name}[${array.elements.indexOf(node as t.Expression)}]`;
}
