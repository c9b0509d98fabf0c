/**
 * Threads of the program, as far as they can be told apart: a module's own code, what is started, and functions that
 * nobody in the workspace calls, which anybody may call from any thread. Two effects can meet only if their roots can
 * run at the same time.
 */

import { isWithin } from '../effects/callIndex.js';
import type { Effect, SpawnEffect, Summary } from '../effects/effect.js';
import { targetKey } from '../effects/recorder.js';
import type { Summaries } from '../effects/summaries.js';
import { memoOf } from '../memoOf.js';
import type { Domain } from '../model/library.js';
import type { FunctionId } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import { functionsIn, type SpawnedRoots } from './spawned.js';

export interface ThreadRoot {
  readonly kind: 'main' | 'spawn' | 'entry';
  readonly function: FunctionId;
  readonly effects: readonly Effect[];
  readonly domain: Domain;
  /** More than one of it may run at once. */
  readonly many: boolean;
  /** For what is started: how, and where. */
  readonly spawn?: SpawnEffect;
}

const mostSpawns = 2000;
/** One function with more arguments than this says nothing new: its tasks are alike. */
const mostOfOneFunction = 6;

/** All roots with effects. */
export function rootsOf(spawns: SpawnedRoots): ThreadRoot[] {
  const { summaries } = spawns;
  const started = startedFunctions(summaries);
  const roots: ThreadRoot[] = [];
  const starters: Effect[] = [];
  for (const { node, summary } of summaries.telling) {
    const { id } = node;
    const { effects } = summary;
    if (effects.length === 0) continue;
    const isCalled = summaries.calls.isCalled(id) || started.has(id);
    // Nobody else knows an object that is being made; what its constructor starts runs all the same.
    if (node.isConstructor) {
      if (!isCalled) starters.push(...effects);
    } else if (node.isModule || (!isCalled && isMain(node)))
      roots.push({ kind: 'main', function: id, effects, domain: 'thread', many: false });
    else if (!isCalled)
      roots.push({ kind: 'entry', function: id, effects, domain: domainOf(node), many: true });
  }
  return withSpawned(roots, starters, spawns);
}

/** What a program's start calls, by the custom of all these languages: it runs once. */
function isMain(node: FunctionNode): boolean {
  return node.model.name === 'main' && node.parent?.isModule === true && !node.model.async;
}

function domainOf(node: FunctionNode): Domain {
  return node.model.async ? 'task' : 'thread';
}

/** Functions that some other function starts: what they do shows in the roots that they become. */
function startedFunctions(summaries: Summaries): Set<FunctionId> {
  const started = new Set<FunctionId>();
  for (const { node, summary } of summaries.reports('does spawn'))
    for (const id of startedBy(summary)) if (!isWithin(node.id, id)) started.add(id);
  return started;
}

const startedBy = memoOf(({ effects }: Summary) =>
  effects.flatMap((effect) => (effect.kind === 'spawn' ? functionsIn(effect.target) : [])),
);

function withSpawned(
  roots: readonly ThreadRoot[],
  starters: readonly Effect[],
  spawns: SpawnedRoots,
): ThreadRoot[] {
  const spawned = new Map<string, ThreadRoot>();
  const counts = new Map<FunctionId, number>();
  const waiting: SpawnEffect[] = [];
  const look = (effects: readonly Effect[]) => {
    for (const effect of effects) if (effect.kind === 'spawn') waiting.push(effect);
  };
  look(starters);
  for (const root of roots) look(root.effects);
  for (let effect = waiting.pop(); effect && spawned.size < mostSpawns; effect = waiting.pop()) {
    const key = spawnKey(effect);
    const known = spawned.get(key);
    if (known) {
      if (!known.many && known.spawn && !sameSite(known.spawn, effect))
        spawned.set(key, { ...known, many: true });
      continue;
    }
    const [id = key] = functionsIn(effect.target);
    const count = counts.get(id) ?? 0;
    if (count >= mostOfOneFunction || !spawns.mayMatter(effect)) continue;
    counts.set(id, count + 1);
    const root = spawns.rootOf(effect);
    if (!root) continue;
    spawned.set(key, root);
    look(root.effects);
  }
  return [...roots, ...spawned.values()];
}

const spawnKey = memoOf((effect: SpawnEffect) => {
  const args = effect.args.map((argument) => argument.values.map(targetKey).join('|')).join();
  return `${effect.as} ${effect.domain} ${targetKey(effect.target)}(${args})`;
});

function sameSite(a: SpawnEffect, b: SpawnEffect): boolean {
  const x = a.steps[a.steps.length - 1];
  const y = b.steps[b.steps.length - 1];
  return x?.function === y?.function && x?.start === y?.start;
}

/** Whether code of the two roots can run at the same time, for a lock or a wait of that domain. */
export function canMeet(a: ThreadRoot, b: ThreadRoot, domain: Domain): boolean {
  if (a.spawn?.as === 'finalizer' || b.spawn?.as === 'finalizer') return false;
  if (a.spawn?.as === 'signal' || b.spawn?.as === 'signal') return false;
  if (a === b && !a.many) return false;
  if (a.kind === 'main' && b.kind === 'main') return false;
  // Tasks of one loop share a thread: only locks of tasks can be held across their switches.
  if (domain === 'thread' && a.domain === 'task' && b.domain === 'task') return false;
  // A process has a copy of each ordinary lock.
  if (domain === 'thread' && (a.domain === 'process' || b.domain === 'process')) return false;
  return true;
}
