/**
 * A companion: a process of its own that runs schedules of one program, one after the other, and tells what came of each in
 * few words. Started by companion.ts; it ends when the recorder that started it does.
 *
 * Why a process: all waits and notifications of one process go through one lock inside V8 (FutexEmulation), and a thread is
 * often put aside while it holds that. So two sets of workers in one process hardly get further than one.
 */
import { dirname, join } from 'node:path';
import { NamedPipes } from '../../recorder/namedPipes.js';
import { WorkerPool } from '../../recorder/workerPool.js';
import { Schedules } from '../schedules.js';
import { Verdicts } from '../verdicts.js';
import type { Answer, FromCompanion, ToCompanion } from './messages.js';

type ProgramMessage = Extract<ToCompanion, { type: 'program' }>;
type PlansMessage = Extract<ToCompanion, { type: 'plans' }>;

const pool = new WorkerPool(join(dirname(process.argv[1] as string), 'program.cjs'), NamedPipes.make());
/** Of the program that was sent last. */
let schedules: Schedules | undefined;
let verdicts = new Verdicts();
/** Messages are worked off one after the other. */
let work: Promise<void> = Promise.resolve();

process.on('message', (message: ToCompanion) => {
  work = work.then(() => (message.type === 'program' ? begin(message) : run(message)));
});
// To exit, the process would wait for workers that sleep in a read.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
send([]);

async function begin({ program, request }: ProgramMessage): Promise<void> {
  await schedules?.close();
  schedules = new Schedules(program, request, pool);
  verdicts = new Verdicts();
}

async function run({ plans }: PlansMessage): Promise<void> {
  if (!schedules) throw new Error('plans came before their program');
  const told: Answer[] = [];
  for (const plan of plans) {
    const known = schedules.makersOfPassedOn.size;
    const { told: one } = await schedules.run(plan, true, verdicts);
    const log = plan.logged ? schedules.log() : undefined;
    const teaches = schedules.makersOfPassedOn.size > known;
    told.push({ ...one, teaches, ...(log ? { log } : {}) });
  }
  send(told);
}

function send(told: readonly Answer[]): void {
  process.send?.({ told } satisfies FromCompanion);
}
