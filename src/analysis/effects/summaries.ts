/**
 * The summaries of all functions, worked out callees first and kept. After a change only the functions of changed
 * modules are looked at again, and then the callers of those whose summary is no longer the same.
 */
import { simpleName } from '../model/spelling.js';
import type { FunctionId } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import type { Resolver } from '../resolve/resolver.js';
import { callsOf } from './callGraph.js';
import { CallIndex } from './callIndex.js';
import { emptySummary, type Local, type Summary } from './effect.js';
import { Execution, type Surroundings } from './execution.js';
import { Names } from './nameIndex.js';
import { Readers } from './readers.js';
import { type Plan, planOf } from './runPlan.js';
import { haveSame, some } from './sets.js';
import { summaryKey } from './summaryKey.js';
import { type Tag, tagsOf } from './tags.js';

/** What is known of a function. */
export interface FunctionReport {
  readonly node: FunctionNode;
  readonly summary: Summary;
  /** What its own statements show; nothing if it was never run. */
  readonly local: Local | undefined;
  readonly tags: readonly Tag[];
}

interface Entry extends FunctionReport {
  node: FunctionNode;
  summary: Summary;
  local: Local | undefined;
  tags: readonly Tag[];
  key: string;
  /** Names of its deferred calls that mattered when it was run. */
  deferred: string;
}

interface UnderWay {
  readonly summary: Summary;
  readonly local: Local | undefined;
  readonly key: string;
}

/** Rounds over a group of functions that call each other; locks of a longer recursion are those of three rounds. */
const mostRounds = 3;

export class Summaries implements Surroundings {
  readonly calls = new CallIndex();
  readonly #entries = new Map<FunctionId, Entry>();
  readonly #byPath = new Map<string, readonly FunctionId[]>();
  readonly #names: Names;
  #effectful: ReadonlySet<string> = new Set();
  /** By name: how many functions of that name have an effect. */
  readonly #effectCounts = new Map<string, number>();
  #plan: Plan | undefined;
  /** What the functions of the group that is being summarised have come to so far. */
  readonly #underWay = new Map<FunctionId, UnderWay>();
  /** The function that is being run, and who has read whose summary: more than the call graph tells before the run. */
  #reader: FunctionId | undefined;
  readonly #readers = new Readers();
  readonly #telling = new Set<FunctionId>();
  #tellingInOrder: readonly FunctionReport[] | undefined;
  readonly #byTag = new Map<Tag, readonly FunctionReport[]>();
  /** Counts changes of what functions do; most edits change nothing of that. */
  version = 0;

  constructor(readonly resolver: Resolver) {
    this.#names = new Names(resolver.program);
  }

