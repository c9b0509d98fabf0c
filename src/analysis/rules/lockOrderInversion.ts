/**
 * A cycle in the lock order: each thread of it waits for what the next one holds. Cycles of more than two locks follow
 * Bensalem and Havelund, "Dynamic Deadlock Analysis of Multi-Threaded Programs" (HVC 2005): edges of different threads,
 * no lock held around two of them.
 */
import type { Lock } from '../effects/effect.js';
import type { Finding } from '../finding.js';
import { type Phrase, phrase } from '../phrase.js';
import { canMeet } from '../threads/roots.js';
import { type LockHome, maySame } from './lockHome.js';
import { type OrderEdge, orderEdges, ringEdges } from './lockOrder.js';
import { effectSteps, finding, lastSite, siteUnder, takenSteps } from './report.js';
import type { World } from './world.js';

/** Longer cycles are not looked for: nobody follows a story of five threads, and the search grows with each. */
const longestCycle = 4;
const mostCycles = 200;
/** Edges put beside each other: in code in which everything calls everything the search would have no end. */
const mostPairs = 1_000_000;

export function lockOrderInversion(world: World): Finding[] {
  const edges = orderEdges(world);
  const bySource = new Map<string, OrderEdge[]>();
  for (const edge of edges) {
    const known = bySource.get(edge.from.key);
    if (known) known.push(edge);
    else bySource.set(edge.from.key, [edge]);
  }
  const cycles = new Map<string, OrderEdge[]>();
  let pairs = 0;
  // Short ones first: should the search have to end early, it has found those that are told best.
  for (let longest = 2; longest <= longestCycle; longest++) for (const edge of edges) search([edge], longest);
  return [
    ...[...cycles.values()].flatMap((cycle) => report(world, fromFirst(world, cycle))),
    ...rings(world),
  ];

  /** Cycles that begin with this path and at the least of their locks: from each other lock it is the same one. */
  function search(path: readonly OrderEdge[], longest: number): void {
    const last = path[path.length - 1] as OrderEdge;
    const start = (path[0] as OrderEdge).from.key;
    for (const next of bySource.get(last.to.key) ?? []) {
      if (cycles.size >= mostCycles || pairs > mostPairs) return;
      const closes = next.to.key === start;
      const isNew = next.to.key > start && !path.some((edge) => edge.from.key === next.to.key);
      if (!closes && (!isNew || path.length + 1 >= longest)) continue;
      pairs += path.length;
      if (!path.every((edge) => mayJoin(world, edge, next))) continue;
      if (closes) keep([...path, next]);
      else search([...path, next], longest);
    }
  }

  function keep(cycle: OrderEdge[]): void {
    if (!isConsistent(cycle)) return;
    const key = cycle
      .map((edge) => edge.from.key)
      .sort()
      .join(' ');
    const known = cycles.get(key);
    if (!known || size(cycle) < size(known)) cycles.set(key, cycle);
  }
}

/** One report for each collection whose elements are taken in a circle, if nothing takes them the other way round. */
function rings(world: World): Finding[] {
  const byCollection = new Map<string, OrderEdge[]>();
  for (const edge of ringEdges(world)) {
    const edges = byCollection.get(edge.from.key);
    if (edges) edges.push(edge);
    else byCollection.set(edge.from.key, [edge]);
  }
  return [...byCollection.values()].flatMap((edges) => {
    const first = edges.find(({ root, effect }) => canMeet(root, root, effect.lock.domain));
    const ways = new Set(edges.map(({ effect }) => isNext(effect.lock)));
    return first && ways.size === 1 ? reportRing(world, first) : [];
  });
}

function isNext({ place }: Lock): boolean {
  return place.path.includes('[+]');
}

function reportRing(world: World, { held, effect, root }: OrderEdge): Finding[] {
  const at = siteUnder(world, held, effect.steps);
  if (!at) return [];
  const lock = world.mention(effect.lock).name;
  const takes = phrase('step.takes', { lock });
  return finding(world, {
    rule: 'lock-order-inversion',
    confidence: root.kind === 'spawn' ? 'high' : 'medium',
    at,
    message: phrase('lock-order-inversion.ring', {
      lock,
      function: world.functionName(root.function),
      firstLine: world.line(lastSite(held.steps)),
      secondLine: world.line(lastSite(effect.steps)),
    }),
    related: [...takenSteps(world, held), ...effectSteps(world, effect, takes)],
    locks: [held.lock],
  });
}

/** The same cycle, told from the thread whose code comes first. */
function fromFirst(world: World, cycle: readonly OrderEdge[]): OrderEdge[] {
  const places = cycle.map((edge) => {
    const site = lastSite(edge.held.steps);
    const location = site && world.locate(site);
    return `${location?.path} ${String(location?.range.line ?? 0).padStart(9, '0')}`;
  });
  const start = places.indexOf([...places].sort()[0] ?? '');
  return [...cycle.slice(start), ...cycle.slice(0, start)];
}

function size(cycle: readonly OrderEdge[]): number {
  const steps = cycle.map((edge) => edge.effect.steps.length + edge.held.steps.length);
  return cycle.length * 1000 + steps.reduce((sum, each) => sum + each, 0);
}

