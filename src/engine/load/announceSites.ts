/**
 * Makes the program say where it is: before each call, `new`, indexed access and access of a shared cell the number of that
 * place goes into `__site[0]`, and so it does in each round of a loop. It must never change what the program does.
 */
import type * as t from '@babel/types';
import { Announcer, type Call, type Member } from './announcer.js';
import { makeGenerator, nameCoroutines, yieldAwaited } from './asyncFunctions.js';
import { functionAround, isAsyncGenerator, unrollForAwait, yieldItem } from './asyncGenerators.js';
import { nameGiven } from './givenName.js';
import { chainStart, mayAnnounce } from './mayAnnounce.js';
import type { SiteTable } from './siteTable.js';
import type { SourceModule } from './sourceModule.js';
import { type Parents, walk, withoutTypes } from './tree.js';

/** `indexed`: whether indexed accesses may be of shared arrays and have to be announced too. */
export function announceSites(module: SourceModule, file: number, table: SiteTable, indexed: boolean): void {
  const announcer = new Announcer(module);
  walk(module.program, (node, parents) => {
    switch (node.type) {
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        return announceCall(announcer, node, table.add(file, node, nameGiven(node, parents)), parents);
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (isAccess(node, parents, indexed))
          announceAccess(announcer, node, table.add(file, node, undefined), parents);
        return;
      case 'ForStatement':
      case 'ForInStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
        return announcer.roundOf(node, table.add(file, node, undefined));
      case 'ForOfStatement':
        return announceForOf(announcer, node, table.add(file, node, undefined), parents);
      case 'YieldExpression':
        if (isAsyncGenerator(functionAround(parents) ?? node)) yieldItem(announcer, node);
        return;
      case 'AwaitExpression':
        return yieldAwaited(announcer, node, table.add(file, node, undefined));
      default:
        makeGenerator(module, node);
    }
  });
  nameCoroutines(module);
}

function announceForOf(announcer: Announcer, node: t.ForOfStatement, site: number, parents: Parents): void {
  if (node.await) unrollForAwait(announcer.module, node, site, parents);
  announcer.roundOf(node, site);
}

/**
 * What is evaluated last announces the call: its arguments if they may announce something themselves, as in
 * `f(__at(1,lock.acquire()))`.
 */
function announceCall(announcer: Announcer, node: Call, site: number, parents: Parents): void {
  const callee = withoutTypes(node.callee);
  const isSuper = callee.type === 'Super' || ('object' in callee && callee.object.type === 'Super');
  const base = 'object' in callee ? chainStart(callee.object as t.Node) : chainStart(callee);
  const late = isSuper || node.arguments.some(mayAnnounce) || announcesAfter(callee, base);
  if (late) announcer.lastArgument(node, site);
  if (!isSuper) announcer.before(base, site, parents);
}

/** Whether the rest of a callee, after what it begins with, calls something or computes a name. */
function announcesAfter(callee: t.Node, base: t.Node): boolean {
  let after = false;
  walk(callee, (node) => {
    if (node === base || after) return false;
    if (node.type.endsWith('CallExpression')) after = true;
    if ('computed' in node && node.computed && 'property' in node && mayAnnounce(node.property)) after = true;
    return true;
  });
  return after;
}

function isAccess(node: Member, parents: Parents, indexed: boolean): boolean {
  if (node.object.type === 'Super') return false;
  const isValue = !node.computed && node.property.type === 'Identifier' && node.property.name === 'value';
  return (isValue || (node.computed && indexed)) && !isCallee(node, parents);
}

function isCallee(node: t.Node, parents: Parents): boolean {
  const user = parents.filter((each) => withoutTypes(each) === each).at(-1);
  return (
    user !== undefined &&
    'callee' in user &&
    user.callee !== null &&
    withoutTypes(user.callee as t.Node) === node
  );
}

function announceAccess(announcer: Announcer, node: Member, site: number, parents: Parents): void {
  announcer.before(chainStart(node.object), site, parents);
  if (node.computed && mayAnnounce(node.property)) announcer.value(node.property, site);
  const parent = parents.at(-1);
  const isTarget = parent?.type === 'AssignmentExpression' && withoutTypes(parent.left) === node;
  if (isTarget && mayAnnounce(parent.right)) announcer.value(parent.right, site);
}
