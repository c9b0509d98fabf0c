/**
 * The lock-order graph: who takes which lock while holding which, on which thread. An edge keeps all that is held, so
 * that gate locks show (GoodLock: Havelund, "Using Runtime Analysis to Guide Model Checking of Java Programs", SPIN 2000).
 */
import type { AcquireEffect, HeldLock } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import { memoOf } from '../memoOf.js';
import { type Place, withAnyElement } from '../resolve/place.js';
import type { ThreadRoot } from '../threads/roots.js';
import { homeOf, type LockHome } from './lockHome.js';
import type { World } from './world.js';

export interface OrderEdge {
  readonly from: LockHome;
  readonly to: LockHome;
  readonly held: HeldLock;
  readonly effect: AcquireEffect;
  readonly root: ThreadRoot;
  /** Homes of the other locks that are held then. */
  readonly gates: readonly LockHome[];
}

/**
 * Every edge of every root; those that a comparison puts in order, or that cannot block, are left out. The rule, the hover
 * and the graph ask for the same edges.
 */
export const orderEdges = memoOf(findEdges);

function findEdges(world: World): readonly OrderEdge[] {
  const edges = new Map<string, OrderEdge>();
  for (const { root, effect } of world.threads.holding('acquire')) {
    if (root.spawn?.as === 'finalizer' || root.spawn?.as === 'signal') continue;
    if (!effect.blocking || effect.ordered || !excludes(effect.lock)) continue;
    for (const edge of edgesOf(world, root, effect)) {
      const key = edgeKey(edge);
      const known = edges.get(key);
      if (!known || known.effect.steps.length > effect.steps.length) edges.set(key, edge);
    }
  }
  return [...edges.values()];
}

/**
 * Edges from an element of a collection to the one after it in a circle, `(i + 1) % n`. If threads do that side by side,
 * each can hold its first one: the dining philosophers (Dijkstra, "Hierarchical Ordering of Sequential Processes", Acta
 * Informatica 1971).
 */
export function ringEdges(world: World): OrderEdge[] {
  const found: OrderEdge[] = [];
  for (const { root, effect } of world.threads.holding('acquire')) {
    // Anything else that is held may be what keeps the last one out.
    const [held] = effect.held;
    if (!held?.certain || effect.held.length > 1 || !effect.blocking || effect.ordered) continue;
    if (!excludes(held.lock) || !excludes(effect.lock) || !isNextTo(held.lock.place, effect.lock.place))
      continue;
    const [from, to] = [homeOf(world, held.lock), homeOf(world, effect.lock)];
    found.push({ from, to, held, effect, root, gates: [] });
  }
  return found;
}

/** Whether one is some element of a collection, and the other the next element of the same. */
function isNextTo(a: Place, b: Place): boolean {
  return a.key !== b.key && withAnyElement(a).key === withAnyElement(b).key;
}

function edgesOf(world: World, root: ThreadRoot, effect: AcquireEffect): OrderEdge[] {
  const held = effect.held.filter((each) => each.certain && excludes(each.lock));
  const to = homeOf(world, effect.lock);
  return held.flatMap((each) => {
    const from = homeOf(world, each.lock);
    if (from.key === to.key && from.instance === to.instance) return [];
    const gates = held.filter((other) => other !== each).map((other) => homeOf(world, other.lock));
    return [{ from, to, held: each, effect, root, gates }];
  });
}

function edgeKey(edge: OrderEdge): string {
  const gates = edge.gates.map((gate) => gate.key).sort();
  const { from, to, root } = edge;
  const spawn = root.spawn ? `${root.spawn.as}${root.spawn.steps.length}` : '';
  return `${from.key} ${from.instance} > ${to.key} ${to.instance} ${root.kind} ${root.function} ${spawn} ${gates}`;
}
