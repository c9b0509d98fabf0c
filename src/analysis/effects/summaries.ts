/**
 * The summaries of all functions, worked out callees first and kept. After a change only the functions of changed
 * modules are looked at again, and then the callers of those whose summary is no longer the same.
 */
import type { FunctionId } from '../resolve/place.js';
import type { Resolver } from '../resolve/resolver.js';
import { callsOf } from './callGraph.js';
import { CallIndex } from './callIndex.js';
import { components } from './components.js';
import { emptySummary, type Local, type Summary } from './effect.js';
import { Execution, type Surroundings } from './execution.js';
import { Names } from './nameIndex.js';
import { summaryKey } from './summaryKey.js';

interface Entry {
  readonly path: string;
  summary: Summary;
  local: Local | undefined;
  key: string;
  /** Names of its deferred calls that mattered when it was run. */
  deferred: string;
}

/** In which order functions are run; kept while the call graph and the names with effects stay the same. */
interface Plan {
  readonly version: number;
  readonly effectful: ReadonlySet<string>;
  readonly active: ReadonlySet<FunctionId>;
  readonly groups: readonly (readonly FunctionId[])[];
}

/** Rounds over a group of functions that call each other; locks of a longer recursion are those of three rounds. */
const mostRounds = 3;

export class Summaries implements Surroundings {
  readonly calls = new CallIndex();
  readonly #entries = new Map<FunctionId, Entry>();
  readonly #byPath = new Map<string, readonly FunctionId[]>();
  readonly #names: Names;
  #effectful: ReadonlySet<string> = new Set();
  #plan: Plan | undefined;
  #telling: readonly FunctionId[] = [];

  constructor(readonly resolver: Resolver) {
    this.#names = new Names(resolver.program);
  }

  summaryOf(node: { readonly id: FunctionId }): Summary {
    return this.#entries.get(node.id)?.summary ?? emptySummary;
  }
  localOf(id: FunctionId): Local | undefined {
    return this.#entries.get(id)?.local;
  }
  /** Functions whose own statements or summaries say anything, by path and name. */
  get telling(): readonly FunctionId[] {
    return this.#telling;
  }
  isEffectful(name: string, language: string): boolean {
    return (
      this.#names.isOfLibrary(name, language) || (this.#effectful.has(name) && !this.#names.isTooCommon(name))
    );
  }
  isProperty(name: string): boolean {
    return this.#names.isProperty(name);
  }

  /** Brings everything up to date after the modules of these paths have changed or gone. */
  update(changed: ReadonlySet<string>): void {
    const appeared = this.#names.update(changed);
    const due = new Set(changed);
    if (appeared.size > 0) {
      // A name that meant nothing when its call was looked at means something now.
      for (const [id, { skipped }] of this.calls.all) {
        const entry = this.#entries.get(id);
        if (entry && some(skipped, (name) => appeared.has(name))) due.add(entry.path);
      }
    }
    const fresh = new Set<FunctionId>();
    for (const path of due) this.#look(path, fresh);
    this.#run(fresh);
    this.#telling = [...this.#entries].flatMap(([id, entry]) => (isTelling(entry) ? [id] : [])).sort();
  }

  /** Looks at the calls of a module's functions again. What is known of them stays until they are run. */
  #look(path: string, fresh: Set<FunctionId>): void {
    const nodes = this.resolver.program.modules.get(path)?.functions ?? [];
    const ids = new Set(nodes.map((node) => node.id));
    for (const id of this.#byPath.get(path) ?? []) {
      if (ids.has(id)) continue;
      this.#entries.delete(id);
      this.calls.set(id, undefined);
    }
    this.#byPath.set(path, [...ids]);
    for (const node of nodes) {
      this.calls.set(node.id, callsOf(this.resolver, node, this.#names));
      if (!this.#entries.has(node.id))
        this.#entries.set(node.id, { path, summary: emptySummary, local: undefined, key: '', deferred: '' });
      fresh.add(node.id);
    }
  }

  /**
   * Runs what is due. Which calls on parameters matter shows only then: those of names that turned out to have effects
   * are looked at in another round.
   */
  #run(fresh: ReadonlySet<FunctionId>): void {
    for (let round = 0; round < mostRounds; round++) {
      this.#runOnce(round === 0 ? fresh : new Set());
      const effectful = this.#effectfulNames();
      const isKnown =
        effectful.size === this.#effectful.size && !some(effectful, (name) => !this.#effectful.has(name));
      if (isKnown) return;
      this.#effectful = effectful;
    }
  }

  #effectfulNames(): Set<string> {
    const names = new Set<string>();
    for (const [id, { summary }] of this.#entries)
      if (summary.effects.some((effect) => effect.kind !== 'call')) names.add(simpleName(id));
    return names;
  }

  #runOnce(fresh: ReadonlySet<FunctionId>): void {
    const { active, groups } = this.#planned();
    const changed = this.#retire(active);
    for (const group of groups) {
      const isDue = (id: FunctionId) =>
        this.#defersOthers(id) || fresh.has(id) || (changed.size > 0 && this.#callsAny(id, changed));
      // Every function of the group is asked, since asking notes what it defers.
      if (group.filter(isDue).length > 0) this.#summarise(group, changed);
    }
  }

