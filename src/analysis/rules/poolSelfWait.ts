/** A task that waits for another task of the same pool: once all workers do that, nobody is left to run the others. */
import type { AcquireEffect, Effect, SpawnEffect, WaitEffect } from '../effects/effect.js';
import { lockKey } from '../effects/effect.js';
import type { FunctionReport } from '../effects/summaries.js';
import type { Confidence, Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import { argumentAt, constantOf } from '../resolve/arguments.js';
import type { ObjectValue } from '../resolve/value.js';
import type { ThreadRoot } from '../threads/roots.js';
import { effectsOfHandle } from '../threads/target.js';
import { Best } from './best.js';
import { effectSteps, finding, lastSite, siteUnder, step, takenSteps } from './report.js';
import type { World } from './world.js';

export function poolSelfWait(world: World): Finding[] {
  const best = new Best();
  for (const root of world.spawned) {
    const { spawn } = root;
    if (spawn?.as !== 'pool' || !spawn.pool || spawn.domain === 'process') continue;
    for (const effect of root.effects) {
      if (!waitsForPool(effect, spawn.pool)) continue;
      const confidence = boundOf(world, spawn.pool);
      if (confidence) best.add(report(world, root, spawn, spawn.pool, effect, confidence), effect.steps);
    }
  }
  return [...best.findings, ...limited(world)];
}

/** For one of its tasks, or for all of them. Both are seen from where the task was started, so one place is one pool. */
function waitsForPool(effect: Effect, pool: ObjectValue): effect is WaitEffect {
  if (effect.kind !== 'wait' || !effect.blocking) return false;
  const by =
    effect.wait === 'pool' ? effect.object : effect.wait === 'future' ? effect.object.made?.by : undefined;
  return by?.place.key === pool.place.key && !isAnother(effect, pool);
}

/** A pool that a function makes for itself is another one in each call of the function. */
function isAnother(effect: WaitEffect, { place: { root } }: ObjectValue): boolean {
  if (root.kind !== 'local' && root.kind !== 'made') return false;
  return effect.steps.slice(1).some((site) => site.function === root.function);
}

/** High if the number of workers is written down, medium if it is the default, none if the pool is not seen being made. */
function boundOf(world: World, pool: ObjectValue): Confidence | undefined {
  const type = pool.library === undefined ? undefined : world.resolver.library.type(pool.library);
  if (!type || !pool.made) return undefined;
  const given = argumentAt(pool.made.args, type.capacity);
  if (!given && type.unbounded) return undefined;
  return given && constantOf(given)?.value !== null ? 'high' : 'medium';
}

function report(
  world: World,
  root: ThreadRoot,
  spawn: SpawnEffect,
  pool: ObjectValue,
  effect: WaitEffect,
  confidence: Confidence,
): Finding[] {
  const at = lastSite(effect.steps);
  const submitted = lastSite(spawn.steps);
  if (!at) return [];
  const name = world.placeName(pool.place);
  return finding(world, {
    rule: 'pool-self-wait',
    confidence,
    at,
    message: phrase('pool-self-wait', {
      pool: name,
      task: world.functionName(root.function),
      submits: world.line(submitted),
      waits: world.line(at),
    }),
    related: [
      step(world, submitted, phrase('step.submits', { pool: name, task: world.functionName(root.function) })),
      ...effectSteps(world, effect, phrase('step.waitsForPool', { pool: name })),
    ],
  });
}

/** The same for limiters, where a task's place is a permit that it holds while it runs. */
function limited(world: World): Finding[] {
  const best = new Best();
  for (const each of world.reports('holding wait'))
    for (const effect of waitsUnderPermit(world, each)) best.add(reportLimiter(world, effect), effect.steps);
  for (const { local } of world.reports('again')) {
    for (const effect of local?.again ?? []) {
      const type =
        effect.lock.library === undefined ? undefined : world.resolver.library.type(effect.lock.library);
      if (type?.lock?.limiter && effect.lock.permits !== undefined)
        best.add(reportLimiter(world, effect), effect.steps);
    }
  }
  return best.findings;
}

/** Under a permit, the wait for a task that needs a permit of the same semaphore. */
function waitsUnderPermit(world: World, { node, summary }: FunctionReport): AcquireEffect[] {
  return summary.effects.flatMap((effect) => {
    if (effect.kind !== 'wait' || effect.wait !== 'future' || !effect.blocking) return [];
    const held = effect.held.filter(
      (each) => each.certain && each.lock.typed && (each.lock.permits ?? 0) > 1,
    );
    if (held.length === 0) return [];
    const needed = effectsOfHandle(world.summaries, node, effect.object).find(
      (each): each is AcquireEffect =>
        each.kind === 'acquire' &&
        each.blocking &&
        held.some(({ lock }) => lockKey(lock) === lockKey(each.lock)),
    );
    return needed ? [{ ...needed, held: effect.held, steps: [...effect.steps, ...needed.steps] }] : [];
  });
}

function reportLimiter(world: World, effect: AcquireEffect): Finding[] {
  const held = effect.held.find((each) => each.lock.place.key === effect.lock.place.key);
  const at = held && siteUnder(world, held, effect.steps);
  if (!at || !held) return [];
  const pool = world.mention(effect.lock).name;
  return finding(world, {
    rule: 'pool-self-wait',
    confidence: 'high',
    at,
    message: phrase('pool-self-wait.limiter', {
      pool,
      task: world.functionName(at.function),
      submits: world.line(lastSite(held.steps)),
      waits: world.line(lastSite(effect.steps)),
    }),
    related: [
      ...takenSteps(world, held),
      ...effectSteps(world, effect, phrase('step.waitsForPool', { pool })),
    ],
    locks: [effect.lock],
  });
}
