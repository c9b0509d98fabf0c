/**
 * A part of self-deadlock: the callbacks of a future run in the thread that completes it, before that call returns, or
 * in the thread that adds them if it is complete already (concurrent.futures, `Future.add_done_callback`). If that
 * thread holds a lock that a callback takes, it waits for itself. Which future is which is told by where it was made.
 */
import type { AcquireEffect, Effect, HeldLock, SpawnEffect, WakeEffect } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import type { Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import { siteOfMaking } from '../resolve/making.js';
import { isDefinite, isGlobal } from '../resolve/place.js';
import type { ObjectValue } from '../resolve/value.js';
import type { ThreadRoot } from '../threads/roots.js';
import { functionsIn } from '../threads/spawned.js';
import { Best } from './best.js';
import { homeOf, maySame } from './lockHome.js';
import { effectSteps, finding, lastSite, siteUnder, step, takenSteps } from './report.js';
import type { World } from './world.js';

interface Callback {
  readonly effect: SpawnEffect;
  readonly root: ThreadRoot;
}

export function callbackUnderLock(world: World): Finding[] {
  const callbacks = callbacksOf(world);
  if (callbacks.length === 0) return [];
  const best = new Best();
  for (const { effect, root } of callbacks) {
    for (const [held, again] of takenAgain(world, effect, root, isSameLock))
      best.add(report(world, 'adds', effect, root, held, again), [...effect.steps, ...again.steps]);
  }
  for (const { summary } of world.reports('holding wake')) {
    for (const effect of summary.effects) {
      if (effect.kind !== 'wake' || effect.held.length === 0) continue;
      for (const callback of callbacks) {
        if (callback.effect.by !== effect.wake || !isSameObject(world, callback.effect.pool, effect.object))
          continue;
        const { root } = callback;
        for (const [held, again] of takenAgain(world, effect, root, mayBeSameLock))
          best.add(report(world, 'completes', effect, root, held, again), effect.steps);
      }
    }
  }
  return best.findings;
}

function callbacksOf(world: World): Callback[] {
  const roots = world.spawned.filter((root) => root.spawn?.by !== undefined);
  if (roots.length === 0) return [];
  return world.reports('does spawn').flatMap(({ summary }) =>
    summary.effects.flatMap((effect) => {
      if (effect.kind !== 'spawn' || effect.by === undefined) return [];
      const targets = functionsIn(effect.target);
      return roots.filter((root) => targets.includes(root.function)).map((root) => ({ effect, root }));
    }),
  );
}

/** Futures that the same expression makes; whether it is the very same one, nobody knows. */
function isSameObject({ resolver }: World, a: ObjectValue | undefined, b: ObjectValue): boolean {
  const [one, other] = [a && siteOfMaking(resolver, a), siteOfMaking(resolver, b)];
  if (!one || !other || one.function === '') return false;
  return one.function === other.function && one.start === other.start;
}

type Comparison = (world: World, held: HeldLock, again: AcquireEffect) => boolean;

/** In one frame: the callback is made where it is added. */
const isSameLock: Comparison = (_, held, { lock }) =>
  held.lock.place.key === lock.place.key && isDefinite(lock.place);

const mayBeSameLock: Comparison = (world, held, { lock }) =>
  maySame(homeOf(world, held.lock), homeOf(world, lock));

/** Locks that are held for sure and that the callback takes, waiting for ever. */
function takenAgain(
  world: World,
  { held }: Effect,
  root: ThreadRoot,
  isSame: Comparison,
): [HeldLock, AcquireEffect][] {
  const excluding = held.filter(
    ({ lock, certain }) => certain && excludes(lock) && !lock.reentrant && lock.domain === 'thread',
  );
  return excluding.flatMap((each) => {
    const again = root.effects.find(
      (effect) => effect.kind === 'acquire' && effect.blocking && isSame(world, each, effect),
    );
    return again?.kind === 'acquire' ? [[each, again] as [HeldLock, AcquireEffect]] : [];
  });
}

/** A future may be another one of that expression, and may not be done when a callback is added. */
function isOnlyOne({ lock }: HeldLock, effect: SpawnEffect | WakeEffect): boolean {
  const places = effect.kind === 'wake' ? [lock.place, effect.object.place] : [];
  return places.length > 0 && places.every((place) => isGlobal(place) && isDefinite(place));
}

function report(
  world: World,
  how: 'adds' | 'completes',
  effect: SpawnEffect | WakeEffect,
  root: ThreadRoot,
  held: HeldLock,
  again: AcquireEffect,
): Finding[] {
  const at = siteUnder(world, held, effect.steps);
  const [outer, line, inner] = [held.steps, effect.steps, again.steps].map(lastSite);
  if (!at || !outer || !line || !inner) return [];
  const lock = world.mention(held.lock).name;
  const callback = world.functionName(root.function);
  return finding(world, {
    rule: 'self-deadlock',
    confidence: isOnlyOne(held, effect) ? 'high' : 'medium',
    at,
    message: phrase(`self-deadlock.${how}`, {
      lock,
      callback,
      function: world.functionName(at.function),
      taken: world.line(outer),
      line: world.line(line),
      again: world.line(inner),
    }),
    related: [
      ...takenSteps(world, held),
      ...effectSteps(world, effect, phrase(`step.${how}`, { callback })),
      step(world, inner, phrase('step.takesAgain', { lock })),
    ],
    locks: [held.lock],
  });
}
