/** A text that is the same for two summaries that say the same; it decides whether callers must be looked at again. */
import type { GivenArgument, Site, Value } from '../resolve/value.js';
import { type Effect, flagsOf, type HeldLock, type Lock, type Summary } from './effect.js';

export function summaryKey(summary: Summary): string {
  const parts = summary.effects.map(effectKey);
  parts.push(`leaves ${summary.leaves.map(heldKey).join()} ${summary.tries}`);
  parts.push(`drops ${summary.drops.map(lockText).join()}`);
  if (summary.yields) parts.push(`yields ${summary.yields.map(heldKey).join()}`);
  return parts.join('\n');
}

function stepsKey(steps: readonly Site[]): string {
  return steps.map((site) => `${site.function}@${site.start}-${site.end}`).join('>');
}

function lockText(lock: Lock): string {
  const { place, reentrant, typed, around, permits = '*', domain, library = '' } = lock;
  return `${place.key}${reentrant ? 'r' : ''}${typed ? '' : '?'}${around ? 'a' : ''}${permits}${domain}${library}`;
}

function heldKey(held: HeldLock): string {
  const { lock, certain, scoped, tried, ifAwaited, guard = '', steps } = held;
  const flags = `${certain ? '' : '?'}${scoped ? 's' : ''}${tried ? 't' : ''}${ifAwaited ? 'h' : ''}`;
  return `${lockText(lock)}${flags}${guard}:${stepsKey(steps)}`;
}

function effectKey(effect: Effect): string {
  return `${effect.kind} ${flagsOf(effect)} ${subjectKey(effect)} {${effect.held.map(heldKey).join()}} ${stepsKey(effect.steps)}`;
}

function subjectKey(effect: Effect): string {
  switch (effect.kind) {
    case 'acquire':
      return lockText(effect.lock);
    case 'wait':
      return `${effect.wait} ${valueKey(effect.object)} ${effect.looped}${effect.releases}`;
    case 'wake':
      return `${effect.wake} ${valueKey(effect.object)}`;
    case 'spawn':
      return `${effect.as}${effect.many} ${valueKey(effect.target)}${argumentsKey(effect.args)} ${effect.pool ? valueKey(effect.pool) : ''} ${effect.by ?? ''}`;
    case 'call':
      return `${valueKey(effect.target)}${argumentsKey(effect.args)}${effect.awaited}${effect.handedOn}`;
    case 'suspend':
      return effect.by;
    case 'pause':
      return effect.name;
  }
}

function argumentsKey(args: readonly GivenArgument[]): string {
  return `(${args.map((argument) => `${argument.name ?? ''}=${argument.values.map(valueKey).join('|')}`).join()})`;
}

function valueKey(value: Value): string {
  switch (value.kind) {
    case 'object':
      return `${value.place.key}:${value.class ?? value.library ?? ''}${value.made ? argumentsKey(value.made.args) : ''}`;
    case 'function': {
      const closure = [...(value.closure ?? [])].map(
        ([key, values]) => `${key}=${values.map(valueKey).join('|')}`,
      );
      return `${value.id}<${value.receiver ? valueKey(value.receiver) : ''}>${closure.join()}`;
    }
    case 'coroutine':
      return `~${valueKey(value.of)}${argumentsKey(value.args)}`;
    case 'method':
      return `${valueKey(value.receiver)}.${value.name}`;
    case 'collection':
      return `[${value.items.map((item) => item.map(valueKey).join('|')).join()}]`;
    case 'literal':
      return String(value.value);
    case 'module':
      return value.path;
    case 'library':
      return value.name;
    case 'class':
      return value.id;
    case 'releaser':
      return `!${valueKey(value.lock)}`;
    case 'factory':
      return `*${value.of.map(valueKey).join('|')}`;
  }
}
