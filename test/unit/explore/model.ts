/**
 * Programs as plain lists of operations, run under a planner as the runtime runs real ones: what the strategies are asked
 * and what is logged is the same. Threads are numbered from 1; all of them can move from the start.
 */
import { chosenThread, type Decision } from '../../../src/explore/decisions.js';
import type { Plan, Planner } from '../../../src/explore/planner.js';
import { strategies } from '../../../src/explore/strategies.js';
import { Access, type Moves, stateWords } from '../../../src/explore/strategy.js';

export type Operation =
  | { readonly kind: 'read' | 'write'; readonly object: number }
  | { readonly kind: 'acquire' | 'release'; readonly object: number };
export const read = (object: number): Operation => ({ kind: 'read', object });
export const write = (object: number): Operation => ({ kind: 'write', object });
export const acquire = (object: number): Operation => ({ kind: 'acquire', object });
export const release = (object: number): Operation => ({ kind: 'release', object });

export type Program = readonly (readonly Operation[])[];

export interface ModelRun {
  /** Thread of each step. */
  readonly order: readonly number[];
  /** The order of the steps, told by what does not change when steps without conflict change places. */
  readonly happensBefore: string;
  readonly deadlocked: boolean;
  readonly pruned: boolean;
}

const accessOf = ({ kind }: Operation): number => (kind === 'read' ? Access.Read : Access.Change);

/** Runs one schedule of the program. */
export function runOne(program: Program, plan: Plan): { run: ModelRun; decisions: Decision[] } {
  const model = new Model(program);
  const strategy = strategies[plan.strategy];
  const state = new Int32Array(stateWords);
  strategy.begin(state, plan.seed, plan.parameters);
  for (let offered = model.offered(); offered.length > 0; offered = model.offered()) {
    const chosen = strategy.choose(state, model.moves(offered), plan.parameters);
    if (chosen < 0) {
      const run = { order: [], happensBefore: '', deadlocked: false, pruned: true };
      return { run, decisions: model.decisions };
    }
    model.step(offered, chosen);
  }
  return { run: model.ended(), decisions: model.decisions };
}

class Model {
  readonly decisions: Decision[] = [];
  readonly #next: number[];
  readonly #owners = new Map<number, number>();
  /** Threads that have come to wait; nobody here lets them on again, as this happens only when nobody else can move. */
  readonly #blocked = new Set<number>();
  #lastThread = 0;
  #last = Int32Array.of(0);

  constructor(readonly program: Program) {
    this.#next = program.map(() => 0);
  }

  /** Threads that can move; when all would have to wait, the first of those that have not come to it yet. */
  offered(): number[] {
    const free = this.#left.filter((thread) => !this.#waits(thread));
    return free.length > 0 ? free : this.#unasked.slice(0, 1);
  }

  moves(threads: readonly number[]): Moves {
    const steps = this.#lastThread === 0 ? 0 : (this.#next[this.#lastThread - 1] as number) + 1;
    return {
      count: threads.length,
      current: threads.indexOf(this.#lastThread),
      point: this.decisions.length + 1,
      threads: Int32Array.from(threads),
      objects: Int32Array.from(threads, (thread) => this.#pending(thread).object),
      accesses: Int32Array.from(threads, (thread) => accessOf(this.#pending(thread))),
      sites: new Int32Array(threads.length),
      last: this.#last,
      lastThread: this.#lastThread,
      lastSteps: steps,
    };
  }

  step(threads: readonly number[], chosen: number): void {
    const thread = threads[chosen] as number;
    const operation = this.#pending(thread);
    const comesToWait = this.#waits(thread);
    const waiting = this.#unasked.filter((each) => each !== thread);
    this.#last = Int32Array.of(1, operation.object, accessOf(operation));
    this.decisions.push({
      threads,
      waiting,
      chosen,
      current: threads.indexOf(this.#lastThread),
      timePassed: false,
      mayWait: operation.kind === 'acquire',
      lastThread: this.#lastThread,
      lastSteps: 0,
      step: this.#last,
    });
    if (comesToWait) this.#blocked.add(thread);
    else this.#perform(thread, operation);
    this.#lastThread = thread;
  }

  /** Steps in which a thread only came to wait are not part of the order: they come last, and nothing follows from them. */
  ended(): ModelRun {
    const steps = this.decisions.slice(0, this.decisions.length - this.#blocked.size);
    return {
      order: steps.map(chosenThread),
      happensBefore: orderOf(this.program, steps),
      deadlocked: this.#left.length > 0,
      pruned: false,
    };
  }

  get #left(): number[] {
    return this.program.flatMap((steps, i) => ((this.#next[i] as number) < steps.length ? [i + 1] : []));
  }
  get #unasked(): number[] {
    return this.#left.filter((thread) => this.#waits(thread) && !this.#blocked.has(thread));
  }

  #pending(thread: number): Operation {
    return this.program[thread - 1]?.[this.#next[thread - 1] as number] as Operation;
  }

  #waits(thread: number): boolean {
    const { kind, object } = this.#pending(thread);
    return kind === 'acquire' && this.#owners.has(object);
  }

  #perform(thread: number, { kind, object }: Operation): void {
    if (kind === 'acquire') this.#owners.set(object, thread);
    else if (kind === 'release') this.#owners.delete(object);
    this.#next[thread - 1] = (this.#next[thread - 1] as number) + 1;
  }
}

/** For each object the order in which it was changed, and by which change each read was preceded. */
function orderOf(program: Program, decisions: readonly Decision[]): string {
  const next = program.map(() => 0);
  const changes = new Map<number, string[]>();
  const reads: string[] = [];
  for (const { threads, chosen } of decisions) {
    const thread = threads[chosen] as number;
    const index = next[thread - 1] as number;
    next[thread - 1] = index + 1;
    const operation = program[thread - 1]?.[index] as Operation;
    const before = changes.get(operation.object) ?? [];
    if (operation.kind === 'read') reads.push(`${thread}.${index}<${before.length}`);
    else changes.set(operation.object, [...before, `${thread}.${index}`]);
  }
  const lines = [...changes].sort(([a], [b]) => a - b).map(([object, steps]) => `${object}:${steps.join()}`);
  return [...lines, ...reads.sort()].join(' ');
}

/** Every schedule that the planner plans, in order. */
export function runAll(program: Program, planner: Planner, most = 100_000): ModelRun[] {
  const runs: ModelRun[] = [];
  for (let plan = planner.next(); plan && runs.length < most; plan = planner.next()) {
    const { run, decisions } = runOne(program, plan);
    runs.push(run);
    planner.learn({ points: decisions.length, threads: program.length, pruned: run.pruned, decisions });
  }
  return runs;
}
