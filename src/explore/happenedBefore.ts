/**
 * Happens-before among the steps of one run, as vector clocks: for each thread the number of its last step, counted from 1
 * over the whole run, that happened before. And the races: pairs of conflicting steps that nothing else orders.
 */
import { chosenThread, type Decision } from './decisions.js';
import { conflicts, Place } from './strategy.js';

type Clock = number[];

export class HappenedBefore {
  readonly #threads: readonly number[];
  readonly #clocks: Clock[] = [];
  /** Steps that touched an object, in order. */
  readonly #touching = new Map<number, number[]>();
  readonly #lastOf: (number | undefined)[] = [];
  /** All before happened before all after, as time passed in between. */
  #base: Clock = [];

  constructor(readonly decisions: readonly Decision[]) {
    this.#threads = decisions.map(chosenThread);
  }

  /** Takes step i into account; `found` is told each earlier step that it races with and might have come before. */
  take(i: number, found: (earlier: number) => void): void {
    const decision = this.decisions[i] as Decision;
    const thread = this.#threads[i] as number;
    if (decision.timePassed) this.#base = this.#allBefore(i);
    const previous = this.#lastOf[thread];
    const clock: Clock = [...this.#base];
    if (previous !== undefined) join(clock, this.#clocks[previous] as Clock);
    const seen = [...clock];
    for (const earlier of this.#conflicting(i, decision)) {
      if (!this.#includes(seen, earlier) && this.#mayTurnRound(earlier, i, previous)) found(earlier);
      if (!decision.mayWait || this.#wasOffered(earlier, thread, previous))
        join(seen, this.#clocks[earlier] as Clock);
      join(clock, this.#clocks[earlier] as Clock);
    }
    clock[thread] = i + 1;
    this.#clocks[i] = clock;
    this.#lastOf[thread] = i;
    this.#remember(i, decision);
  }

  /** The run is over after all steps; `found` is told the steps of daemons that might not have come before that. */
  takeEnd(found: (earlier: number) => void): void {
    const { step } = this.decisions[this.decisions.length - 1] as Decision;
    const cut = new Set<number>();
    for (let pair = 0; pair < (step[0] as number); pair++)
      if (step[1 + 2 * pair] === Place.End) cut.add(step[2 + 2 * pair] as number);
    const seen: Clock = [];
    const lastOfCut: number[] = [];
    this.#lastOf.forEach((last, thread) => {
      if (last === undefined) return;
      if (cut.has(thread)) lastOfCut.push(last);
      else join(seen, this.#clocks[last] as Clock);
    });
    for (const earlier of lastOfCut.sort((a, b) => b - a)) {
      if (!this.#includes(seen, earlier)) found(earlier);
      join(seen, this.#clocks[earlier] as Clock);
    }
  }

  /**
   * Threads that could make the first step of a run in which `later` comes before `race`: of the steps after `race` that did
   * not have to wait for it, and `later` (the number of steps for the end of the run), those that nothing among them happened before.
   */
  initials(race: number, later: number): number[] {
    const first: number[] = [];
    const taken: number[] = [];
    for (let i = race + 1; i <= Math.min(later, this.decisions.length - 1); i++) {
      if (i < later && this.#includes(this.#clockAt(i), race)) continue;
      const thread = this.#threads[i] as number;
      const clock = this.#clockAt(i);
      if (!taken.some((before) => this.#includes(clock, before)) && !first.includes(thread))
        first.push(thread);
      taken.push(i);
    }
    return first;
  }

  /** Of a step that is being taken, what is known so far: its thread's clock and what it conflicts with. */
  #clockAt(i: number): Clock {
    const known = this.#clocks[i];
    if (known) return known;
    const decision = this.decisions[i] as Decision;
    const previous = this.#lastOf[this.#threads[i] as number];
    const clock: Clock = [...this.#base];
    if (previous !== undefined) join(clock, this.#clocks[previous] as Clock);
    for (const earlier of this.#conflicting(i, decision)) join(clock, this.#clocks[earlier] as Clock);
    this.#clocks[i] = clock;
    return clock;
  }

  #includes(clock: Clock, step: number): boolean {
    return (clock[this.#threads[step] as number] ?? 0) > step;
  }

  /** Whether a step's thread could have moved at an earlier point, as far as is known. */
  #mayTurnRound(earlier: number, i: number, previous: number | undefined): boolean {
    const thread = this.#threads[i] as number;
    if (previous !== undefined && previous > earlier) return true;
    return (this.decisions[earlier] as Decision).threads.includes(thread);
  }

  #wasOffered(earlier: number, thread: number, previous: number | undefined): boolean {
    if (previous !== undefined && previous > earlier) return false;
    return (this.decisions[earlier] as Decision).threads.includes(thread);
  }

  /** Earlier steps of other threads that conflict with step i, the last first. */
  #conflicting(i: number, { step }: Decision): number[] {
    const found = new Set<number>();
    for (let pair = 0; pair < (step[0] as number); pair++) {
      const object = step[1 + 2 * pair] as number;
      const access = step[2 + 2 * pair] as number;
      if (object === Place.End) continue;
      const candidates = object === Place.Everything ? this.#all(i) : this.#candidates(object);
      for (const earlier of candidates)
        if (this.#threads[earlier] !== this.#threads[i] && this.#touchesAs(earlier, object, access))
          found.add(earlier);
    }
    return [...found].sort((a, b) => b - a);
  }

  #candidates(object: number): readonly number[] {
    return [...(this.#touching.get(object) ?? []), ...(this.#touching.get(Place.Everything) ?? [])];
  }
  #all(before: number): readonly number[] {
    return Array.from({ length: before }, (_, i) => i);
  }

  #touchesAs(earlier: number, object: number, access: number): boolean {
    if (object === Place.Everything) return true;
    const { step } = this.decisions[earlier] as Decision;
    for (let pair = 0; pair < (step[0] as number); pair++)
      if (conflicts(step[1 + 2 * pair] as number, step[2 + 2 * pair] as number, object, access)) return true;
    return false;
  }

  #remember(i: number, { step }: Decision): void {
    for (let pair = 0; pair < (step[0] as number); pair++) {
      const object = step[1 + 2 * pair] as number;
      const steps = this.#touching.get(object);
      if (object === Place.End) continue;
      if (steps) steps.push(i);
      else this.#touching.set(object, [i]);
    }
  }

  #allBefore(i: number): Clock {
    const clock: Clock = [];
    for (let before = 0; before < i; before++) clock[this.#threads[before] as number] = before + 1;
    for (let thread = 0; thread < clock.length; thread++) clock[thread] ??= 0;
    return clock;
  }
}

function join(clock: Clock, other: Clock): void {
  for (let thread = 0; thread < other.length; thread++)
    if ((other[thread] ?? 0) > (clock[thread] ?? 0)) clock[thread] = other[thread] as number;
}
