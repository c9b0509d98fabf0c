/** A lock that is not reentrant, taken again by the thread that holds it. */
import type { AcquireEffect, HeldLock } from '../effects/effect.js';
import { lockKey } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import type { Finding, Fix } from '../finding.js';
import { phrase } from '../phrase.js';
import { isDefinite } from '../resolve/place.js';
import { callbackUnderLock } from './callbackUnderLock.js';
import { effectSteps, finding, siteUnder, takenSteps } from './report.js';
import type { World } from './world.js';

export function selfDeadlock(world: World): Finding[] {
  const found = new Map<string, Finding>();
  for (const { local } of world.reports('again')) {
    for (const effect of local?.again ?? []) {
      const held = effect.held.find((each) => lockKey(each.lock) === lockKey(effect.lock));
      if (!held || !deadlocks(effect, held) || world.handOvers.isSignal(held)) continue;
      for (const each of report(world, effect, held)) {
        const key = `${each.path}:${each.range.line}:${each.range.column}`;
        const known = found.get(key);
        if (!known || known.related.length > each.related.length) found.set(key, each);
      }
    }
  }
  return [...found.values(), ...callbackUnderLock(world)];
}

function deadlocks(effect: AcquireEffect, held: HeldLock): boolean {
  const { lock } = effect;
  // A lock of this call that is taken twice by hand: another thread, to which it was given, releases it.
  if (lock.place.root.kind === 'local' && !held.scoped && lock.place.path.length === 0) return false;
  return excludes(lock) && !lock.reentrant && isDefinite(lock.place) && held.certain;
}

function report(world: World, effect: AcquireEffect, held: HeldLock): Finding[] {
  const name = world.mention(effect.lock).name;
  const inner = effect.steps[effect.steps.length - 1];
  const outer = held.steps[held.steps.length - 1];
  const at = siteUnder(world, held, effect.steps);
  if (!inner || !outer || !at) return [];
  const isDirect = effect.steps.length === 1;
  const values = {
    lock: name,
    function: world.functionName(at.function),
    taken: world.line(outer),
    again: world.line(inner),
    callee: world.functionName(inner.function),
  };
  return finding(world, {
    rule: 'self-deadlock',
    confidence: 'high',
    at,
    message: phrase(isDirect ? 'self-deadlock.direct' : 'self-deadlock.call', values),
    related: [
      ...takenSteps(world, held),
      ...effectSteps(world, effect, phrase('step.takesAgain', { lock: name })),
    ],
    locks: [effect.lock],
    fix: reentrantFix(world, effect),
  });
}

/** `Lock()` can become `RLock()` where the lock is made in sight. */
function reentrantFix(world: World, effect: AcquireEffect): Fix | undefined {
  const { library } = effect.lock;
  const made = world.madeAt(effect.lock);
  const location = made && world.locate(made);
  if (!location || library === undefined || !/^(threading|multiprocessing)\.Lock$/.test(library))
    return undefined;
  return { kind: 'use-reentrant-lock', path: location.path, range: location.range };
}
