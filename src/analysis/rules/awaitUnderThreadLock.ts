/**
 * A task that gives its thread away while it holds a lock of threads: the next task that wants the lock blocks the
 * thread that would have to release it.
 */
import type { HeldLock, SuspendEffect } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import type { Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import type { FunctionNode } from '../resolve/program.js';
import type { Site } from '../resolve/value.js';
import { finding, lastSite, step, takenSteps } from './report.js';
import type { World } from './world.js';

/** A lock of threads, and where a function gives its thread away while it holds it. */
interface HeldOver {
  readonly node: FunctionNode;
  readonly effect: SuspendEffect;
  readonly held: HeldLock;
  /** Where it is taken. */
  readonly taken: Site;
}

export function awaitUnderThreadLock(world: World): Finding[] {
  const found: Finding[] = [];
  const seen = new Set<string>();
  for (const { node, effect, held, taken } of heldOver(world)) {
    const key = `${node.id} ${siteKey(taken)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(...report(world, node, effect, held));
  }
  return found;
}

/** Where locks of threads are taken that are held over an await. */
export function takenOverAwaits(world: World): ReadonlySet<string> {
  const awaits = heldOver(world).filter(({ effect }) => effect.by === 'await');
  return new Set(awaits.map(({ taken }) => siteKey(taken)));
}

export function siteKey(site: Site): string {
  return `${site.function}@${site.start}`;
}

function heldOver(world: World): HeldOver[] {
  return world.own('suspend').flatMap(({ node, effect }) => {
    if (!isSuspension(world, node, effect)) return [];
    const held = effect.held.find(
      (each) => each.certain && excludes(each.lock) && ['thread', 'process'].includes(each.lock.domain),
    );
    const taken = held && lastSite(held.steps);
    return held && taken ? [{ node, effect, held, taken }] : [];
  });
}

/** A generator that is a context manager or a fixture is meant to hold a lock while its block runs. */
function isSuspension(world: World, node: FunctionNode, effect: SuspendEffect): boolean {
  return effect.by === 'await' || (!world.isDecorated(node) && !node.model.async);
}

function report(world: World, node: FunctionNode, effect: SuspendEffect, held: HeldLock): Finding[] {
  const at = lastSite(effect.steps);
  if (!at) return [];
  const lock = world.mention(held.lock).name;
  const values = {
    lock,
    function: world.functionName(node.id),
    taken: world.line(lastSite(held.steps)),
    line: world.line(at),
  };
  return finding(world, {
    rule: 'await-under-thread-lock',
    confidence: effect.by === 'await' ? 'high' : 'medium',
    at,
    message: phrase(`await-under-thread-lock.${effect.by}`, values),
    related: [...takenSteps(world, held), step(world, at, phrase(`step.${effect.by}-under`, { lock }))],
    locks: [held.lock],
  });
}
