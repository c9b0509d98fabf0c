/**
 * The wait-for graph of the moment, and its cycles in words: a blocked thread points to what it waits for, and that to who
 * has it. A pool has whoever carries out its tasks, and is itself what its tasks wait for.
 */
import { cyclesOf } from '../../src/detect/waitFor.js';
import type { CycleEdge } from '../../src/trace/finding.js';
import { busyWorkers, type ExhaustedPool, exhaustedPools, poolOf } from '../../src/trace/pools.js';
import type { ObjectState, ThreadState } from '../../src/trace/state.js';
import { FutureState, ObjectKind } from '../../src/trace/vocabulary.js';
import { element } from '../element.js';
import { drawGraph, type GraphEdge, type GraphNode } from './graphPicture.js';
import type { At } from './statePanel.js';

/** A picture of more nodes is not read; the words say it then. */
const mostNodes = 24;

export interface WaitGraph {
  readonly hasCycle: boolean;
  /** Words of the cycles, then the picture. */
  readonly parts: readonly Element[];
}

export function waitGraph(at: At): WaitGraph {
  const cycles = cyclesOf(at.state, at.timeline.log);
  const pools = exhaustedPools(at.state);
  const { nodes, edges } = new Graph(at, marksOf(cycles, pools)).whole();
  const hasCycle = cycles.length + pools.length > 0;
  if (edges.length === 0) return { hasCycle, parts: [] };
  const picture = nodes.length <= mostNodes ? [drawGraph(nodes, edges, at.texts.waitGraph)] : [];
  const words = [
    ...cycles.flatMap((cycle) => cycleWords(cycle, at)),
    ...pools.flatMap((pool) => poolWords(pool, at)),
  ];
  return { hasCycle, parts: [...words, ...picture] };
}

const threadKey = (id: number): string => `t${id}`;
const objectKey = (id: number): string => `o${id}`;

/** Keys of what stands still for ever. */
function marksOf(
  cycles: readonly (readonly CycleEdge[])[],
  pools: readonly ExhaustedPool[],
): ReadonlySet<string> {
  const ofCycles = cycles.flatMap((cycle) =>
    cycle.flatMap(({ thread, waitsFor }) => [threadKey(thread), objectKey(waitsFor)]),
  );
  const ofPools = pools.flatMap(({ pool, workers }) => [
    objectKey(pool.id),
    ...workers.flatMap(({ id, blockedOn }) => [threadKey(id), objectKey(blockedOn)]),
  ]);
  return new Set([...ofCycles, ...ofPools]);
}

class Graph {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #edges: GraphEdge[] = [];

  constructor(
    readonly at: At,
    readonly marks: ReadonlySet<string>,
  ) {}

  whole(): { nodes: GraphNode[]; edges: GraphEdge[] } {
    for (const thread of this.at.state.threads) if (thread?.status === 'blocked') this.#addWait(thread);
    return { nodes: [...this.#nodes.values()], edges: this.#edges };
  }

  #addWait(thread: ThreadState): void {
    const { threads, objects } = this.at.state;
    const object = objects[thread.blockedOn];
    if (!object || isIdle(object)) return;
    const who = this.#thread(thread);
    if (object.kind === ObjectKind.Thread) {
      const other = threads.find((each) => each?.object === object.id);
      if (other) this.#add(who, this.#thread(other), true);
      return;
    }
    const isNew = !this.#nodes.has(objectKey(object.id));
    this.#add(who, this.#object(object), true);
    if (isNew) this.#addOwners(object);
  }

  /** Whoever has it: its holders, the worker of a task that was begun, the pool of one that was not. */
  #addOwners(object: ObjectState): void {
    const { state } = this.at;
    const what = this.#object(object);
    for (const { thread } of object.holders) this.#addOwner(what, state.threads[thread]);
    const pool = poolOf(state, object.id);
    if (!pool || object.state >= FutureState.Finished) return;
    if (object.state === FutureState.Running)
      return this.#addOwner(
        what,
        state.threads.find((each) => each?.task === object.id),
      );
    const isNew = !this.#nodes.has(objectKey(pool.id));
    this.#add(what, this.#object(pool), true);
    if (isNew) for (const worker of busyWorkers(state, pool)) this.#addOwner(this.#object(pool), worker);
  }

  #addOwner(what: GraphNode, owner: ThreadState | undefined): void {
    if (owner) this.#add(what, this.#thread(owner), false);
  }

  #add(source: GraphNode, target: GraphNode, waits: boolean): void {
    this.#edges.push({ source, target, waits, inCycle: source.inCycle && target.inCycle });
  }

  #thread({ id, name }: ThreadState): GraphNode {
    return this.#node(threadKey(id), name, id);
  }
  #object({ id, name }: ObjectState): GraphNode {
    return this.#node(objectKey(id), name, 0);
  }
  #node(key: string, label: string, thread: number): GraphNode {
    const known = this.#nodes.get(key);
    if (known) return known;
    const made: GraphNode = { label, thread, inCycle: this.marks.has(key) };
    this.#nodes.set(key, made);
    return made;
  }
}

/** A worker that has nothing to do waits for nobody. */
function isIdle({ kind }: ObjectState): boolean {
  return kind === ObjectKind.Executor;
}

function poolWords({ pool, workers }: ExhaustedPool, { state, timeline, texts, reveal }: At): HTMLElement[] {
  const rows = workers.map((worker) => {
    const site = timeline.log.site(worker.since);
    const words = texts.exhausted.waits(
      worker.name,
      state.objects[worker.task]?.name ?? '',
      state.objects[worker.blockedOn]?.name ?? '',
      timeline.place(site)?.line ?? 0,
    );
    return wordRow(words, () => reveal(site));
  });
  return [element('h3', '', texts.exhausted.title(pool.name, workers.length)), element('ul', 'rows', rows)];
}

function wordRow(words: string, act: () => void): HTMLElement {
  const row = element('button', 'row bad', words);
  row.addEventListener('click', act);
  return element('li', '', [row]);
}

function cycleWords(cycle: readonly CycleEdge[], { state, timeline, texts, reveal }: At): HTMLElement[] {
  const lineOf = (site: number): number => timeline.place(site)?.line ?? 0;
  const rows = cycle.map((edge) => {
    const isEnd = state.objects[edge.holds]?.kind === ObjectKind.Thread;
    const words = (isEnd ? texts.cycle.edgeOfEnd : texts.cycle.edge)(
      state.threads[edge.thread]?.name ?? '',
      state.objects[edge.holds]?.name ?? '',
      lineOf(edge.holdsSite),
      state.objects[edge.waitsFor]?.name ?? '',
      lineOf(edge.waitsSite),
    );
    return wordRow(words, () => reveal(edge.waitsSite));
  });
  return [element('h3', '', texts.cycle.title), element('ul', 'rows', rows)];
}
