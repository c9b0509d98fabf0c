/** A lock that nobody else can hold: made where it is taken, for this one call. */
import type { AcquireEffect, SpawnEffect } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import type { Expression } from '../model/expression.js';
import { eachStatement, expressionsIn, partsOf } from '../model/visit.js';
import { phrase } from '../phrase.js';
import type { Place } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import { finding, lastSite, step } from './report.js';
import type { World } from './world.js';

export function uselessLock(world: World): Finding[] {
  const found: Finding[] = [];
  for (const { node, effect } of world.own('spawn')) found.push(...uselessPool(world, node, effect));
  const seen = new Set<string>();
  for (const { node, effect } of world.own('acquire')) {
    const { lock } = effect;
    const key = `${node.id} ${lock.place.key}`;
    if (!lock.typed || seen.has(key) || lock.permits === 0 || lock.around) continue;
    if (!isOwn(node, lock.place) || mayBeKept(world, node, effect)) continue;
    seen.add(key);
    found.push(...report(world, effect));
  }
  return found;
}

/** Whether another function has made it, and has had it in a variable before it gave it away. */
function mayBeKept(world: World, node: FunctionNode, { lock }: AcquireEffect): boolean {
  const site = world.madeAt(lock);
  if (!site || site.function === node.id) return false;
  const maker = world.program.function(site.function);
  return maker?.facts.returns.every(({ kind }) => kind === 'call') !== true;
}

/** A limiter that is made for one task limits nothing. */
function uselessPool(world: World, node: FunctionNode, { pool, steps }: SpawnEffect): Finding[] {
  const [at] = steps;
  const { root, path } = pool?.place ?? {};
  if (!pool || !at || root?.kind !== 'made' || root.function !== node.id || path?.length !== 0) return [];
  const type = pool.library === undefined ? undefined : world.resolver.library.type(pool.library);
  if (!type?.methods['()']) return [];
  const around = world.functionName(at.function);
  return finding(world, {
    rule: 'useless-lock',
    confidence: 'high',
    at,
    message: phrase('useless-lock.limiter', { function: around }),
  });
}

/** The lock itself, or one of its keys. */
function isOwn(node: FunctionNode, { root, path }: Place): boolean {
  if (path.some((step) => !step.startsWith('['))) return false;
  if (root.kind === 'made') return root.function === node.id;
  if (root.kind !== 'local' || root.function !== node.id || node.isModule) return false;
  return !escapes(node, root.name);
}

/** Whether the variable is used for anything but taking and giving back, or seen by an inner function. */
function escapes(node: FunctionNode, name: string): boolean {
  let escaped = node.module.functions.some(
    (other) => other !== node && isInside(other, node) && mentions(other, name),
  );
  eachStatement(node.model.body, (statement) => {
    const expressions =
      statement.kind === 'with'
        ? statement.items.map((item) => item.context).filter((context) => !isName(context, name))
        : expressionsIn(statement).filter(
            (each) => !(statement.kind === 'assign' && each === statement.target),
          );
    if (expressions.some((each) => leaks(each, name))) escaped = true;
    if (statement.kind === 'assign' && statement.target.kind !== 'name' && leaks(statement.target, name))
      escaped = true;
  });
  return escaped;
}

function isInside(inner: FunctionNode, outer: FunctionNode): boolean {
  for (let each = inner.parent; each; each = each.parent) if (each === outer) return true;
  return false;
}

function mentions(node: FunctionNode, name: string): boolean {
  let found = false;
  eachStatement(node.model.body, (statement) => {
    for (const expression of expressionsIn(statement)) if (names(expression, name)) found = true;
  });
  return found;
}

function names(expression: Expression, name: string): boolean {
  return isName(expression, name) || partsOf(expression).some((part) => names(part, name));
}

function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

/** Used otherwise than as the receiver of a method. */
function leaks(expression: Expression, name: string): boolean {
  if (isName(expression, name)) return true;
  if (
    expression.kind === 'call' &&
    expression.callee.kind === 'attribute' &&
    isName(expression.callee.of, name)
  )
    return expression.args.some((argument) => leaks(argument.value, name));
  return partsOf(expression).some((part) => leaks(part, name));
}

function report(world: World, effect: AcquireEffect): Finding[] {
  const at = lastSite(effect.steps);
  if (!at) return [];
  const { name, declared } = world.mention(effect.lock);
  return finding(world, {
    rule: 'useless-lock',
    confidence: 'high',
    at,
    message: phrase(name === '?' ? 'useless-lock.unnamed' : 'useless-lock', {
      lock: name,
      function: world.functionName(at.function),
      made: declared?.range.line ?? world.line(at),
    }),
    related: [step(world, world.madeAt(effect.lock), phrase('step.made', {}))],
    locks: [effect.lock],
  });
}
