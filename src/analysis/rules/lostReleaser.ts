/** An acquisition that gives a function for releasing, which is thrown away: nobody can release the lock any more. */
import type { AcquireEffect, GivenReleaser } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import type { Expression } from '../model/expression.js';
import { eachStatement, expressionsIn, partsOf } from '../model/visit.js';
import { phrase } from '../phrase.js';
import { isGlobal } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import { homeOf } from './lockHome.js';
import { finding, lastSite, step } from './report.js';
import type { World } from './world.js';

export function lostReleaser(world: World): Finding[] {
  const found: Finding[] = [];
  for (const { node, local } of world.reports('given')) {
    for (const given of local?.given ?? []) {
      const how = lossOf(world, node, given);
      if (how) found.push(...report(world, given.effect, how));
    }
  }
  return found;
}

function lossOf(
  world: World,
  node: FunctionNode,
  given: GivenReleaser,
): 'dropped' | 'not-awaited' | undefined {
  const { name, awaited, effect } = given;
  if (name === undefined) return isReleasedOtherwise(world, given) ? undefined : 'dropped';
  const uses = usesOf(node, name);
  if (!awaited) return uses.every((use) => use === 'called') ? 'not-awaited' : undefined;
  if (uses.length > 0 || isGiven(effect)) return undefined;
  return isReleasedOtherwise(world, given) ? undefined : 'dropped';
}

function isGiven({ lock: { place } }: AcquireEffect): boolean {
  return place.root.kind === 'parameter' && place.path.length === 0;
}

/** By the lock's own method, somewhere in the workspace; a lock that is handed about may be released anywhere. */
function isReleasedOtherwise(world: World, { effect, replaceable }: GivenReleaser): boolean {
  const { lock } = effect;
  if (replaceable && !isGlobal(lock.place) && lock.place.path.length === 0) return true;
  const home = homeOf(world, lock).key;
  return world.summaries.telling.some(
    ({ local, summary }) =>
      local?.released.has(lock.place.key) ||
      summary.drops.some((dropped) => homeOf(world, dropped).key === home),
  );
}

/** How the variable is used, in the function and in those inside it. */
function usesOf(node: FunctionNode, name: string): ('called' | 'other')[] {
  const uses: ('called' | 'other')[] = [];
  const visit = (expression: Expression): void => {
    if (expression.kind === 'name' && expression.name === name) uses.push('other');
    if (expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === name) {
      uses.push('called');
      for (const argument of expression.args) visit(argument.value);
    } else for (const part of partsOf(expression)) visit(part);
  };
  for (const each of node.module.functions) {
    if (each !== node && !isInside(each, node)) continue;
    eachStatement(each.model.body, (statement) => {
      const { target } = statement.kind === 'assign' ? statement : { target: undefined };
      for (const expression of expressionsIn(statement))
        if (expression !== target || target.kind !== 'name') visit(expression);
    });
  }
  return uses;
}

function isInside(inner: FunctionNode, outer: FunctionNode): boolean {
  for (let each = inner.parent; each; each = each.parent) if (each === outer) return true;
  return false;
}

function report(world: World, effect: AcquireEffect, how: 'dropped' | 'not-awaited'): Finding[] {
  const at = lastSite(effect.steps);
  const location = at && world.locate(at);
  if (!at || !location) return [];
  const lock = world.mention(effect.lock).name;
  const { path, range } = location;
  return finding(world, {
    rule: 'lost-releaser',
    confidence: 'high',
    at,
    message: phrase(`lost-releaser.${how}`, { lock, function: world.functionName(at.function) }),
    related: [step(world, at, phrase('step.takes', { lock }))],
    locks: [effect.lock],
    ...(how === 'not-awaited' && { fix: { kind: 'await-releaser' as const, path, range } }),
  });
}
