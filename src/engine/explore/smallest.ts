/** Makes a failing schedule small: as few preemptions as still show the same failure, and nothing else that is not needed. */
import { BoundingPlanner } from '../../explore/bounding.js';
import { type HandOver, handOversOf, preemptionsOf, wordsOf } from '../../explore/handOver.js';
import type { Plan, Planner } from '../../explore/planner.js';
import { minimal } from '../../explore/shrink.js';
import { StrategyCode } from '../../explore/strategies.js';
import { type Switch, switchesOf } from '../../trace/schedule.js';
import type { RanSchedule, Schedules } from './schedules.js';

/** Schedules tried in search of one with fewer preemptions than what was found. */
const mostTries = 1000;

export interface Smallest {
  readonly switches: readonly Switch[];
  /** The same, as hand-overs of which none can be left out. */
  readonly handOvers: readonly HandOver[];
  readonly preemptions: number;
}

/** Follows these switches. */
export function replayPlan(switches: readonly Switch[]): Plan {
  return { strategy: StrategyCode.Replay, seed: 0, parameters: switches.flat(), logged: true };
}

/** `switches` are those of a run that failed with `failure`; the answer's run fails with it too. */
export async function smallest(
  schedules: Schedules,
  failure: string,
  switches: readonly Switch[],
): Promise<Smallest> {
  let best = await shrunk(schedules, failure, switches);
  while (best.preemptions > 0 && !schedules.isStopped) {
    const other = await withFewerPreemptions(schedules, failure, best.preemptions - 1);
    if (!other) break;
    const smaller = await shrunk(schedules, failure, other);
    if (smaller.preemptions >= best.preemptions) break;
    best = smaller;
  }
  return best;
}

/** The same failure with as few hand-overs of these as will do: first the preemptions go, then the rest. */
async function shrunk(schedules: Schedules, failure: string, switches: readonly Switch[]): Promise<Smallest> {
  await schedules.run(replayPlan(switches), false);
  const decisions = schedules.decisions();
  if (!decisions) return { switches, handOvers: [], preemptions: 0 };
  const all = handOversOf(decisions);
  const fails = async (kept: readonly HandOver[]): Promise<boolean> =>
    !schedules.isStopped && (await runsInto(schedules, failure, kept));
  if (!(await fails(all))) return { switches, handOvers: [], preemptions: preemptionsOf(decisions) };
  const forced = all.filter((handOver) => handOver.forced);
  const preemptions = await minimal(
    all.filter((handOver) => !handOver.forced),
    (kept) => fails([...kept, ...forced]),
  );
  const needed = await minimal(forced, (kept) => fails([...preemptions, ...kept]));
  const few = await minimal(await laterIfForced([...preemptions, ...needed], fails), fails);
  await runsInto(schedules, failure, few);
  return {
    switches: switchesOf(schedules.trace.log),
    handOvers: few,
    preemptions: preemptionsOf(schedules.decisions() ?? []),
  };
}

/** A thread that was preempted right before it would have had to wait may as well come to wait first. */
async function laterIfForced(
  handOvers: readonly HandOver[],
  fails: (kept: readonly HandOver[]) => Promise<boolean>,
): Promise<readonly HandOver[]> {
  let current = handOvers;
  for (const handOver of handOvers) {
    if (handOver.forced) continue;
    const changed = current.map((each) => (each === handOver ? { ...each, forced: true } : each));
    if (await fails(changed)) current = changed;
  }
  return current;
}

function shows({ told }: RanSchedule, failure: string): boolean {
  return told.failures.includes(failure) || told.suspicions.includes(failure);
}

async function runsInto(schedules: Schedules, failure: string, kept: readonly HandOver[]): Promise<boolean> {
  return shows(await schedules.run(handOverPlan(kept), false), failure);
}

/** Follows these hand-overs. */
export function handOverPlan(kept: readonly HandOver[]): Plan {
  return { strategy: StrategyCode.HandOvers, seed: 0, parameters: wordsOf(kept), logged: true };
}

/** Switches of a schedule with at most so many preemptions that fails likewise, if a bounded search meets one. */
async function withFewerPreemptions(
  schedules: Schedules,
  failure: string,
  most: number,
): Promise<readonly Switch[] | undefined> {
  const planner: Planner = new BoundingPlanner(most, 1);
  for (let tries = 0; tries < mostTries && !schedules.isStopped; tries++) {
    const plan = planner.next();
    if (!plan) return undefined;
    const ran = await schedules.run(plan, true);
    if (shows(ran, failure)) return switchesOf(schedules.trace.log);
    planner.learn({ ...ran.told, decisions: schedules.decisions() });
  }
  return undefined;
}
