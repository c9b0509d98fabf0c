/** What a finding means and what to do about it, for a person who has read what was found. */
import type { Access, Finding } from '../finding.js';
import type { Timeline } from '../timeline.js';
import { ObjectKind } from '../vocabulary.js';
import type { Language } from './language.js';
import { phrasesIn } from './phrases.js';

/** Sentences; none for findings that speak for themselves. */
export function adviseOn(finding: Finding, timeline: Timeline, language: Language): string[] {
  const say = phrasesIn(language);
  const { threads, objects } = timeline.state;
  const object = (id: number): string => objects[id]?.name ?? `#${id}`;
  if (finding.kind === 'deadlock') {
    // By number, as good an order as any: what matters is that it is one.
    const [first, second] = [...new Set(finding.cycle.map(({ holds }) => holds))].sort((a, b) => a - b);
    return first && second ? [say.adviseOrder(object(first), object(second))] : [];
  }
  if (finding.kind === 'blocked-loop') return [say.adviseLoop()];
  if (finding.kind !== 'race') return [];
  const name = ({ thread }: Access): string => threads[thread]?.name ?? `#${thread}`;
  const { first, second } = finding;
  const held = (access: Access): string => heldAt(timeline, access).map(object).join(', ') || say.noLock;
  return [
    say.noCommonLock(name(first), held(first), name(second), held(second)),
    say.adviseLock(object(finding.object)),
  ];
}

/** Locks that the thread held at its access. */
function heldAt(timeline: Timeline, { thread, seq }: Access): number[] {
  const { objects } = timeline.stateAfter(seq);
  return objects.flatMap((object) =>
    object &&
    (object.kind === ObjectKind.Lock || object.kind === ObjectKind.RLock) &&
    object.holders.some((holder) => holder.thread === thread)
      ? [object.id]
      : [],
  );
}
