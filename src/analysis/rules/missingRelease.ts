/** A lock that some way out of a function gives back and another one does not. */
import type { Leak, Lock } from '../effects/effect.js';
import { lockKey } from '../effects/effect.js';
import type { FunctionReport } from '../effects/summaries.js';
import type { Confidence, Finding, Fix } from '../finding.js';
import { phrase } from '../phrase.js';
import type { FunctionNode } from '../resolve/program.js';
import { finding, step, takenSteps } from './report.js';
import type { World } from './world.js';

/** Functions that exist to take a lock for somebody else. */
const takers = /(?:^|[._])(?:_*(?:acquire|lock|enter)(?:_\w*)?|__aenter__)(?:#\d+)?$/i;

export function missingRelease(world: World): Finding[] {
  const found: Finding[] = [];
  for (const { node, local } of world.reports('leaks')) {
    const seen = new Set<string>();
    for (const leak of mostTelling(local?.leaks ?? [])) {
      const key = lockKey(leak.held.lock);
      // A function that never gives it back hands it over: to its caller, or to another method.
      if (seen.has(key) || !local?.released.has(key) || isHandOver(node, leak)) continue;
      if (isPermit(leak.held.lock) && world.handOvers.isGivenBack(leak.held)) continue;
      seen.add(key);
      found.push(...report(world, node, leak));
    }
  }
  return [...found, ...world.reports('kept').flatMap((each) => keptByCallback(world, each))];
}

/**
 * `stat(file, (error, stats) => { if (error) return; release(); })`: the function around has taken the lock, and leaves
 * it to this callback. A callback that is told of an error runs once, so the way out that keeps the lock is the end of it.
 */
function keptByCallback(world: World, { node, local }: FunctionReport): Finding[] {
  const kept = local?.kept ?? [];
  const outer = node.parent;
  if (kept.length === 0 || !outer || !/^e(?:rr(?:or)?)?$/.test(node.model.parameters[0]?.name ?? ''))
    return [];
  const around = world.summaries.localOf(outer.id);
  return kept.flatMap(({ lock, at }) => {
    const taken = around?.own.find(
      (effect) => effect.kind === 'acquire' && lockKey(effect.lock) === lockKey(lock),
    );
    const [site] = taken?.steps ?? [];
    if (!taken || !site || around?.released.has(lockKey(lock))) return [];
    const held = { lock, steps: taken.steps, certain: true, scoped: false };
    return report(world, node, { held, how: 'callback', at, handsOver: false });
  });
}

/** One of several permits stands for something that is in use, and goes back when that is put away. */
function isPermit({ permits }: Lock): boolean {
  return permits !== 1;
}

const order: readonly Leak['how'][] = ['return', 'raise', 'branch', 'callback', 'yield', 'exception'];

function mostTelling(leaks: readonly Leak[]): Leak[] {
  return [...leaks].sort((a, b) => order.indexOf(a.how) - order.indexOf(b.how));
}

function isHandOver(node: FunctionNode, leak: Leak): boolean {
  if (!leak.held.lock.typed || leak.held.steps.length > 1) return true;
  if (leak.handsOver) return true;
  return takers.test(node.model.name) && leak.how !== 'exception';
}

function report(world: World, node: FunctionNode, leak: Leak): Finding[] {
  const { held, how, at } = leak;
  const site = held.steps[0];
  if (!site) return [];
  const lock = world.mention(held.lock).name;
  const values = {
    lock,
    function: world.functionName(node.id),
    taken: world.line(site),
    exit: world.line(at),
  };
  const isManager = how === 'yield' && world.isDecorated(node);
  const isSure = how === 'return' || how === 'raise' || isManager;
  const confidence: Confidence = isSure ? 'high' : 'medium';
  return finding(world, {
    rule: 'missing-release',
    confidence,
    at: how === 'exception' ? site : at,
    message: phrase(`missing-release.${how}`, values),
    related: [...takenSteps(world, held), step(world, at, phrase(`step.${how}`, { lock }))],
    locks: [held.lock],
    // What a callback holds from its start is not taken in its text.
    fix: site.function === node.id ? withFix(world, leak) : undefined,
  });
}

/** `with` where the lock is a context of the language; otherwise the release goes into a `finally`. */
function withFix(world: World, leak: Leak): Fix | undefined {
  const [site] = leak.held.steps;
  const location = site && world.locate(site);
  if (!location) return undefined;
  const { path, range } = location;
  const { library } = leak.held.lock;
  const isContext = library !== undefined && world.resolver.library.type(library)?.enter !== undefined;
  return {
    kind: isContext ? 'use-with' : 'try-finally',
    path,
    range,
    data: { lock: world.mention(leak.held.lock).name },
  };
}
