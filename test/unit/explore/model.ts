/**
 * Programs as plain lists of operations, run under a planner as the runtime runs real ones: what the strategies are asked
 * and what is logged is the same. Threads are numbered from 1; all of them can move from the start.
 */
import { chosenThread, type Decision } from '../../../src/explore/decisions.js';
import type { Plan, Planner } from '../../../src/explore/planner.js';
import { strategies } from '../../../src/explore/strategies.js';
import { Access, stateWords } from '../../../src/explore/strategy.js';

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
  const strategy = strategies[plan.strategy];
  const state = new Int32Array(stateWords);
  strategy.begin(state, plan.seed, plan.parameters);
  const next = program.map(() => 0);
  const owners = new Map<number, number>();
  /** Threads that have come to wait; nobody here lets them on again, as this happens only when nobody else can move. */
  const blocked = new Set<number>();
  const decisions: Decision[] = [];
  let lastThread = 0;
  let last = Int32Array.of(0);
  let pruned = false;
  for (;;) {
    const left = program.flatMap((steps, i) => ((next[i] as number) < steps.length ? [i + 1] : []));
    const pending = (thread: number): Operation =>
      program[thread - 1]?.[next[thread - 1] as number] as Operation;
    const waits = (thread: number): boolean =>
      pending(thread).kind === 'acquire' && owners.has(pending(thread).object);
    const free = left.filter((thread) => !waits(thread));
    const unasked = left.filter((thread) => waits(thread) && !blocked.has(thread));
    const threads = free.length > 0 ? free : unasked.slice(0, 1);
    if (threads.length === 0) {
      const run = {
        order: decisions.slice(0, decisions.length - blocked.size).map(chosenThread),
        happensBefore: orderOf(program, decisions.slice(0, decisions.length - blocked.size)),
        deadlocked: left.length > 0,
        pruned,
      };
      return { run, decisions };
    }
    const current = threads.indexOf(lastThread);
    const chosen = strategy.choose(
      state,
      {
        count: threads.length,
        current,
        point: decisions.length + 1,
        threads: Int32Array.from(threads),
        objects: Int32Array.from(threads, (thread) => pending(thread).object),
        accesses: Int32Array.from(threads, (thread) => accessOf(pending(thread))),
        last,
        lastThread,
        lastSteps: lastThread === 0 ? 0 : (next[lastThread - 1] as number) + 1,
      },
      plan.parameters,
    );
    if (chosen < 0) {
      pruned = true;
      const run = { order: [], happensBefore: '', deadlocked: false, pruned };
      return { run, decisions };
    }
    const thread = threads[chosen] as number;
    const operation = pending(thread);
    const goesOn = free.length > 0;
    if (!goesOn) blocked.add(thread);
    else if (operation.kind === 'acquire') owners.set(operation.object, thread);
    if (operation.kind === 'release') owners.delete(operation.object);
    last = Int32Array.of(1, operation.object, accessOf(operation));
    decisions.push({
      threads,
      waiting: unasked.filter((each) => each !== thread),
      chosen,
      current,
      timePassed: false,
      mayWait: operation.kind === 'acquire',
      lastThread,
      lastSteps: 0,
      step: last,
    });
    if (goesOn) next[thread - 1] = (next[thread - 1] as number) + 1;
    lastThread = thread;
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
