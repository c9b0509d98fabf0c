/** `queue.join()` ends when each item that was put is marked done; here nobody marks any. */
import type { WaitEffect, WakeEffect } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import { eachStatement, expressionsIn, visitExpression } from '../model/visit.js';
import { phrase } from '../phrase.js';
import type { ModuleNode } from '../resolve/program.js';
import { Best } from './best.js';
import { maySame } from './lockHome.js';
import { effectSteps, finding, lastSite } from './report.js';
import type { World } from './world.js';

export function queueJoinWithoutTaskDone(world: World): Finding[] {
  const best = new Best();
  const waits = world.threads.effects('wait').map(({ effect }) => effect);
  const marks = world.threads.effects('wake').filter(({ effect }) => effect.wake === 'tasks-done');
  for (const effect of waits) {
    if (effect.wait !== 'tasks-done' || !effect.blocking) continue;
    const home = world.homeOf(effect.object.place);
    const isSame = (other: WaitEffect | WakeEffect) => maySame(world.homeOf(other.object.place), home);
    const isRead = waits.some((other) => other.wait === 'item' && isSame(other));
    const isMarked = marks.some((other) => isSame(other.effect));
    if (isRead && !isMarked && !mentionsTaskDone(world, effect))
      best.add(report(world, effect), effect.steps);
  }
  return best.findings;
}

/** Somebody marks items of a queue that was not resolved: it may be this one. */
function mentionsTaskDone(world: World, effect: WaitEffect): boolean {
  return effect.steps.some((site) => {
    const module = world.program.function(site.function)?.module;
    return module !== undefined && namesTaskDone(module);
  });
}

function namesTaskDone(module: ModuleNode): boolean {
  return module.functions.some((node) => {
    let names = false;
    eachStatement(node.model.body, (statement) => {
      for (const expression of expressionsIn(statement)) {
        visitExpression(expression, (inner) => {
          if (inner.kind === 'attribute' && inner.name === 'task_done') names = true;
        });
      }
    });
    return names;
  });
}

function report(world: World, effect: WaitEffect): Finding[] {
  const at = lastSite(effect.steps);
  if (!at) return [];
  const queue = world.placeName(effect.object.place);
  return finding(world, {
    rule: 'queue-join-without-task-done',
    confidence: 'high',
    at,
    message: phrase('queue-join-without-task-done', { queue, function: world.functionName(at.function) }),
    related: effectSteps(world, effect, phrase('step.waitsFor', { object: queue })),
  });
}
