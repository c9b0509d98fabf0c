/** Waiting, under a lock, for something that others do only under that lock. */
import type { Effect, HeldLock, WaitEffect } from '../effects/effect.js';
import { lockKey } from '../effects/effect.js';
import { lockOf } from '../effects/lock.js';
import { excludes } from '../effects/recorder.js';
import type { Finding } from '../finding.js';
import type { WaitKind } from '../model/library.js';
import { phrase } from '../phrase.js';
import { argumentAt, constantOf } from '../resolve/arguments.js';
import type { ObjectValue } from '../resolve/value.js';
import type { ThreadRoot } from '../threads/roots.js';
import { asksFirst } from './asksFirst.js';
import { Best } from './best.js';
import { homeOf, type LockHome, maySame } from './lockHome.js';
import { effectSteps, finding, lastSite, siteUnder, takenSteps } from './report.js';
import type { World } from './world.js';

/** What ends a wait: a wake of a kind, or another wait that makes room or brings an item. */
const endedBy: Partial<Record<WaitKind, WaitKind>> = { item: 'room', room: 'item' };
const kinds: readonly WaitKind[] = ['event', 'condition', 'barrier', 'item', 'room', 'tasks-done', 'message'];

interface Waker {
  readonly effect: Effect;
  readonly home: LockHome;
  readonly root: ThreadRoot;
}

export function blockingUnderLock(world: World): Finding[] {
  const best = new Best();
  const waits = world.threads.holding('wait').filter(({ effect }) => isCandidate(world, effect));
  const wakers = wakersOf(world, new Set(waits.map(({ effect }) => effect.wait)));
  for (const { effect } of waits) {
    const mine = wakersFor(world, wakers, effect);
    if (mine.length === 0 || asksFirst(world, effect)) continue;
    for (const held of heldThroughout(world, effect)) {
      const home = homeOf(world, held.lock);
      const object = homeFor(world, effect.object, effect.wait);
      if (mine.every((waker) => holds(world, waker, home, object)))
        best.add(report(world, held, effect, mine[0] as Waker), effect.steps);
    }
  }
  return best.findings;
}

function isCandidate(world: World, effect: WaitEffect): boolean {
  if (!effect.blocking || !kinds.includes(effect.wait)) return false;
  return effect.wait !== 'room' || isBounded(world, effect.object);
}

/** The locks that the wait keeps; a condition's wait gives its own back. */
function heldThroughout(world: World, effect: WaitEffect): HeldLock[] {
  const own = effect.releases ? lockOf(world.resolver, effect.object) : undefined;
  const key = own && lockKey(own);
  return effect.held.filter(
    (held) => held.certain && excludes(held.lock) && lockKey(held.lock) !== key && !isAlias(world, held, own),
  );
}

function isAlias(world: World, held: HeldLock, own: ReturnType<typeof lockOf>): boolean {
  return own !== undefined && maySame(homeOf(world, held.lock), homeOf(world, own));
}

/** What ends waits of these kinds. */
function wakersOf(world: World, ended: ReadonlySet<WaitKind>): Map<string, Waker[]> {
  const wakers = new Map<string, Waker[]>();
  for (const { effect, root } of [...world.threads.effects('wake'), ...world.threads.effects('wait')]) {
    const kind = effect.kind === 'wake' ? effect.wake : endedBy[effect.wait];
    if (kind === undefined || !ended.has(kind)) continue;
    const home = homeFor(world, effect.object, kind);
    const key = `${kind} ${home.key}`;
    const known = wakers.get(key);
    if (known) known.push({ effect, home, root });
    else wakers.set(key, [{ effect, home, root }]);
  }
  return wakers;
}

/** A message sent into one end of a pipe wakes who waits at the other: the pipe is what they share. */
function homeFor(world: World, object: ObjectValue, kind: WaitKind): LockHome {
  const home = world.homeOf(object.place);
  const { key } = home;
  return kind === 'message' ? { ...home, key: key.slice(0, key.lastIndexOf('.[')) || key } : home;
}

function wakersFor(world: World, wakers: ReadonlyMap<string, readonly Waker[]>, effect: WaitEffect): Waker[] {
  const home = homeFor(world, effect.object, effect.wait);
  const all = wakers.get(`${effect.wait} ${home.key}`) ?? [];
  return all.filter((waker) => maySame(waker.home, home) && waker.effect !== effect);
}

function holds(world: World, waker: Waker, lock: LockHome, object: LockHome): boolean {
  return waker.effect.held.some((held) => {
    const own = homeOf(world, held.lock);
    return held.certain && maySame(own, lock) && belongAlike([lock, object], [own, waker.home]);
  });
}

/** Lock and object are of one instance here if and only if they are there, as far as both can be told. */
function belongAlike(here: readonly [LockHome, LockHome], there: readonly [LockHome, LockHome]): boolean {
  const isOne = ([lock, object]: readonly [LockHome, LockHome]) =>
    lock.instance === undefined || object.instance === undefined
      ? undefined
      : lock.instance === object.instance;
  const a = isOne(here);
  const b = isOne(there);
  return a === undefined || b === undefined || a === b;
}

/** A queue that was made with a bound; one that was not seen being made has none for all that is known. */
export function isBounded(world: World, object: ObjectValue): boolean {
  const type = object.library === undefined ? undefined : world.resolver.library.type(object.library);
  const given = argumentAt(object.made?.args ?? [], type?.capacity);
  if (!given) return false;
  const constant = constantOf(given);
  return constant === undefined || (typeof constant.value === 'number' && constant.value > 0);
}

function report(world: World, held: HeldLock, effect: WaitEffect, waker: Waker): Finding[] {
  const at = siteUnder(world, held, effect.steps);
  const wakes = lastSite(waker.effect.steps);
  if (!at || !wakes) return [];
  const lock = world.mention(held.lock).name;
  const object = world.placeName(effect.object.place);
  return finding(world, {
    rule: 'blocking-under-lock',
    confidence: 'high',
    at,
    message: phrase('blocking-under-lock', {
      lock,
      object,
      function: world.functionName(at.function),
      taken: world.line(lastSite(held.steps)),
      waits: world.line(lastSite(effect.steps)),
      waker: world.functionName(wakes.function),
      wakes: world.line(wakes),
    }),
    related: [
      ...takenSteps(world, held),
      ...effectSteps(world, effect, phrase('step.waitsFor', { object })),
      ...effectSteps(world, waker.effect, phrase('step.wakes', { object, lock }), 1),
    ],
    locks: [held.lock],
  });
}
