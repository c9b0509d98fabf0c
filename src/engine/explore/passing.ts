/** A schedule that ends well, as near to the failing one as there is: what the failing one is compared with. */
import type { HandOver } from '../../explore/handOver.js';
import { StrategyCode } from '../../explore/strategies.js';
import { type Switch, switchesOf } from '../../trace/schedule.js';
import type { Schedules } from './schedules.js';
import { handOverPlan } from './smallest.js';
import { endedWell } from './told.js';

/** Schedules drawn in search of one that ends well, and how long that may take: of some programs none does. */
const tries = 50;
const mostMs = 1000;

/** First the failing one without its last hand-over, and so on; then any. Undefined if all of them fail. */
export async function passingLike(
  schedules: Schedules,
  handOvers: readonly HandOver[],
): Promise<readonly Switch[] | undefined> {
  const started = performance.now();
  const goesOn = (): boolean => !schedules.isStopped && performance.now() - started < mostMs;
  for (let left = handOvers.length - 1; left >= 0 && goesOn(); left--) {
    const others = handOvers.filter((_, i) => i !== left);
    if (endedWell((await schedules.run(handOverPlan(others), false)).told))
      return switchesOf(schedules.trace.log);
  }
  for (let seed = 1; seed <= tries && goesOn(); seed++) {
    const plan = { strategy: StrategyCode.Random, seed, parameters: [], logged: false };
    if (endedWell((await schedules.run(plan, false)).told)) return switchesOf(schedules.trace.log);
  }
  return undefined;
}
