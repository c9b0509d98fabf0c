/**
 * A finalizer or a signal handler runs in the middle of whatever its thread is doing, also while that thread holds the
 * lock that it takes.
 */
import type { AcquireEffect, Effect } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import type { Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import type { ThreadRoot } from '../threads/roots.js';
import { Best } from './best.js';
import { homeOf, maySame } from './lockHome.js';
import { effectSteps, finding, lastSite, step } from './report.js';
import type { World } from './world.js';

const finalizerNames = /(?:^|\.)__del__(?:#\d+)?$/;

type Kind = 'finalizer' | 'signal';

export function lockInFinalizer(world: World): Finding[] {
  const best = new Best();
  const interrupters = world.roots.flatMap((root) => {
    const kind = kindOf(root);
    return kind ? [{ root, kind }] : [];
  });
  for (const { root, kind } of interrupters) {
    for (const effect of root.effects) {
      if (effect.kind !== 'acquire' || !effect.blocking || !excludes(effect.lock) || effect.lock.reentrant)
        continue;
      if (effect.lock.domain === 'task') continue;
      const normal = holderOf(world, effect, kind);
      if (normal) best.add(report(world, root, kind, effect, normal), effect.steps);
    }
  }
  return best.findings;
}

function kindOf(root: ThreadRoot): Kind | undefined {
  const as = root.spawn?.as;
  if (as === 'finalizer' || as === 'signal') return as;
  return root.kind === 'entry' && finalizerNames.test(root.function) ? 'finalizer' : undefined;
}

/** An acquisition of the same lock by ordinary code, which the finalizer or handler can interrupt. */
function holderOf(world: World, effect: AcquireEffect, kind: Kind): AcquireEffect | undefined {
  const { place } = effect.lock;
  // Nobody holds a lock of the object that is being finalized: nobody knows the object any more.
  if (kind === 'finalizer' && place.root.kind === 'parameter' && finalizerNames.test(place.root.function))
    return undefined;
  const home = homeOf(world, effect.lock);
  for (const root of world.roots) {
    if (kindOf(root)) continue;
    const found = root.effects.find(
      (other: Effect) => other.kind === 'acquire' && maySame(homeOf(world, other.lock), home),
    );
    if (found?.kind === 'acquire') return found;
  }
  return undefined;
}

function report(
  world: World,
  root: ThreadRoot,
  kind: Kind,
  effect: AcquireEffect,
  normal: AcquireEffect,
): Finding[] {
  const [at] = effect.steps;
  const holder = lastSite(normal.steps);
  if (!at || !holder) return [];
  const lock = world.mention(effect.lock).name;
  return finding(world, {
    rule: 'lock-in-finalizer-or-signal',
    confidence: 'high',
    at,
    message: phrase(`lock-in-finalizer-or-signal.${kind}`, {
      lock,
      function: world.functionName(root.function),
      line: world.line(lastSite(effect.steps)),
      holder: world.functionName(holder.function),
      holds: world.line(holder),
    }),
    related: [
      step(world, holder, phrase('step.takes', { lock })),
      ...effectSteps(world, effect, phrase('step.takesAgain', { lock }), 1),
    ],
    locks: [effect.lock],
  });
}
