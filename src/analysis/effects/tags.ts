/** What a function's summary and its own statements hold, in one word each: rules ask for the functions they are about. */
import type { Effect, Local, Summary } from './effect.js';

export type Tag =
  | keyof Omit<Local, 'own' | 'released'>
  | keyof Pick<Summary, 'drops' | 'leaves' | 'effects'>
  /** It has effects and is a coroutine's. */
  | 'async'
  /** Its own statements do that. */
  | `own ${Effect['kind']}`
  /** It does that, or something that it calls does. */
  | `does ${Effect['kind']}`
  /** So, with some lock held. */
  | `holding ${Effect['kind']}`;

export function tagsOf(summary: Summary, local: Local | undefined, isAsync: boolean): readonly Tag[] {
  const tags = new Set<Tag>();
  for (const list of ['drops', 'leaves'] as const) if (summary[list].length > 0) tags.add(list);
  // A call of something unknown tells nothing yet.
  for (const { kind, held } of summary.effects) {
    if (kind !== 'call') tags.add('effects').add(`does ${kind}`);
    if (held.length > 0) tags.add(`holding ${kind}`);
  }
  if (isAsync && tags.has('effects')) tags.add('async');
  if (!local) return [...tags];
  for (const list of ['again', 'leaks', 'given', 'kept'] as const) if (local[list].length > 0) tags.add(list);
  for (const { kind } of local.own) tags.add(`own ${kind}`);
  return [...tags];
}
