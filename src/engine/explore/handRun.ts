/** A run in which a person chooses who goes on: from the start with the choices so far, and then it stands still and tells. */
import { StrategyCode } from '../../explore/strategies.js';
import { gilOwnerFor } from '../../runtime/gilTurn.js';
import { Block, blockAt, Control, RunEnd } from '../../runtime/memory.js';
import { isAlive } from '../../runtime/threadBlocks.js';
import type { Program } from '../recorder/programs.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import type { HandRequest, HandRun, Standing } from './exploreApi.js';
import { Schedules } from './schedules.js';
import { scheduleOf, shownRun } from './shownRun.js';

export async function runByHand(program: Program, request: HandRequest, pool: WorkerPool): Promise<HandRun> {
  const schedules = new Schedules(
    program,
    { ...request, schedules: 1, timeMs: request.timeoutMs, depth: 0, strategy: 'random' },
    pool,
  );
  const startedMs = performance.now();
  const parameters = [request.goesOn ? 1 : 0, ...request.choices];
  const ran = await schedules.run(
    { strategy: StrategyCode.ByHand, seed: request.seed, parameters, logged: false },
    false,
  );
  const { words } = schedules.memory;
  const stands = words[Control.End] === RunEnd.Pruned;
  const outcome = stands ? 'stopped' : ran.outcome;
  const answer: HandRun = {
    ...shownRun(schedules, ran, { strategy: 'by hand', outcome, startedMs }),
    stands,
    standing: stands ? standingOf(words) : [],
    schedule: scheduleOf(schedules),
  };
  await schedules.close();
  return answer;
}

/** Every thread that has not ended, in order of their ids. */
function standingOf(words: Int32Array): Standing[] {
  const standing: Standing[] = [];
  for (let block = 1; block <= (words[Control.HighestBlock] as number); block++) {
    const at = blockAt(block);
    if (!isAlive(words, at)) continue;
    standing.push({
      thread: words[at + Block.ThreadId] as number,
      site: words[at + Block.LeftAt] as number,
      canMove: words[at + Block.Runnable] === 1 || gilOwnerFor(words, block) !== 0,
    });
  }
  return standing.sort((a, b) => a.thread - b.thread);
}
