/** Something that blocks the thread of an event loop: every task of the loop stands still meanwhile. */
import type { AcquireEffect, Effect } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import type { Confidence, Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import type { FunctionId } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import { asksFirst } from './asksFirst.js';
import { siteKey, takenOverAwaits } from './awaitUnderThreadLock.js';
import { Best } from './best.js';
import { isBounded } from './blockingUnderLock.js';
import { homeOf } from './lockHome.js';
import { effectSteps, finding, lastSite } from './report.js';
import type { World } from './world.js';

export function blockingOnEventLoop(world: World): Finding[] {
  const best = new Best();
  const overAwaits = takenOverAwaits(world);
  for (const { node, summary } of world.reports('async'))
    for (const effect of summary.effects) look(effect, node.id);
  for (const root of world.spawned) {
    // Callbacks that the loop runs itself.
    if (root.spawn?.as !== 'loop' || isAsync(world, root.function)) continue;
    for (const effect of root.effects) look(effect, root.function);
  }
  return best.findings;

  function look(effect: Effect, task: FunctionId): void {
    const confidence = blocks(world, effect, overAwaits);
    // A coroutine that is awaited on the way is reported itself.
    if (!confidence || effect.steps.slice(1).some((site) => isAsync(world, site.function))) return;
    if (runsInWorker(world, task) === 'yes') return;
    const isUnsure = effect.perhaps || isPerhapsWorker(world, effect);
    best.add(report(world, effect, isUnsure ? 'medium' : confidence), effect.steps);
  }
}

/** What blocks is in code that may be a worker's. */
function isPerhapsWorker(world: World, effect: Effect): boolean {
  const last = lastSite(effect.steps);
  return last !== undefined && runsInWorker(world, last.function) === 'perhaps';
}

function runsInWorker(world: World, id: string): 'yes' | 'perhaps' | undefined {
  const module = world.program.function(id)?.module;
  return module && world.workers.runs(module.path);
}

function isAsync(world: World, id: string): boolean {
  const node: FunctionNode | undefined = world.program.function(id);
  return node?.model.async === true;
}

/** A helper that takes the lock and gives it back; one that takes it for its caller is like the call itself. */
function isBrief(world: World, effect: AcquireEffect): boolean {
  const last = lastSite(effect.steps);
  if (effect.steps.length === 1 || !last) return false;
  const { key } = homeOf(world, effect.lock);
  const { leaves } = world.summaries.summaryOf({ id: last.function });
  return !leaves.some((held) => homeOf(world, held.lock).key === key);
}

/** How sure it is that the effect blocks the thread; undefined if it does not. */
function blocks(world: World, effect: Effect, overAwaits: ReadonlySet<string>): Confidence | undefined {
  // The program has asked whether this is the loop's thread.
  if (effect.asked) return undefined;
  if (!effect.blocking) return effect.kind === 'pause' ? 'high' : undefined;
  switch (effect.kind) {
    case 'pause':
      return 'high';
    case 'acquire': {
      if (effect.lock.domain === 'task' || !excludes(effect.lock)) return undefined;
      // What is held over an await is told by the rule about that: one mistake, one report.
      const last = lastSite(effect.steps);
      if (last && overAwaits.has(siteKey(last))) return undefined;
      // A short critical section is mostly harmless, and so is what a helper does: only waiting by hand is reported.
      return world.isScopedAt(effect.steps) || isBrief(world, effect) ? undefined : 'high';
    }
    case 'wait':
      if (effect.domain === 'task' || effect.wait === 'condition' || asksFirst(world, effect))
        return undefined;
      if (effect.wait === 'room' && !isBounded(world, effect.object)) return undefined;
      // A thread that has announced its end is joined in no time.
      return ['pool', 'thread', 'process'].includes(effect.wait) ? 'medium' : 'high';
    default:
      return undefined;
  }
}

function report(world: World, effect: Effect, confidence: Confidence): Finding[] {
  const [at] = effect.steps;
  const last = lastSite(effect.steps);
  if (!at || !last) return [];
  const what = world.sourceAt(last);
  const message = phrase(
    effect.steps.length === 1 ? 'blocking-on-event-loop' : 'blocking-on-event-loop.call',
    {
      function: world.functionName(at.function),
      what,
      line: world.line(last),
      callee: world.functionName(last.function),
    },
  );
  return finding(world, {
    rule: 'blocking-on-event-loop',
    confidence,
    at,
    message,
    related: effectSteps(world, effect, phrase('step.blocks', { what })),
    locks: effect.kind === 'acquire' ? [effect.lock] : [],
  });
}
