/**
 * Source-DPOR with sleep sets: Abdulla, Aronis, Jonsson, Sagonas, "Optimal Dynamic Partial Order Reduction", POPL 2014,
 * algorithm 1. Runs one schedule of each happens-before class: two schedules are of one class if they differ only in the
 * order of steps that do not conflict. Runs that the sleep sets give up are counted apart.
 *
 * A step that waits for its object (taking a lock that is held) is not offered, and a race with it is not always one that
 * can be turned round: the release lets the acquisition through, so the two cannot change places, but the acquisition and
 * the earlier one can. So for such a step all earlier conflicting ones are looked at, up to one before which it was offered.
 */
import { chosenThread, type Decision } from './decisions.js';
import { HappenedBefore } from './happenedBefore.js';
import type { Plan, PlannedRun, Planner } from './planner.js';
import { touches, touchesEverything } from './prefix.js';
import { StrategyCode } from './strategies.js';
import type { Parameters } from './strategy.js';

/** One scheduling point of the run at hand, and what is still to be tried there. */
interface Node {
  readonly threads: readonly number[];
  /** Threads to be chosen here, sooner or later; those that were. */
  readonly backtrack: Set<number>;
  /** Threads whose step here is covered elsewhere, and what the step touches. */
  readonly sleep: Map<number, Parameters>;
  thread: number;
  step: Parameters;
}

/** Words of a sleep set that fit into a strategy's state; leaving a sleeper out costs time only. */
const mostSleepWords = 3000;

export class DporPlanner implements Planner {
  classes = 0;
  /** Runs that were given up because all that they could go on to is covered. */
  pruned = 0;
  readonly #nodes: Node[] = [];
  #started = false;
  #complete = true;
  /** A plan was given and not learned from. */
  #isOpen = false;

  get exhausted(): boolean {
    return this.#complete && this.#started && this.#nodes.length === 0;
  }

  /** What is to be tried next depends on the races of the run before. */
  get isReady(): boolean {
    return !this.#isOpen;
  }

  next(): Plan | undefined {
    if (this.#started && this.#nodes.length === 0) return undefined;
    this.#started = true;
    this.#isOpen = true;
    const prefix = this.#nodes.map((node) => node.thread);
    const last = this.#nodes[this.#nodes.length - 1];
    const parameters = [prefix.length, ...prefix, ...sleepWords(last?.sleep)];
    return { strategy: StrategyCode.Prefix, seed: 0, parameters, logged: true };
  }

  learn({ decisions, pruned }: PlannedRun): void {
    this.#isOpen = false;
    const planned = this.#nodes.length;
    if (!decisions || decisions.length < planned) this.#complete = false;
    else {
      if (pruned) this.pruned++;
      else this.classes++;
      this.#follow(decisions, planned);
    }
    this.#backtrack();
  }

  /** Takes the run over as the path at hand; its first `planned` choices are there already. */
  #follow(decisions: readonly Decision[], planned: number): void {
    const order = new HappenedBefore(decisions);
    decisions.forEach((decision, i) => {
      const { step } = decision;
      if (i < planned) (this.#nodes[i] as Node).step = step;
      else this.#nodes.push(this.#nodeAfter(this.#nodes[i - 1], decision));
    });
    for (let i = 0; i < decisions.length; i++)
      order.take(i, i < planned - 1 ? () => {} : (race) => this.#plan(order, race, i));
    this.#planEnd(order, decisions);
  }

  /** The end of the run cuts daemons off: each is to come less far than here, and further. */
  #planEnd(order: HappenedBefore, decisions: readonly Decision[]): void {
    const end = decisions.length;
    const last = decisions[end - 1];
    const node = this.#nodes[end - 1];
    if (!last || !node || !touchesEverything(last.step)) return;
    order.takeEnd((race) => this.#plan(order, race, end));
    for (const thread of last.threads) node.backtrack.add(thread);
  }

  #nodeAfter(before: Node | undefined, decision: Decision): Node {
    const sleep = new Map<number, Parameters>();
    for (const [thread, step] of before?.sleep ?? [])
      if (thread !== before?.thread && !stepsConflict(step, before?.step ?? [0])) sleep.set(thread, step);
    const thread = chosenThread(decision);
    return { threads: decision.threads, backtrack: new Set([thread]), sleep, thread, step: decision.step };
  }

  /** Step `later` is to be tried before step `race`: some thread that could begin such a run is chosen there. */
  #plan(order: HappenedBefore, race: number, later: number): void {
    const node = this.#nodes[race] as Node;
    const initials = order.initials(race, later);
    if (initials.some((thread) => node.backtrack.has(thread) || node.sleep.has(thread))) return;
    const possible = initials.find((thread) => node.threads.includes(thread));
    if (possible !== undefined) node.backtrack.add(possible);
    else for (const thread of node.threads) node.backtrack.add(thread);
  }

  /** Back to the last point where something is left to try, and on to that. */
  #backtrack(): void {
    for (let node = this.#nodes[this.#nodes.length - 1]; node; node = this.#nodes[this.#nodes.length - 1]) {
      node.sleep.set(node.thread, node.step);
      const { sleep } = node;
      const next = [...node.backtrack].find((thread) => !sleep.has(thread));
      if (next !== undefined) {
        node.thread = next;
        return;
      }
      this.#nodes.pop();
    }
  }
}

function stepsConflict(step: Parameters, other: Parameters): boolean {
  if (touchesEverything(step) || touchesEverything(other)) return true;
  for (let i = 0; i < (step[0] as number); i++)
    if (touches(other, step[1 + 2 * i] as number, step[2 + 2 * i] as number)) return true;
  return false;
}

/** As the parameters of the strategy `prefix` have it. */
function sleepWords(sleep: ReadonlyMap<number, Parameters> | undefined): number[] {
  const words: number[] = [0];
  for (const [thread, step] of sleep ?? []) {
    const count = step[0] as number;
    if (words.length + 2 + 2 * count > mostSleepWords) break;
    words.push(thread, count);
    for (let i = 1; i <= 2 * count; i++) words.push(step[i] as number);
    words[0] = (words[0] as number) + 1;
  }
  return words;
}
