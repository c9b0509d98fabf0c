/** An acquisition that gives a function for releasing, which is thrown away: nobody can release the lock any more. */
import type { AcquireEffect } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import { finding, lastSite, step } from './report.js';
import type { World } from './world.js';

export function lostReleaser(world: World): Finding[] {
  return [...world.locals()].flatMap(({ local }) =>
    local.lost
      .filter(({ effect }) => !local.released.has(effect.lock.place.key))
      .flatMap(({ effect, how }) => report(world, effect, how)),
  );
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