  #callsAny(id: FunctionId, changed: ReadonlySet<FunctionId>): boolean {
    return some(this.calls.get(id)?.callees ?? [], (callee) => changed.has(callee));
  }

  #planned(): Plan {
    const { version } = this.calls;
    if (this.#plan?.version === version && this.#plan.effectful === this.#effectful) return this.#plan;
    const active = this.#active();
    const groups = components(active, (id) => this.#activeCallees(id, active));
    this.#plan = { version, effectful: this.#effectful, active, groups };
    return this.#plan;
  }

  /** Functions that had an effect and have none any more; they are not run again. */
  #retire(active: ReadonlySet<FunctionId>): Set<FunctionId> {
    const changed = new Set<FunctionId>();
    for (const [id, entry] of this.#entries) {
      if (entry.key === '' || active.has(id)) continue;
      entry.summary = emptySummary;
      entry.local = undefined;
      entry.key = '';
      changed.add(id);
    }
    return changed;
  }

  /** Whether other calls on its parameters matter than when it was run last. */
  #defersOthers(id: FunctionId): boolean {
    const entry = this.#entries.get(id);
    const calls = this.calls.get(id);
    if (!entry || !calls || calls.deferred.size === 0) return false;
    let deferred = '';
    for (const name of calls.deferred) if (this.isEffectful(name, calls.language)) deferred += `${name} `;
    if (deferred === entry.deferred) return false;
    entry.deferred = deferred;
    return true;
  }

  *#activeCallees(id: FunctionId, active: ReadonlySet<FunctionId>): Iterable<FunctionId> {
    for (const callee of this.calls.get(id)?.callees ?? []) if (active.has(callee)) yield callee;
  }

  #summarise(group: readonly FunctionId[], changed: Set<FunctionId>): void {
    for (let round = 0; round < mostRounds; round++) {
      let isStable = true;
      for (const id of group) {
        const node = this.resolver.program.function(id);
        const entry = this.#entries.get(id);
        if (!node || !entry) continue;
        const { summary, local } = new Execution(node, this).run();
        const key = summaryKey(summary);
        entry.local = local;
        if (key === entry.key) continue;
        entry.summary = summary;
        entry.key = key;
        isStable = false;
        changed.add(id);
      }
      if (isStable || group.length === 1) return;
    }
  }

  /** Functions that have an effect, or call one that has: all others have the empty summary. */
  #active(): Set<FunctionId> {
    const reached = new Set<FunctionId>();
    for (const [id, calls] of this.calls.all) {
      if (
        calls.direct ||
        some(calls.deferred, (name) => name === '' || this.isEffectful(name, calls.language))
      )
        reached.add(id);
    }
    const waiting = [...reached];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      for (const caller of this.calls.callersOf(id)) {
        if (reached.has(caller)) continue;
        reached.add(caller);
        waiting.push(caller);
      }
    }
    for (const [id, { suspends }] of this.calls.all) if (suspends) reached.add(id);
    return reached;
  }
}

function isTelling({ summary, local }: Entry): boolean {
  if (summary.effects.length > 0 || summary.drops.length > 0) return true;
  if (!local) return false;
  const { own, again, leaks, given, kept, released } = local;
  return own.length + again.length + leaks.length + given.length + kept.length + released.size > 0;
}

/** `take` of `a/b.py:Pool.take#2`. */
function simpleName(id: FunctionId): string {
  const start = Math.max(id.lastIndexOf('.'), id.lastIndexOf(':')) + 1;
  return id.slice(start).replace(/#\d+$/, '');
}

function some<T>(items: Iterable<T>, test: (item: T) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}
