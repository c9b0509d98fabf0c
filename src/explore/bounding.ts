/**
 * Iterative preemption bounding: Musuvathi and Qadeer, "Iterative Context Bounding for Systematic Testing of Multithreaded
 * Programs", PLDI 2007. All schedules without a preemption come first, then all with one, and so on. A switch away from a
 * thread that could go on is a preemption; one from a thread that has to wait or has ended costs nothing.
 */
import { chosenThread, type Decision } from './decisions.js';
import type { Plan, PlannedRun, Planner } from './planner.js';
import { randomBelow, seedGenerator } from './random.js';
import { StrategyCode } from './strategies.js';

/** A run to do: the first `length` choices of another one, and then another thread. */
interface Branch {
  readonly choices: readonly number[];
  readonly length: number;
  readonly thread: number;
  readonly preemptions: number;
}

/** Branches kept for later; a program with more is not searched to its end. */
const mostBranches = 500_000;

export class BoundingPlanner implements Planner {
  /** Preemptions that the schedules planned now may have. */
  bound = 0;
  #complete = true;
  #now: Branch[] = [];
  #later: Branch[] = [];
  /** Branches whose runs are not known yet, oldest first; undefined stands for the first run. */
  readonly #open: (Branch | undefined)[] = [];
  #started = false;

  readonly #chance = new Int32Array(4);

  /** Schedules with more preemptions are not tried. Among those of one bound the seed says which come first. */
  constructor(
    readonly mostPreemptions: number,
    seed: number,
  ) {
    seedGenerator(this.#chance, seed);
  }

  get exhausted(): boolean {
    return this.#complete && this.#started && this.#left === 0 && this.#open.length === 0;
  }

  /** A run that is not known yet may branch off to schedules of this bound: those come before any of the next. */
  get isReady(): boolean {
    return this.#now.length > 0 || this.#open.length === 0;
  }

  get #left(): number {
    return this.#now.length + this.#later.length;
  }

  next(): Plan | undefined {
    if (this.#started && this.#now.length === 0) this.#raise();
    const branch = this.#pick();
    if (this.#started && !branch) return undefined;
    this.#started = true;
    this.#open.push(branch);
    const { choices, length, thread } = branch ?? { choices: [], length: -1, thread: 0 };
    const prefix = length < 0 ? [] : [...choices.slice(0, length), thread];
    return {
      strategy: StrategyCode.Prefix,
      seed: 0,
      parameters: [prefix.length, ...prefix, 0],
      logged: true,
    };
  }

  learn({ decisions }: PlannedRun): void {
    const branch = this.#open.shift();
    if (!decisions) {
      this.#complete = false;
      return;
    }
    const choices = decisions.map(chosenThread);
    let preemptions = branch?.preemptions ?? 0;
    const from = branch ? branch.length + 1 : 0;
    for (let i = from; i < decisions.length; i++) {
      const decision = decisions[i] as Decision;
      this.#branchAt(choices, i, decision, preemptions);
      preemptions += costOf(decision, decision.chosen);
    }
  }

  #branchAt(choices: readonly number[], at: number, decision: Decision, preemptions: number): void {
    for (let i = decision.threads.length - 1; i >= 0; i--) {
      if (i === decision.chosen) continue;
      const cost = preemptions + costOf(decision, i);
      const branch = {
        choices,
        length: at,
        thread: decision.threads[i] as number,
        preemptions: cost,
      };
      if (cost > this.mostPreemptions || this.#left >= mostBranches) this.#complete = false;
      else (cost <= this.bound ? this.#now : this.#later).push(branch);
    }
  }

  /** In no particular order: the branches of one run are all near its end, and one bug is rarely near another. */
  #pick(): Branch | undefined {
    const index = this.#now.length === 0 ? 0 : randomBelow(this.#chance, this.#now.length);
    const picked = this.#now[index];
    const last = this.#now.pop();
    if (last && picked !== last) this.#now[index] = last;
    return picked;
  }

  #raise(): void {
    if (this.#later.length === 0) return;
    this.bound++;
    const waiting = this.#later;
    this.#later = [];
    for (const branch of waiting) (branch.preemptions <= this.bound ? this.#now : this.#later).push(branch);
  }
}

function costOf({ current }: Decision, choice: number): number {
  return current >= 0 && choice !== current ? 1 : 0;
}
