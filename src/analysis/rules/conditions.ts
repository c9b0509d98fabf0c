/** Condition variables: a wait that does not look again, and a notify without the lock. */
import type { WaitEffect, WakeEffect } from '../effects/effect.js';
import { lockOf } from '../effects/lock.js';
import type { Finding } from '../finding.js';
import { memoOf } from '../memoOf.js';
import { eachStatement } from '../model/visit.js';
import { phrase } from '../phrase.js';
import type { FunctionNode } from '../resolve/program.js';
import type { RootSet } from '../threads/rootSet.js';
import { Best } from './best.js';
import { homeOf, maySame } from './lockHome.js';
import { effectSteps, finding, lastSite, step } from './report.js';
import type { World } from './world.js';

export function waitWithoutLoop(world: World): Finding[] {
  const found: Finding[] = [];
  for (const { node, effect } of world.own('wait')) {
    if (effect.wait !== 'condition' || effect.looped || !effect.blocking) continue;
    if (!isDelegate(node) && !isMadeInLoop(node) && !isCalledInLoops(world, effect))
      found.push(...reportWait(world, effect));
  }
  return found;
}

/** The loop that looks again stands around the function itself. */
function isMadeInLoop({ parent, index }: FunctionNode): boolean {
  let found = false;
  eachStatement(parent?.model.body ?? [], (loop) => {
    if (loop.kind !== 'loop') return;
    eachStatement(loop.body, (inner) => {
      if (inner.kind === 'assign' && inner.value.kind === 'function' && inner.value.index === index)
        found = true;
    });
  });
  return found;
}

/** The loop that looks again stands around the calls of the function that waits. */
function isCalledInLoops(world: World, effect: WaitEffect): boolean {
  return loopedByAll(world.threads).get(waitKey(effect)) === true;
}

/** By wait: whether it stands in a loop, or below one, on every thread. */
const loopedByAll = memoOf((threads: RootSet) => {
  const looped = new Map<string, boolean>();
  for (const { effect } of threads.effects('wait')) {
    if (effect.wait !== 'condition') continue;
    const key = waitKey(effect);
    looped.set(key, effect.looped && looped.get(key) !== false);
  }
  return looped;
});

function waitKey({ steps }: WaitEffect): string {
  const at = lastSite(steps);
  return `${at?.function}@${at?.start}`;
}

/** A method called `wait` that only passes the call on: its caller has the loop. */
function isDelegate(node: FunctionNode): boolean {
  return /(?:^|[._])wait\w*(?:#\d+)?$/.test(node.model.name);
}

function reportWait(world: World, effect: WaitEffect): Finding[] {
  const at = lastSite(effect.steps);
  const location = at && world.locate(at);
  if (!at || !location) return [];
  const condition = world.placeName(effect.object.place);
  return finding(world, {
    rule: 'wait-without-loop',
    confidence: 'high',
    at,
    message: phrase('wait-without-loop', { condition, function: world.functionName(at.function) }),
    related: [step(world, at, phrase('step.waitsOnce', { condition }))],
    fix: { kind: 'while-around-wait', path: location.path, range: location.range, data: { condition } },
  });
}

export function notifyWithoutLock(world: World): Finding[] {
  const best = new Best();
  for (const { root, effect } of world.threads.effects('wake')) {
    if (effect.wake !== 'condition' || (root.kind === 'entry' && isInner(root.function))) continue;
    if (!isGiven(effect) && !holdsOwn(world, effect)) best.add(reportNotify(world, effect), effect.steps);
  }
  return best.findings;
}

/** Whoever gives a condition to a function may hold it. */
function isGiven({ object: { place } }: WakeEffect): boolean {
  return place.root.kind === 'parameter' && place.path.length === 0;
}

/** A function that is not public, or whose name says so, is called by somebody who holds the lock. */
function isInner(id: string): boolean {
  const name = id.slice(Math.max(id.lastIndexOf('.'), id.lastIndexOf(':')) + 1);
  return name.startsWith('_') || /locked|unsafe|notify/i.test(name);
}

function holdsOwn(world: World, effect: WakeEffect): boolean {
  const own = lockOf(world.resolver, effect.object);
  if (!own?.typed || world.handOvers.isKept(own)) return true;
  const home = homeOf(world, own);
  return effect.held.some((held) => maySame(homeOf(world, held.lock), home));
}

function reportNotify(world: World, effect: WakeEffect): Finding[] {
  const at = lastSite(effect.steps);
  if (!at) return [];
  const condition = world.placeName(effect.object.place);
  return finding(world, {
    rule: 'notify-without-lock',
    confidence: 'high',
    at,
    message: phrase('notify-without-lock', { condition, function: world.functionName(at.function) }),
    related: effectSteps(world, effect, phrase('step.notifies', { condition })),
  });
}
