/** Collects the effects of one function: drops what says nothing new, keeps apart what callers need not see. */

import type { GivenArgument, Value } from '../resolve/value.js';
import type { AcquireEffect, Effect, HeldLock, Local, Lock } from './effect.js';
import { flagsOf, lockKey } from './effect.js';

/** A function with more effects than this says too little of each; what comes later is dropped. */
const mostEffects = 160;

export class Recorder {
  readonly local: Local = { again: [], leaks: [], released: new Set(), own: [], given: [], kept: [] };
  readonly #effects = new Map<string, Effect>();

  get effects(): Effect[] {
    return [...this.#effects.values()];
  }

  add(effect: Effect): void {
    if (effect.kind === 'acquire' && this.#isHeld(effect)) return;
    if (effect.kind === 'suspend') {
      // Most awaits hold nothing, and then nobody asks for them.
      if (effect.held.length > 0) this.local.own.push(effect);
      return;
    }
    if (effect.steps.length === 1 && effect.kind !== 'call') this.local.own.push(effect);
    const key = keyOf(effect);
    const known = this.#effects.get(key);
    if (known ? known.steps.length > effect.steps.length : this.#effects.size < mostEffects)
      this.#effects.set(key, effect);
  }

  /** Taking a lock again that is held for sure: no new order, and a deadlock if it is not reentrant. */
  #isHeld(effect: AcquireEffect): boolean {
    const same = effect.held.find((held) => lockKey(held.lock) === lockKey(effect.lock));
    if (!same) return false;
    if (same.certain && effect.blocking) this.local.again.push(effect);
    return effect.lock.typed;
  }
}

function heldKey(held: readonly HeldLock[]): string {
  return held
    .map((each) => `${lockKey(each.lock)}${each.certain ? '' : '?'}`)
    .sort()
    .join(',');
}

function keyOf(effect: Effect): string {
  const end = effect.steps[effect.steps.length - 1];
  const site = effect.steps.length === 1 || effect.kind === 'pause' ? `${end?.function}@${end?.start}` : '';
  return `${effect.kind} ${flagsOf(effect)} ${subject(effect)} {${heldKey(effect.held)}} ${site}`;
}

function subject(effect: Effect): string {
  switch (effect.kind) {
    case 'acquire':
      return lockKey(effect.lock);
    case 'wait':
      return `${effect.wait} ${effect.object.place.key}`;
    case 'wake':
      return `${effect.wake} ${effect.object.place.key}`;
    case 'spawn':
    case 'call':
      return `${targetKey(effect.target)}${argumentsKey(effect.args)}`;
    default:
      return '';
  }
}

/** Enough of a value to tell two calls apart. */
export function targetKey(value: Value): string {
  switch (value.kind) {
    case 'function':
      return `${value.id}<${value.receiver ? targetKey(value.receiver) : ''}>`;
    case 'object':
      return value.place.key;
    case 'coroutine':
      return `${targetKey(value.of)}${argumentsKey(value.args)}`;
    case 'method':
      return `${targetKey(value.receiver)}.${value.name}`;
    case 'class':
      return value.id;
    case 'library':
      return value.name;
    default:
      return value.kind;
  }
}

function argumentsKey(args: readonly GivenArgument[]): string {
  return `(${args.map((argument) => argument.values.map(targetKey).join('|')).join()})`;
}

/** Locks that keep others out: of one permit, as far as is known. */
export function excludes(lock: Lock): boolean {
  return lock.typed && lock.permits === 1;
}
