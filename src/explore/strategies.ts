/** Every strategy by a number: a run's shared memory says by it which one its threads ask. */
import { aimed } from './aimed.js';
import { byHand } from './byHand.js';
import { pct } from './pct.js';
import { pos } from './pos.js';
import { prefix } from './prefix.js';
import { randomWalk } from './random.js';
import { handOvers, replay } from './replay.js';
import { roundRobin } from './roundRobin.js';
import type { Strategy } from './strategy.js';

export const StrategyCode = {
  Random: 0,
  RoundRobin: 1,
  Replay: 2,
  Pct: 3,
  Pos: 4,
  Prefix: 5,
  HandOvers: 6,
  ByHand: 7,
  Aimed: 8,
} as const;
export type StrategyCode = (typeof StrategyCode)[keyof typeof StrategyCode];

export const strategies: Readonly<Record<StrategyCode, Strategy>> = {
  [StrategyCode.Random]: randomWalk,
  [StrategyCode.RoundRobin]: roundRobin,
  [StrategyCode.Replay]: replay,
  [StrategyCode.Pct]: pct,
  [StrategyCode.Pos]: pos,
  [StrategyCode.Prefix]: prefix,
  [StrategyCode.HandOvers]: handOvers,
  [StrategyCode.ByHand]: byHand,
  [StrategyCode.Aimed]: aimed,
};

/** Strategies of a single run, by the names that people use. */
const codes = {
  random: StrategyCode.Random,
  'round-robin': StrategyCode.RoundRobin,
  replay: StrategyCode.Replay,
};
export type RunStrategy = keyof typeof codes;

export function codeOf(name: RunStrategy): StrategyCode {
  return codes[name];
}
