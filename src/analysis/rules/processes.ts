/** Processes that are joined before their queue was emptied. */
import type { WaitEffect } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import type { FunctionNode } from '../resolve/program.js';
import type { ObjectValue, Site } from '../resolve/value.js';
import { effectsOfHandle } from '../threads/target.js';
import { finding, lastSite, step } from './report.js';
import type { World } from './world.js';

export function joinBeforeGet(world: World): Finding[] {
  const found: Finding[] = [];
  for (const { node, local } of world.reports('own wait')) {
    const waits = (local?.own ?? []).filter((effect): effect is WaitEffect => effect.kind === 'wait');
    const joins = waits.filter((effect) => effect.wait === 'process' && effect.blocking);
    for (const join of joins) {
      const queue = filledQueues(world, node, join.object).find((each) => isReadOnlyAfter(waits, each, join));
      if (queue) found.push(...reportJoin(world, join, queue, waits));
    }
  }
  return found;
}

function filledQueues(world: World, node: FunctionNode, child: ObjectValue): ObjectValue[] {
  return effectsOfHandle(world.summaries, node, child).flatMap((effect) =>
    effect.kind === 'wait' && effect.wait === 'room' && isFed(world, effect.object) ? [effect.object] : [],
  );
}

/** A queue of which the child keeps a thread that feeds a pipe: it cannot end before the pipe is read. */
function isFed(world: World, { library }: ObjectValue): boolean {
  return library !== undefined && world.resolver.library.type(library)?.feeds === true;
}

function isReadOnlyAfter(waits: readonly WaitEffect[], queue: ObjectValue, join: WaitEffect): boolean {
  const gets = waits.filter(
    (effect) => effect.wait === 'item' && effect.object.place.key === queue.place.key,
  );
  return gets.length > 0 && gets.every((effect) => startOf(effect.steps) > startOf(join.steps));
}

function startOf(steps: readonly Site[]): number {
  return lastSite(steps)?.start ?? 0;
}

function reportJoin(
  world: World,
  join: WaitEffect,
  queue: ObjectValue,
  waits: readonly WaitEffect[],
): Finding[] {
  const at = lastSite(join.steps);
  const get = waits.find((effect) => effect.wait === 'item' && effect.object.place.key === queue.place.key);
  if (!at || !get) return [];
  const name = world.placeName(queue.place);
  const reads = lastSite(get.steps);
  return finding(world, {
    rule: 'join-before-get',
    confidence: 'high',
    at,
    message: phrase('join-before-get', {
      process: world.placeName(join.object.place),
      queue: name,
      line: world.line(at),
      reads: world.line(reads),
    }),
    related: [
      step(world, at, phrase('step.joins', {})),
      step(world, reads, phrase('step.reads', { queue: name })),
    ],
  });
}
