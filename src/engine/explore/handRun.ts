/** A run in which a person chooses who goes on: from the start with the choices so far, and then it stands still and tells. */
import { StrategyCode } from '../../explore/strategies.js';
import { gilOwnerFor } from '../../runtime/gilTurn.js';
import { Block, blockAt, Control, RunEnd } from '../../runtime/memory.js';
import { isAlive } from '../../runtime/threadBlocks.js';
import { switchesOf } from '../../trace/schedule.js';
import { resultOf } from '../recorder/ending.js';
import type { Program } from '../recorder/programs.js';
import { recordsOf } from '../recorder/resend.js';
import type { WorkerPool } from '../recorder/workerPool.js';
import type { HandRequest, HandRun, Standing } from './exploreApi.js';
import { Schedules } from './schedules.js';

export async function runByHand(program: Program, request: HandRequest, pool: WorkerPool): Promise<HandRun> {
  const schedules = new Schedules(
    program,
    { ...request, schedules: 1, timeMs: request.timeoutMs, depth: 0, strategy: 'random' },
    pool,
  );
  const started = performance.now();
  const parameters = [request.goesOn ? 1 : 0, ...request.choices];
  const ran = await schedules.run(
    { strategy: StrategyCode.ByHand, seed: request.seed, parameters, logged: false },
    false,
  );
  const { trace, memory } = schedules;
  const stands = memory.words[Control.End] === RunEnd.Pruned;
  const answer: HandRun = {
    header: { ...trace.header, strategy: 'by hand' },
    records: [...recordsOf(trace.log)],
    stands,
    standing: stands ? standingOf(memory.words) : [],
    end: {
      outcome: stands ? 'stopped' : ran.outcome,
      findings: ran.findings,
      problems: ran.problems,
      clockNs: memory.double(Control.Clock),
      wallMs: performance.now() - started,
      heldBackMs: 0,
      result: resultOf(memory),
    },
    schedule: {
      format: 'threadlanes-schedule',
      version: 1,
      program: trace.header.files.map((file) => file.hash),
      variant: request.variant,
      seed: request.seed,
      switches: switchesOf(trace.log),
    },
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
