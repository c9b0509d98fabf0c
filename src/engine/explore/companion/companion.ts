/** The recorder's side of a companion: a process that runs schedules, see main.ts. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Plan } from '../../../explore/planner.js';
import type { Program } from '../../recorder/programs.js';
import type { ExploreRequest } from '../exploreApi.js';
import type { Answer, FromCompanion, ToCompanion } from './messages.js';

export class Companion {
  readonly #process: ChildProcess;
  /** Who is told of the next answers, one each. */
  readonly #waiting: ((answer: Answer | undefined) => void)[] = [];
  /** Called when it became ready, when answers came, and when the process ended. */
  onAnswers: () => void = () => {};
  #isReady = false;
  #isLost = false;

  constructor(path: string) {
    // Nothing of the recorder's environment or debugger concerns it. Its isolates throw away most of what they make: with a
    // small young heap they hold a third of the memory, and are as fast.
    this.#process = fork(path, [], {
      env: { ELECTRON_RUN_AS_NODE: '1' },
      execArgv: ['--max-semi-space-size=2'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    this.#process.on('message', ({ told }: FromCompanion) => {
      this.#isReady = true;
      for (const answer of told) this.#waiting.shift()?.(answer);
      this.onAnswers();
    });
    this.#process.on('error', () => this.#lose());
    this.#process.on('exit', () => this.#lose());
  }

  /**
   * Its process has said that it is there. Before that it gets no plans: where the host's program cannot be started as a
   * Node, what is started may never say so, and may never end either.
   */
  get isReady(): boolean {
    return this.#isReady;
  }
  /** Its process has ended, or will: it answers no more. */
  get isLost(): boolean {
    return this.#isLost;
  }
  /** Plans that it has and did not answer. */
  get waiting(): number {
    return this.#waiting.length;
  }

  begin(program: Program, request: ExploreRequest): void {
    this.#send({ type: 'program', program, request });
  }

  /** `told` is called once for each plan, in their order: with undefined if the process ended before. */
  run(plans: readonly Plan[], told: (index: number, answer: Answer | undefined) => void): void {
    for (const index of plans.keys()) this.#waiting.push((answer) => told(index, answer));
    this.#send({ type: 'plans', plans });
  }

  /** A process that waits for work keeps nobody from ending. */
  set isNeeded(needed: boolean) {
    const change = needed ? 'ref' : 'unref';
    this.#process[change]();
    this.#process.channel?.[change]();
  }

  end(): void {
    this.#lose();
    this.#process.kill('SIGKILL');
  }

  #send(message: ToCompanion): void {
    if (!this.#isLost) this.#process.send(message, (error) => error && this.#lose());
    else this.#lose();
  }

  #lose(): void {
    this.#isLost = true;
    for (const told of this.#waiting.splice(0)) told(undefined);
    this.onAnswers();
  }
}
