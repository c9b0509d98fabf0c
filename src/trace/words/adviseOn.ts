/** What a finding means and what to do about it, for a person who has read what was found. */
import type { Access, Finding } from '../finding.js';
import { exhaustedPools } from '../pools.js';
import type { ProgramState } from '../state.js';
import { ObjectKind } from '../vocabulary.js';
import type { Language } from './language.js';
import { type Phrases, phrasesIn } from './phrases.js';

/** What advice is made from: the state at the end, and after so many events. */
export interface Past {
  readonly state: ProgramState;
  stateAfter(count: number): ProgramState;
}

/** Sentences; none for findings that speak for themselves. */
export function adviseOn(finding: Finding, past: Past, language: Language): string[] {
  const say = phrasesIn(language);
  const { objects } = past.state;
  const object = (id: number): string => objects[id]?.name ?? `#${id}`;
  switch (finding.kind) {
    case 'deadlock':
    case 'potential-deadlock': {
      // By number, as good an order as any: what matters is that it is one.
      const [first, second] = [...new Set(finding.cycle.map(({ holds }) => holds))].sort((a, b) => a - b);
      return first && second ? [say.adviseOrder(object(first), object(second))] : [];
    }
    case 'stall':
      return exhaustedPools(past.state).map(({ pool }) => say.advisePool(pool.name));
    case 'blocked-loop':
      return [say.adviseLoop()];
    case 'lost-wakeup':
      return [say.adviseWait(object(finding.object))];
    case 'check-then-act':
      return [say.adviseLock(object(finding.object))];
    case 'lock-held-at-end':
    case 'over-release':
      return [say.adviseRelease(object(finding.object))];
    case 'race':
      return adviseOnRace(finding, past, say);
    default:
      return [];
  }
}

function adviseOnRace(
  { first, second, object }: Extract<Finding, { kind: 'race' }>,
  past: Past,
  say: Phrases,
): string[] {
  const { threads, objects } = past.state;
  const nameOf = (id: number): string => objects[id]?.name ?? `#${id}`;
  const name = ({ thread }: Access): string => threads[thread]?.name ?? `#${thread}`;
  const held = (access: Access): string => heldAt(past, access).map(nameOf).join(', ') || say.noLock;
  return [
    say.noCommonLock(name(first), held(first), name(second), held(second)),
    say.adviseLock(nameOf(object)),
  ];
}

/** Locks that the thread held at its access. */
function heldAt(past: Past, { thread, seq }: Access): number[] {
  const { objects } = past.stateAfter(seq);
  return objects.flatMap((object) =>
    object &&
    (object.kind === ObjectKind.Lock || object.kind === ObjectKind.RLock) &&
    object.holders.some((holder) => holder.thread === thread)
      ? [object.id]
      : [],
  );
}
