/** Which functions are run, and in which order: callees before their callers. */
import type { FunctionId } from '../resolve/place.js';
import type { CallIndex } from './callIndex.js';
import { components } from './components.js';
import { haveSame, some } from './sets.js';

/** In which order functions are run; kept while the call graph and the names with effects stay the same. */
export interface Plan {
  readonly version: number;
  readonly effectful: ReadonlySet<string>;
  readonly active: ReadonlySet<FunctionId>;
  readonly groups: readonly (readonly FunctionId[])[];
  /** In which group a function is. */
  readonly groupOf: ReadonlyMap<FunctionId, number>;
}

type IsEffectful = (name: string, language: string) => boolean;

/** `effectful` is another set whenever `isEffectful` may answer otherwise. Gives `before` again where nothing is new. */
export function planOf(
  before: Plan | undefined,
  calls: CallIndex,
  effectful: ReadonlySet<string>,
  isEffectful: IsEffectful,
): Plan {
  const { version } = calls;
  if (before?.version === version && before.effectful === effectful) return before;
  const active = activeIn(calls, isEffectful);
  if (before?.version === version && haveSame(before.active, active)) return { ...before, effectful };
  const groups = components(active, (id) => calls.get(id)?.callees ?? []);
  // In which order a recursion is run must not depend on the order of edits.
  for (const group of groups) group.sort();
  const groupOf = new Map<FunctionId, number>();
  groups.forEach((group, index) => {
    for (const id of group) groupOf.set(id, index);
  });
  return { version, effectful, active, groups, groupOf };
}

/** Functions that have an effect, or call one that has: all others have the empty summary. */
function activeIn(calls: CallIndex, isEffectful: IsEffectful): Set<FunctionId> {
  const reached = new Set(calls.direct);
  for (const [id, { deferred, language }] of calls.deferring)
    if (some(deferred, (name) => name === '' || isEffectful(name, language))) reached.add(id);
  const waiting = [...reached];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const caller of calls.callersOf(id)) {
      if (reached.has(caller)) continue;
      reached.add(caller);
      waiting.push(caller);
    }
  }
  for (const id of calls.suspending) reached.add(id);
  return reached;
}
