/**
 * One run of a Python program, seen from the recorder: starts the interpreter, turns what its tracer sends into the trace,
 * feeds the detectors, sends blocks on, and says how the run ended.
 */
import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Detectors } from '../../detect/detectors.js';
import type { PythonRequest, RunRequest } from '../../engine/engineApi.js';
import type { FromRecorder } from '../../engine/recorder/messages.js';
import type { RunProblem } from '../../protocol/page.js';
import type { Finding, Outcome } from '../../trace/finding.js';
import type { TraceHeader } from '../../trace/header.js';
import type { Seq, ThreadId } from '../../trace/ids.js';
import { Trace } from '../../trace/trace.js';
import { Connections } from './connections.js';
import { cutOff, type Exit, endingOf, neverBegan, noInterpreter, timeIsUp } from './ending.js';
import { newFolder } from './folders.js';
import { Places } from './places.js';
import { endTree, startTree, type Tree } from './processTree.js';
import { RecordWriter } from './recordWriter.js';
import { isStuck, StuckWatch } from './stuckWatch.js';

const lookMs = 20;
/** How long threads may take to say where they are, and the last blocks to arrive. */
const patienceMs = 300;
/** How long those that a program has left behind are listened to. */
const mostPatienceMs = 3000;
/** What is kept of what the interpreter says before the tracer runs. */
const mostSaid = 4000;

export class PythonRecording {
  readonly trace: Trace;
  readonly #writer = new RecordWriter();
  /** Where processes of the program keep what they record until it is sent. */
  readonly #folder = newFolder();
  readonly #connections: Connections;
  readonly #detectors: Detectors;
  readonly #watch = new StuckWatch();
  readonly #findings: Finding[] = [];
  readonly #problems: RunProblem[] = [];
  readonly #header: TraceHeader;
  readonly #startedMs = performance.now();
  #tree: Tree | undefined;
  #outcome: Outcome | undefined;
  #said = '';
  #hasBegun = false;
  #isStuck = false;
  /** How often something came from the program. */
  #heard = 0;

  constructor(
    readonly run: number,
    readonly request: RunRequest,
    readonly python: PythonRequest,
    readonly send: (message: FromRecorder) => void,
  ) {
    this.#header = headerOf(request);
    this.trace = new Trace(this.#header, new TextDecoder());
    this.#detectors = new Detectors(this.trace);
    const places = new Places(this.#writer, dirname(request.entry));
    this.#connections = new Connections(this.#writer, places, this.#folder, {
      hello: () => this.#begin(),
      data: () => {
        this.#heard++;
        this.#digest();
      },
    });
  }

  stop(): void {
    this.#end('stopped');
  }

