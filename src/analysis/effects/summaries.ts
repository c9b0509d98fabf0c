/**
 * The summaries of all functions, worked out callees first and kept. After a change only the functions of changed
 * modules are looked at again, and then the callers of those whose summary is no longer the same.
 */
import type { FunctionId } from '../resolve/place.js';
import type { Resolver } from '../resolve/resolver.js';
import { type Calls, callsOf } from './callGraph.js';
import { components } from './components.js';
import { emptySummary, type Local, type Summary } from './effect.js';
import { Execution, type Surroundings } from './execution.js';
import { Names } from './nameIndex.js';
import { summaryKey } from './summaryKey.js';

interface Entry {
  readonly path: string;
  readonly calls: Calls;
  summary: Summary;
  local: Local | undefined;
  key: string;
  /** Names of its deferred calls that mattered when it was run. */
  deferred: string;
}

/** Rounds over a group of functions that call each other; locks of a longer recursion are those of three rounds. */
const mostRounds = 3;

export class Summaries implements Surroundings {
  readonly #entries = new Map<FunctionId, Entry>();
  readonly #names: Names;
  #effectful: ReadonlySet<string> = new Set();

  constructor(readonly resolver: Resolver) {
    this.#names = new Names(resolver.program);
  }

  summaryOf(node: { readonly id: FunctionId }): Summary {
    return this.#entries.get(node.id)?.summary ?? emptySummary;
  }
  localOf(id: FunctionId): Local | undefined {
    return this.#entries.get(id)?.local;
  }
  callsOf(id: FunctionId): Calls | undefined {
    return this.#entries.get(id)?.calls;
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
    const { program } = this.resolver;
    this.#names.update();
    const due = new Set(changed);
    for (const [id, entry] of this.#entries) {
      if (changed.has(entry.path)) this.#entries.delete(id);
      // A name that meant nothing when its call was looked at means something now.
      else if (some(entry.calls.skipped, (name) => this.#names.isCallable(name))) due.add(entry.path);
    }
    const fresh = new Set<FunctionId>();
    for (const path of due) {
      for (const node of program.modules.get(path)?.functions ?? []) {
        const calls = callsOf(this.resolver, node, this.#names);
        const known = this.#entries.get(node.id);
        const { summary, local, key } = known ?? { summary: emptySummary, local: undefined, key: '' };
        this.#entries.set(node.id, { path, calls, summary, local, key, deferred: '' });
        fresh.add(node.id);
      }
    }
    this.#run(fresh);
  }

  /**
   * Runs what is due. Which calls on parameters matter shows only then: those of names that turned out to have effects
   * are looked at in another round.
   */
  #run(fresh: ReadonlySet<FunctionId>): void {
    for (let round = 0; round < mostRounds; round++) {
      this.#runOnce(round === 0 ? fresh : new Set());
      const effectful = this.#effectfulNames();
      const isKnown = !some(effectful, (name) => !this.#effectful.has(name));
      this.#effectful = effectful;
      if (isKnown) return;
    }
  }

  #effectfulNames(): Set<string> {
    const names = new Set<string>();
    for (const [id, { summary }] of this.#entries)
      if (summary.effects.some((effect) => effect.kind !== 'call')) names.add(simpleName(id));
    return names;
  }

  #runOnce(fresh: ReadonlySet<FunctionId>): void {
    const active = this.#active();
    const groups = components(active, (id) => this.#activeCallees(id, active));
    const changed = this.#retire(active);
    for (const group of groups) {
      const isDue = (id: FunctionId) =>
        fresh.has(id) ||
        this.#defersOthers(id) ||
        some(this.#entries.get(id)?.calls.callees ?? [], (callee) => changed.has(callee));
      // Every function of the group is asked, since asking notes what it defers.
      if (group.filter(isDue).length > 0) this.#summarise(group, changed);
    }
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
    if (!entry || entry.calls.deferred.size === 0) return false;
    const { deferred: names, language } = entry.calls;
    const deferred = [...names].filter((name) => this.isEffectful(name, language)).join();
    if (deferred === entry.deferred) return false;
    entry.deferred = deferred;
    return true;
  }

  *#activeCallees(id: FunctionId, active: ReadonlySet<FunctionId>): Iterable<FunctionId> {
    for (const callee of this.#entries.get(id)?.calls.callees ?? []) if (active.has(callee)) yield callee;
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
    const callers = new Map<FunctionId, FunctionId[]>();
    for (const [id, { calls }] of this.#entries) {
      for (const callee of calls.callees) {
        const known = callers.get(callee);
        if (known) known.push(id);
        else callers.set(callee, [id]);
      }
    }
    const start: FunctionId[] = [];
    for (const [id, { calls }] of this.#entries) {
      const defers = some(calls.deferred, (name) => name === '' || this.isEffectful(name, calls.language));
      if (calls.direct || defers) start.push(id);
    }
    const all = closure(start, callers);
    for (const [id, { calls }] of this.#entries) if (calls.suspends) all.add(id);
    return all;
  }
}

function closure(
  start: readonly FunctionId[],
  edges: ReadonlyMap<FunctionId, readonly FunctionId[]>,
): Set<FunctionId> {
  const reached = new Set(start);
  const waiting = [...start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const next of edges.get(id) ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached;
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
