/** A lock that nobody else can hold: made where it is taken, for this one call. */
import type { AcquireEffect, SpawnEffect } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import { memoOf } from '../memoOf.js';
import type { Expression } from '../model/expression.js';
import type { Block } from '../model/statement.js';
import { eachStatement, expressionsIn, partsOf, visitExpression } from '../model/visit.js';
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
  const escaped = node.module.functions.some(
    (other) => other !== node && isInside(other, node) && namesIn(other.model.body).has(name),
  );
  return escaped || leakedBy(node.model.body).has(name);
}

const leakedBy = memoOf((body: Block) => {
  const leaked = new Set<string>();
  eachStatement(body, (statement) => {
    if (statement.kind === 'with') {
      for (const { context } of statement.items) if (context.kind !== 'name') addLeaked(context, leaked);
      return;
    }
    for (const each of expressionsIn(statement))
      if (statement.kind !== 'assign' || each !== statement.target) addLeaked(each, leaked);
    if (statement.kind === 'assign' && statement.target.kind !== 'name') addLeaked(statement.target, leaked);
  });
  return leaked;
});

function isInside(inner: FunctionNode, outer: FunctionNode): boolean {
  for (let each = inner.parent; each; each = each.parent) if (each === outer) return true;
  return false;
}

const namesIn = memoOf((body: Block) => {
  const found = new Set<string>();
  eachStatement(body, (statement) => {
    for (const expression of expressionsIn(statement))
      visitExpression(expression, (inner) => {
        if (inner.kind === 'name') found.add(inner.name);
      });
  });
  return found;
});

/** Adds the names that are used otherwise than as the receiver of a method. */
function addLeaked(expression: Expression, leaked: Set<string>): void {
  if (expression.kind === 'name') leaked.add(expression.name);
  const isOfName =
    expression.kind === 'call' &&
    expression.callee.kind === 'attribute' &&
    expression.callee.of.kind === 'name';
  const parts = isOfName ? expression.args.map((argument) => argument.value) : partsOf(expression);
  for (const part of parts) addLeaked(part, leaked);
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
