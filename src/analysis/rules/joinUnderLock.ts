/** Waiting, under a lock, for the end of something that needs that lock to end. */
import type { AcquireEffect, Effect, HeldLock, SpawnEffect, WaitEffect } from '../effects/effect.js';
import { lockKey } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import type { Finding } from '../finding.js';
import type { WaitKind } from '../model/library.js';
import { phrase } from '../phrase.js';
import { isGlobal } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import { effectsOfHandle, effectsOfTarget } from '../threads/target.js';
import { asksFirst } from './asksFirst.js';
import { Best } from './best.js';
import { effectSteps, finding, lastSite, siteUnder, takenSteps } from './report.js';
import type { World } from './world.js';

const ends: readonly WaitKind[] = ['thread', 'process', 'future', 'pool'];

export function joinUnderLock(world: World): Finding[] {
  const best = new Best();
  for (const { node, summary } of world.reports('holding wait')) {
    const { effects } = summary;
    for (const effect of effects) {
      if (effect.kind !== 'wait' || !effect.blocking || !ends.includes(effect.wait)) continue;
      const locks = effect.held.filter(
        (held) => held.certain && excludes(held.lock) && !world.handOvers.isSignal(held),
      );
      if (locks.length === 0 || asksFirst(world, effect)) continue;
      for (const held of locks) {
        const needed = neededBy(world, node, effects, effect).find((each) => needs(each, held));
        if (needed) best.add(report(world, held, effect, needed), effect.steps);
      }
    }
  }
  return best.findings;
}

/** What the thread, the task or the pool's tasks take before they end. */
function neededBy(
  world: World,
  node: FunctionNode,
  effects: readonly Effect[],
  effect: WaitEffect,
): AcquireEffect[] {
  const run =
    effect.wait === 'pool'
      ? [...submittedTo(effects, effect), ...submittedElsewhere(world, node, effect)].flatMap((spawn) =>
          effectsOfTarget(world.summaries, node, [spawn.target], spawn.args),
        )
      : effectsOfHandle(world.summaries, node, effect.object);
  return run.filter((each): each is AcquireEffect => each.kind === 'acquire' && each.blocking);
}

function submittedTo(effects: readonly Effect[], effect: WaitEffect): SpawnEffect[] {
  return effects.filter(
    (each): each is SpawnEffect => each.kind === 'spawn' && each.pool?.place.key === effect.object.place.key,
  );
}

/** What other functions give to a pool that belongs to the whole program. */
function submittedElsewhere(world: World, node: FunctionNode, effect: WaitEffect): SpawnEffect[] {
  if (!isGlobal(effect.object.place)) return [];
  const others = world.own('spawn').filter((other) => other.node !== node);
  return submittedTo(
    others.map((other) => other.effect),
    effect,
  );
}

function needs(effect: AcquireEffect, held: HeldLock): boolean {
  return excludes(effect.lock) && lockKey(effect.lock) === lockKey(held.lock);
}

function report(world: World, held: HeldLock, effect: WaitEffect, needed: AcquireEffect): Finding[] {
  const at = siteUnder(world, held, effect.steps);
  if (!at) return [];
  const lock = world.mention(held.lock).name;
  const inner = lastSite(needed.steps);
  return finding(world, {
    rule: 'join-under-lock',
    confidence: 'high',
    at,
    message: phrase('join-under-lock', {
      lock,
      function: world.functionName(at.function),
      taken: world.line(lastSite(held.steps)),
      waits: world.line(lastSite(effect.steps)),
      target: inner ? world.functionName(inner.function) : '?',
      needs: world.line(inner),
    }),
    related: [
      ...takenSteps(world, held),
      ...effectSteps(world, effect, phrase('step.waits', { lock })),
      ...effectSteps(world, needed, phrase('step.needs', { lock }), 1),
    ],
    locks: [held.lock],
  });
}
