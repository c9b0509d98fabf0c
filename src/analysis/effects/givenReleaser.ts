/**
 * Callbacks that begin with a lock held and are given the function that releases it: `lock.readLock(key, (release) =>
 * ...)`. Such a callback is run as if it had taken the lock itself.
 */
import type { CallExpression } from '../model/expression.js';
import { originOf } from '../model/module.js';
import type { Block } from '../model/statement.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import { argumentsOf } from '../resolve/calls.js';
import { lockedObject } from '../resolve/keyed.js';
import type { FunctionNode } from '../resolve/program.js';
import type { Resolver } from '../resolve/resolver.js';
import type { HeldLock } from './effect.js';
import { lockOf } from './lock.js';

export interface HeldFromStart {
  readonly held: HeldLock;
  /** The key of the parameter's place. */
  readonly parameter: string;
}

export function givenReleaser(resolver: Resolver, node: FunctionNode): HeldFromStart | undefined {
  const around = node.parent;
  if (!around || node.model.parameters.length === 0) return undefined;
  const call = callsWithClosures(around.model.body).get(node.index);
  if (!call) return undefined;
  for (const callee of resolver.callable(call.callee, around)) {
    if (callee.kind !== 'method') continue;
    const operation = resolver.library.type(callee.type)?.methods[callee.name];
    if (operation?.op !== 'spawn' || operation.releaser === undefined) continue;
    const parameter = node.model.parameters[operation.releaser];
    const object = lockedObject(operation, callee.receiver, argumentsOf(resolver, call, around));
    const lock = object && lockOf(resolver, object);
    if (!parameter || !lock || !isFollowed(node, parameter.name)) return undefined;
    const origin = originOf(around.model);
    const site = { function: around.id, start: call.start - origin, end: call.end - origin };
    const held: HeldLock = { lock, steps: [site], certain: true, scoped: false };
    return { held, parameter: node.parameterPlace(operation.releaser).key };
  }
  return undefined;
}

const closures = new WeakMap<Block, ReadonlyMap<number, CallExpression>>();

/** By the index of a function that is made as an argument: the method call that it is given to. */
function callsWithClosures(body: Block): ReadonlyMap<number, CallExpression> {
  const known = closures.get(body);
  if (known) return known;
  const found = new Map<number, CallExpression>();
  eachStatement(body, (statement) => {
    for (const expression of expressionsIn(statement))
      visitExpression(expression, (inner) => {
        if (inner.kind !== 'call' || inner.callee.kind !== 'attribute') return;
        for (const { value } of inner.args) if (value.kind === 'function') found.set(value.index, inner);
      });
  });
  closures.set(body, found);
  return found;
}

/** Whether the parameter is only called and handed on, and by the function itself: not kept, not used in closures. */
function isFollowed(node: FunctionNode, name: string): boolean {
  const others = node.module.functions.filter((each) => isInside(each, node));
  if (others.some((each) => mentions(each, name).all > 0)) return false;
  const { all, plain } = mentions(node, name);
  return all === plain;
}

function isInside(inner: FunctionNode, outer: FunctionNode): boolean {
  for (let each = inner.parent; each; each = each.parent) if (each === outer) return true;
  return false;
}

function mentions({ model }: FunctionNode, name: string): { readonly all: number; readonly plain: number } {
  let all = 0;
  let plain = 0;
  eachStatement(model.body, (statement) => {
    for (const expression of expressionsIn(statement))
      visitExpression(expression, (inner) => {
        if (inner.kind === 'name' && inner.name === name) all++;
        if (inner.kind !== 'call') return;
        const used = [inner.callee, ...inner.args.map((argument) => argument.value)];
        plain += used.filter((each) => each.kind === 'name' && each.name === name).length;
      });
  });
  return { all, plain };
}