/** Whether the two can wait at the same time: on different threads, and with no gate around both. */
function mayJoin(world: World, a: OrderEdge, b: OrderEdge): boolean {
  if (!canMeet(a.root, b.root, b.effect.lock.domain)) return false;
  if (!sharesLocals(a, b)) return false;
  const around = a.from.key === a.to.key ? a.gates : [...a.gates, a.from];
  const others = b.from.key === b.to.key ? b.gates : [...b.gates, b.from];
  // Where instances are not known, a gate that may be one counts as one.
  if (around.some((gate) => others.some((other) => maySame(gate, other)))) return false;
  return !world.threads.order.separates(momentOf(a), momentOf(b));
}

/** When the second lock is taken: the whole hold is on the same side of a start or a join of its function. */
function momentOf({ root, effect }: OrderEdge) {
  return { root, steps: effect.steps };
}

/** A lock of a function's variable is the same one for two threads only if one of them was started there. */
function sharesLocals(a: OrderEdge, b: OrderEdge): boolean {
  return [a.held.lock, a.effect.lock].every(({ place }) => {
    if (place.root.kind !== 'local' && place.root.kind !== 'made') return true;
    return a.root.kind === 'spawn' || b.root.kind === 'spawn';
  });
}

/**
 * Whether the instances can be chosen so that the cycle closes: two objects that one thread tells apart must not have to
 * be the same, nor two objects of the program.
 */
function isConsistent(cycle: readonly OrderEdge[]): boolean {
  if (cycle.some((edge, index) => areDifferentParts(edge.to, cycle[(index + 1) % cycle.length]?.from)))
    return false;
  const groups = new Map<string, string>();
  const find = (name: string): string => {
    const up = groups.get(name);
    return up === undefined || up === name ? name : find(up);
  };
  const nameOf = (edge: number, home: LockHome) =>
    home.symbolic ? `${edge}|${home.instance}` : `!${home.instance}`;
  cycle.forEach((edge, index) => {
    const next = (index + 1) % cycle.length;
    const follower = (cycle[next] as OrderEdge).from;
    if (edge.to.instance === undefined || follower.instance === undefined) return;
    const a = find(nameOf(index, edge.to));
    const b = find(nameOf(next, follower));
    // A group keeps the name of an object of the program, if it has one.
    if (a !== b) groups.set(a.startsWith('!') ? b : a, a.startsWith('!') ? a : b);
  });
  return (
    cycle.every((edge, index) => {
      const { from, to } = edge;
      if (from.instance === undefined || to.instance === undefined) return true;
      const a = nameOf(index, from);
      const b = nameOf(index, to);
      return a === b || find(a) !== find(b);
    }) && !mergesObjects(cycle, nameOf, find)
  );
}

function areDifferentParts(a: LockHome, b: LockHome | undefined): boolean {
  if (a.madeAs !== undefined && b?.madeAs !== undefined && a.madeAs !== b.madeAs) return true;
  return a.part !== undefined && b?.part !== undefined && a.part !== b.part;
}

function mergesObjects(
  cycle: readonly OrderEdge[],
  nameOf: (edge: number, home: LockHome) => string,
  find: (name: string) => string,
): boolean {
  const objects = new Set<string>();
  cycle.forEach((edge, index) => {
    for (const home of [edge.from, edge.to]) {
      const name = nameOf(index, home);
      if (home.instance !== undefined && name.startsWith('!')) objects.add(name);
    }
  });
  const representatives = [...objects].map(find);
  return new Set(representatives).size < representatives.length;
}

function report(world: World, cycle: readonly OrderEdge[]): Finding[] {
  const first = cycle[0] as OrderEdge;
  const selfLoop = first.from.key === first.to.key;
  if (selfLoop && cycle.some((edge) => isNested(edge))) return [];
  const isElement = cycle.some((edge) => edge.from.element || edge.to.element);
  const isSymbolic = selfLoop && cycle.some((edge) => edge.from.symbolic);
  const at = siteUnder(world, first.held, first.effect.steps);
  if (!at) return [];
  const names = cycle.map((edge) => world.mention(edge.held.lock).name);
  const message = phrase(cycle.length === 2 ? 'lock-order-inversion.two' : 'lock-order-inversion.more', {
    locks: names.map((name) => phrase('name', { name })),
    threads: cycle.map((edge, index) => thread(world, edge, index)),
  });
  return finding(world, {
    rule: 'lock-order-inversion',
    confidence: isElement || isSymbolic ? 'medium' : 'high',
    at,
    message,
    related: cycle.flatMap((edge, index) => [
      ...takenSteps(world, edge.held, index),
      ...effectSteps(
        world,
        edge.effect,
        phrase('step.takes', { lock: world.mention(edge.effect.lock).name }),
        index,
      ),
    ]),
    locks: cycle.map((edge) => edge.held.lock),
  });
}

/** From an object to one that it holds (`self.lock`, then `self.child.lock`): always downwards, so in order. */
function isNested(edge: OrderEdge): boolean {
  const { from, to } = edge;
  if (from.instance === undefined || to.instance === undefined) return true;
  return to.instance.startsWith(`${from.instance}.`) || from.instance.startsWith(`${to.instance}.`);
}

function thread(world: World, edge: OrderEdge, index: number): Phrase {
  const { held, effect, root } = edge;
  return phrase('lock-order-inversion.thread', {
    number: index + 1,
    function: world.functionName(root.function),
    first: world.mention(held.lock).name,
    firstLine: world.line(lastSite(held.steps)),
    second: world.mention(effect.lock).name,
    secondLine: world.line(lastSite(effect.steps)),
  });
}