  /** Resolves when the run is over and everything was sent. */
  async done(): Promise<void> {
    const looking = setInterval(() => this.#look(), lookMs);
    const exit = await this.#exit(await this.#connections.listen());
    clearInterval(looking);
    await this.#lastBlocks();
    this.#connections.close();
    rmSync(this.#folder, { recursive: true, force: true });
    if (exit instanceof Error) this.#neverStarted(noInterpreter(this.#interpreter, exit));
    else if (this.#hasBegun) this.#announceEnd(exit);
    else if (this.#outcome) this.#neverStarted(undefined);
    else this.#neverStarted(neverBegan(this.#interpreter, exit, this.#said));
  }

  get #interpreter(): string {
    return this.python.interpreter.join(' ');
  }

  /** Runs the program to its end. */
  #exit(address: string): Promise<Exit | NodeJS.ErrnoException> {
    const { python, request } = this;
    const start = join(python.tracer, 'start.py');
    const [command = 'python3', ...options] = python.interpreter;
    const out = python.hasOutput ? 'inherit' : 'pipe';
    const contents = python.hidesContents ? 'hidden' : 'shown';
    return new Promise((resolve) => {
      const tree = startTree(command, [...options, start, scriptOf(request, python), ...request.args], {
        cwd: python.workingFolder,
        env: {
          ...python.environment,
          THREADLANES_TRACER: `${address}\n${contents}\n${this.#folder}\n${start}`,
        },
        stdio: [python.hasInput ? 'inherit' : 'ignore', out, out],
      });
      this.#tree = tree;
      const { child } = tree;
      child.stdout?.on('data', (bytes: Buffer) => this.#forward(1, bytes));
      child.stderr?.on('data', (bytes: Buffer) => this.#forward(2, bytes));
      child.once('error', resolve);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  }

  #forward(stream: 1 | 2, bytes: Buffer): void {
    if (!this.#hasBegun) this.#said = (this.#said + bytes.toString('utf8')).slice(-mostSaid);
    this.send({ type: 'output', run: this.run, stream, bytes: new Uint8Array(bytes) });
  }

  #begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.send({ type: 'started', run: this.run, header: this.#header });
  }

  #look(): void {
    this.#connections.advance();
    this.#digest();
    const now = performance.now();
    const { timeoutMs } = this.request;
    if (now - this.#startedMs > timeoutMs && !this.#outcome) {
      this.#problems.push(...timeIsUp(this.trace, timeoutMs / 1000));
      this.#end('timeout');
    }
    const { state, log } = this.trace;
    if (!this.#isStuck && this.#watch.look(state, this.#connections.strangers, log.length, now))
      void this.#tellStuck();
  }

  /** Nobody can go on: each thread says where it is, the finding is told, and the program ended if that was asked for. */
  async #tellStuck(): Promise<void> {
    this.#isStuck = true;
    const { length } = this.trace.log;
    this.#connections.askForStacks();
    for (let waited = 0; waited < patienceMs && this.trace.log.length === length; waited += lookMs)
      await pause(lookMs);
    // What was on its way has come with the answer: somebody may go on after all.
    this.#isStuck = isStuck(this.trace.state, this.#connections.strangers);
    if (!this.#isStuck) return;
    if (!this.#detectors.hasDeadlock) this.#report([this.#detectors.stuck()]);
    if (this.python.whenStuck === 'end')
      this.#end(this.#findings.some(({ kind }) => kind === 'deadlock') ? 'deadlock' : 'stalled');
  }

  #digest(): void {
    for (const words of this.#writer.take()) {
      this.trace.append(words);
      this.send({ type: 'records', run: this.run, bytes: new Uint8Array(words.buffer) });
      this.#report(this.#detectors.advance());
    }
    const seq = (this.trace.log.length - 1) as Seq;
    for (const [thread, most] of this.#connections.takeLeftOut())
      this.#report([{ kind: 'left-out', seq, thread: thread as ThreadId, most }]);
  }

  #report(findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    this.#findings.push(...findings);
    this.send({ type: 'findings', run: this.run, findings });
  }

  #end(outcome: Outcome): void {
    this.#outcome ??= outcome;
    // A deadlock that the program was ended in stays to be seen.
    this.#connections.freeze();
    if (this.#tree) endTree(this.#tree);
  }

  /**
   * What the program had sent when it ended. However much of it is still to be read, it is read; but a process that it left
   * behind may go on for ever, and is listened to for a while only.
   */
  async #lastBlocks(): Promise<void> {
    let [quietMs, aloneMs] = [0, 0];
    while (this.#connections.open > 0 && quietMs < patienceMs && aloneMs < mostPatienceMs) {
      const heard = this.#heard;
      await pause(lookMs);
      quietMs = this.#heard === heard ? quietMs + lookMs : 0;
      aloneMs += this.#connections.hasFirst ? 0 : lookMs;
    }
    this.#connections.finish();
    this.#connections.endAll();
    this.#digest();
  }

  #announceEnd(exit: Exit): void {
    const ending = this.#outcome
      ? { outcome: this.#outcome, problems: [] }
      : endingOf(exit, this.trace, this.#findings);
    this.#report(this.#detectors.atEnd());
    if (!this.#outcome) this.#report(cutOff(this.#connections.cutOff, exit.signal, this.trace));
    this.send({
      type: 'ended',
      run: this.run,
      end: {
        outcome: ending.outcome,
        findings: this.#findings,
        clockNs: this.trace.endTime,
        wallMs: performance.now() - this.#startedMs,
        heldBackMs: this.#connections.heldBackMs,
        result: '',
        problems: [...this.#problems, ...ending.problems],
      },
      loadProblems: [],
    });
  }

  #neverStarted(problem: RunProblem | undefined): void {
    const nothing = { findings: [], clockNs: 0, wallMs: 0, heldBackMs: 0, result: '', problems: [] };
    this.send({
      type: 'ended',
      run: this.run,
      end: { ...nothing, outcome: this.#outcome ?? 'failed' },
      loadProblems: problem ? [problem] : [],
    });
  }
}

/** As a person would have typed it: below the working folder, from there. */
function scriptOf({ entry }: RunRequest, { workingFolder }: PythonRequest): string {
  const short = relative(workingFolder, entry);
  return short.startsWith('..') ? entry : short;
}

function headerOf(request: RunRequest): TraceHeader {
  return {
    format: 'threadlanes-trace',
    version: 1,
    program: request.program,
    mode: 'live',
    seed: request.seed,
    strategy: 'real',
    variant: null,
    files: [],
    sites: [{ file: 0, line: 0, column: 0 }],
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
