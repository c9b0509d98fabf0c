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
import { summaryKey } from './summaryKey.js';

interface Entry {
  readonly path: string;
  readonly calls: Calls;
  summary: Summary;
  local: Local | undefined;
  key: string;
}

/** Rounds over a group of functions that call each other; locks of a longer recursion are those of three rounds. */
const mostRounds = 3;

/** Methods of library types by name: a call of one on a parameter may turn out to matter. */
function operationNames(resolver: Resolver): Set<string> {
  const names = new Set<string>();
  for (const { library } of resolver.program.frontEnds.values()) {
    for (const type of Object.values(library.types))
      for (const name of Object.keys(type.methods)) names.add(name);
  }
  return names;
}

export class Summaries implements Surroundings {
  readonly #entries = new Map<FunctionId, Entry>();
  readonly #libraryNames: ReadonlySet<string>;
  #effectful: ReadonlySet<string> = new Set();
  #properties: ReadonlySet<string> = new Set();

  constructor(readonly resolver: Resolver) {
    this.#libraryNames = operationNames(resolver);
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
  isEffectful(name: string): boolean {
    return this.#effectful.has(name) || this.#libraryNames.has(name);
  }
  isProperty(name: string): boolean {
    return this.#properties.has(name);
  }

  /** Brings everything up to date after the modules of these paths have changed or gone. */
  update(changed: ReadonlySet<string>): void {
    const { program } = this.resolver;
    for (const [id, entry] of this.#entries) if (changed.has(entry.path)) this.#entries.delete(id);
    this.#properties = propertyNames(this.resolver);
    const fresh = new Set<FunctionId>();
    for (const path of changed) {
      for (const node of program.modules.get(path)?.functions ?? []) {
        const calls = callsOf(this.resolver, node, (name) => this.isProperty(name));
        this.#entries.set(node.id, { path, calls, summary: emptySummary, local: undefined, key: '' });
        fresh.add(node.id);
      }
    }
    this.#run(fresh);
  }

  #run(fresh: ReadonlySet<FunctionId>): void {
    const active = this.#active();
    const groups = components(active, (id) => this.#activeCallees(id, active));
    const changed = new Set<FunctionId>();
    for (const group of groups) {
      const isDue = (id: FunctionId) =>
        fresh.has(id) ||
        [...(this.#entries.get(id)?.calls.callees ?? [])].some((callee) => changed.has(callee));
      if (group.some(isDue)) this.#summarise(group, changed);
    }
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
    const direct = [...this.#entries].filter(([, { calls }]) => calls.direct || calls.deferred.has(''));
    const active = closure(
      direct.map(([id]) => id),
      callers,
    );
    const effectful = new Set<string>();
    for (const id of active) effectful.add(id.slice(id.lastIndexOf('.') + 1));
    this.#effectful = effectful;
    const deferring = [...this.#entries].filter(([, { calls }]) =>
      [...calls.deferred].some((name) => this.isEffectful(name)),
    );
    return closure([...active, ...deferring.map(([id]) => id)], callers);
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

/** Attributes of classes that run a function when they are read. */
function propertyNames(resolver: Resolver): Set<string> {
  const names = new Set<string>();
  for (const node of resolver.program.classes) {
    for (const { name, value } of node.model.attributes) {
      if (value.kind === 'call' && value.args[0]?.value.kind === 'function') names.add(name);
    }
  }
  return names;
}