  summaryOf({ id }: { readonly id: FunctionId }): Summary {
    if (this.#reader !== undefined) this.#readers.note(id, this.#reader);
    return this.#underWay.get(id)?.summary ?? this.#entries.get(id)?.summary ?? emptySummary;
  }
  localOf(id: FunctionId): Local | undefined {
    return this.#entries.get(id)?.local;
  }
  /** Functions whose own statements or summaries say anything, by path and name. */
  get telling(): readonly FunctionReport[] {
    this.#tellingInOrder ??= [...this.#telling].sort().flatMap((id) => this.#entries.get(id) ?? []);
    return this.#tellingInOrder;
  }
  /** Of these, those of which the tag holds. */
  reports(tag: Tag): readonly FunctionReport[] {
    let reports = this.#byTag.get(tag);
    if (!reports) {
      reports = this.telling.filter((each) => each.tags.includes(tag));
      this.#byTag.set(tag, reports);
    }
    return reports;
  }
  isEffectful(name: string, language: string): boolean {
    return (
      this.#names.isOfLibrary(name, language) || (this.#effectful.has(name) && !this.#names.isTooCommon(name))
    );
  }
  isProperty(name: string): boolean {
    return this.#names.isProperty(name);
  }

  /**
   * Brings everything up to date after the modules of these paths, or some functions of them, have changed or gone. To
   * those that are `told` of it, others may say something else now.
   */
  update(
    changed: ReadonlyMap<string, ReadonlySet<FunctionId> | undefined>,
    told: ReadonlySet<FunctionId>,
  ): void {
    const appeared = this.#names.update(changed.keys());
    const due = new Map(changed);
    if (appeared.size > 0) {
      // A name that meant nothing when its call was looked at means something now.
      for (const [id, { skipped }] of this.calls.all) {
        const path = this.#entries.get(id)?.node.module.path;
        if (path === undefined || !some(skipped, (name) => appeared.has(name))) continue;
        const functions = due.get(path);
        if (functions || !due.has(path)) due.set(path, new Set([...(functions ?? []), id]));
      }
    }
    const fresh = new Set<FunctionId>();
    for (const [path, functions] of due) this.#look(path, functions, fresh);
    this.#addReaders(told, fresh);
    this.#run(fresh);
  }

  /**
   * A summary may speak of an attribute of what the function is given (`it.lock`). What that means is found where it is
   * read, in functions that do not mention the attribute themselves.
   */
  #addReaders(told: ReadonlySet<FunctionId>, fresh: Set<FunctionId>): void {
    const waiting = [...told];
    const seen = new Set(waiting);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (!this.#entries.get(id)?.key) continue;
      for (const reader of [...this.calls.callersOf(id), ...this.#readers.of(id)]) {
        fresh.add(reader);
        if (seen.has(reader)) continue;
        seen.add(reader);
        waiting.push(reader);
      }
    }
  }

  /** Looks at the calls of a module's functions again. What is known of them stays until they are run. */
  #look(path: string, functions: ReadonlySet<FunctionId> | undefined, fresh: Set<FunctionId>): void {
    const nodes = this.resolver.program.modules.get(path)?.functions ?? [];
    const ids = new Set(nodes.map((node) => node.id));
    for (const id of this.#byPath.get(path) ?? []) {
      if (ids.has(id)) continue;
      this.#put(id, emptySummary, undefined, '');
      this.#entries.delete(id);
      this.#readers.begin(id);
      this.calls.set(id, undefined);
    }
    this.#byPath.set(path, [...ids]);
    for (const node of nodes) {
      const known = this.#entries.get(node.id);
      if (known) known.node = node;
      else this.#entries.set(node.id, newEntry(node));
      if (functions && !functions.has(node.id)) continue;
      this.calls.set(node.id, callsOf(this.resolver, node, this.#names));
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
      if (haveSame(this.#effectCounts, this.#effectful)) return;
      this.#effectful = new Set(this.#effectCounts.keys());
    }
  }

  /** Runs the groups that are due, callees first; a summary that changes makes the groups of its callers due. */
  #runOnce(fresh: ReadonlySet<FunctionId>): void {
    const before = this.#plan;
    this.#plan = planOf(before, this.calls, this.#effectful, (name, language) =>
      this.isEffectful(name, language),
    );
    const { active, groups, groupOf } = this.#plan;
    const due = new Uint8Array(groups.length);
    const mark = (id: FunctionId) => {
      const group = groupOf.get(id);
      if (group !== undefined) due[group] = 1;
    };
    const markCallers = (id: FunctionId) => {
      for (const caller of this.calls.callersOf(id)) mark(caller);
      for (const reader of this.#readers.of(id)) mark(reader);
    };
    for (const id of fresh) {
      this.#defersOthers(id);
      mark(id);
    }
    if (this.#plan !== before) {
      for (const id of this.#retire(before?.active ?? [], active)) markCallers(id);
      for (const id of this.calls.deferring.keys()) if (active.has(id) && this.#defersOthers(id)) mark(id);
    }
    // What a function was given and calls is run where its callers are: it may come after them, and then they are due again.
    for (let round = 0; round < mostRounds && due.includes(1); round++) {
      groups.forEach((group, index) => {
        if (due[index] === 0) return;
        for (const id of this.#summarise(group)) markCallers(id);
        due[index] = 0;
      });
    }
  }

  /** Functions that had an effect and have none any more; they are not run again. */
  #retire(before: Iterable<FunctionId>, active: ReadonlySet<FunctionId>): FunctionId[] {
    const retired: FunctionId[] = [];
    for (const id of before) {
      if (active.has(id) || !this.#entries.get(id)?.key) continue;
      this.#put(id, emptySummary, undefined, '');
      retired.push(id);
    }
    return retired;
  }

  /** Keeps what a run has shown, and what can be told from it at once. */
  #put(id: FunctionId, summary: Summary, local: Local | undefined, key: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    const by = Number(hasEffect(summary)) - Number(hasEffect(entry.summary));
    if (by !== 0) {
      const name = simpleName(entry.node.model.name);
      const count = (this.#effectCounts.get(name) ?? 0) + by;
      if (count > 0) this.#effectCounts.set(name, count);
      else this.#effectCounts.delete(name);
    }
    if (entry.summary !== summary) this.version++;
    entry.summary = summary;
    entry.local = local;
    entry.key = key;
    const { tags } = entry;
    entry.tags = tagsOf(summary, local, entry.node.model.async);
    for (const tag of [...tags, ...entry.tags])
      if (tags.includes(tag) !== entry.tags.includes(tag)) this.#byTag.delete(tag);
    if (entry.tags.length > 0 === this.#telling.has(id)) return;
    this.#tellingInOrder = undefined;
    if (!this.#telling.delete(id)) this.#telling.add(id);
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

  /**
   * Runs the functions of a group until nothing changes; gives those whose summary is another one now. Begins with nothing
   * each time: what a recursion comes to in a few rounds must not depend on what it was before an edit.
   */
  #summarise(group: readonly FunctionId[]): FunctionId[] {
    for (const id of group) this.#underWay.set(id, nothingYet);
    for (let round = 0; round < mostRounds; round++) {
      const isStable = group.map((id) => this.#runFunction(id)).every((isSame) => isSame);
      if (isStable || group.length === 1) break;
    }
    const results = [...this.#underWay];
    this.#underWay.clear();
    return results.flatMap(([id, { summary, local, key }]) => {
      const entry = this.#entries.get(id);
      const isSame = key === entry?.key;
      this.#put(id, isSame ? entry.summary : summary, local, key);
      return isSame ? [] : [id];
    });
  }

  /** Says whether it came to the same as in the round before. */
  #runFunction(id: FunctionId): boolean {
    const node = this.resolver.program.function(id);
    if (!node) return true;
    this.#reader = id;
    this.#readers.begin(id);
    const { summary, local } = new Execution(node, this).run();
    this.#reader = undefined;
    const key = summaryKey(summary);
    const isSame = this.#underWay.get(id)?.key === key;
    this.#underWay.set(id, { summary, local, key });
    return isSame;
  }
}

const nothingYet: UnderWay = { summary: emptySummary, local: undefined, key: '' };

function hasEffect(summary: Summary): boolean {
  return summary.effects.some((effect) => effect.kind !== 'call');
}

function newEntry(node: FunctionNode): Entry {
  return { node, summary: emptySummary, local: undefined, tags: [], key: '', deferred: '' };
}
