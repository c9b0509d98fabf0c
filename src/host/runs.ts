/** Runs programs for the timeline panel: one engine, one panel, the last run kept for a page that is loaded again. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Engine } from '../engine/engine.js';
import type { PythonRequest, Run } from '../engine/engineApi.js';
import type { HostToPage, PageToHost, RunEnded } from '../protocol/page.js';
import type { Finding } from '../trace/finding.js';
import type { RunMode, TraceHeader } from '../trace/header.js';
import type { Schedule } from '../trace/schedule.js';
import { sayProblem } from '../trace/words/sayProblem.js';
import { displayLanguage } from './language.js';
import { runLimits } from './limits.js';
import { log } from './log.js';
import { newEngine } from './newEngine.js';
import { locateIn, type Program, sourceOf } from './programs.js';
import type { PythonLaunch } from './pythonLaunch.js';
import type { RunDiagnostics } from './runDiagnostics.js';
import type { Running } from './running.js';
import { RunRecord } from './runRecord.js';
import { type ShownTimeline, serve, timelineClosed, timelineUsed } from './shownTimeline.js';
import { askAboutStuck } from './stuckProgram.js';
import { TimelinePanel } from './timelinePanel.js';

/** Workers kept ready while the timeline is open: most examples start at once with them, and they hold about 150 MB. */
const warmWorkers = 16;

export class Runs implements ShownTimeline {
  readonly #context: vscode.ExtensionContext;
  #engine: Engine | undefined;
  #pythonEngine: Engine | undefined;
  #panel: TimelinePanel | undefined;
  #program: Program | undefined;
  #record: RunRecord | undefined;
  #run: Run | undefined;
  readonly #runOf = new WeakMap<RunRecord, Run>();
  readonly #engineOfRun = new WeakMap<RunRecord, Engine>();
  #catchingUp: RunRecord | undefined;
  #count = 0;
  readonly #diagnostics: RunDiagnostics;
  /** What programs in Python write. */
  readonly #output = vscode.window.createOutputChannel('Threadlanes: Python');

  constructor(
    context: vscode.ExtensionContext,
    readonly running: Running,
    diagnostics: RunDiagnostics,
  ) {
    this.#context = context;
    this.#diagnostics = diagnostics;
    context.subscriptions.push(this.#output, { dispose: () => this.#dispose() });
  }

  get record(): RunRecord | undefined {
    return this.#record;
  }
  send(message: HostToPage): void {
    this.#panel?.send(message);
  }
  /** Files lie in the program's folder, under their relative paths. */
  locate(path: string): Promise<vscode.Uri | undefined> {
    return Promise.resolve(this.#program && locateIn(this.#program, path));
  }

  get panelVisible(): boolean {
    return this.#panel?.visible ?? false;
  }

  stop(): void {
    this.#run?.stop();
  }

  /** The one engine of the extension, started when it is first needed. */
  get engine(): Engine {
    this.#engine ??= newEngine(this.#context);
    return this.#engine;
  }

  /** The same over the recorder of Python programs. */
  get #python(): Engine {
    const recorderPath = join(this.#context.extensionPath, 'dist', 'pythonRecorder.cjs');
    this.#pythonEngine ??= new Engine({ recorderPath, programPath: '' });
    return this.#pythonEngine;
  }

  #engineOf(program: Program): Engine {
    return program.python ? this.#python : this.engine;
  }

  /** A program in Python is a process of its own, which must not stay behind. */
  async #dispose(): Promise<void> {
    this.stop();
    await this.#run?.done;
    await Promise.all([this.#engine?.dispose(), this.#pythonEngine?.dispose()]);
  }

  /** Runs a program and draws it; answers how it ended. With a schedule, exactly as that says. */
  async visualize(
    program: Program,
    mode: RunMode,
    seed: number,
    variant: number,
    schedule: Schedule | null = null,
  ): Promise<RunEnded> {
    this.stop();
    this.#program = program;
    const record: RunRecord = new RunRecord(++this.#count, program.title, program.variants, () =>
      this.#fetchRecords(record),
    );
    this.#record = record;
    this.#panel ??= this.#openPanel();
    this.#panel.show(program.title);
    timelineUsed(this);
    this.#diagnostics.clear(program.entry);
    const run = this.#start(program, record, mode, seed, program.variants[variant] ?? null, schedule);
    this.#run = run;
    this.#runOf.set(record, run);
    this.#engineOfRun.set(record, this.#engineOf(program));
    const over = this.running.begin(program.title, () => run.stop());
    const { loadProblems, ...end } = await run.done;
    over();
    record.end = { ...end, problems: [...loadProblems, ...end.problems] };
    if (!record.header) this.#startEmpty(record, program.id, mode, seed);
    this.#sendIfCurrent(record, { type: 'ended', run: record.run, end: record.end });
    logEnd(program, record.end);
    await this.#diagnose(program, record, record.end);
    this.#tellProblems(record.end);
    return record.end;
  }

  /** Draws what was run already. */
  show(program: Program, header: TraceHeader, records: readonly Uint8Array[], end: RunEnded): void {
    this.stop();
    this.#run = undefined;
    this.#program = program;
    const record = new RunRecord(++this.#count, program.title, program.variants, () =>
      Promise.resolve(records.map((bytes) => bytes.slice())),
    );
    Object.assign(record, { header, end });
    for (const bytes of records) record.names.read(bytes);
    this.#record = record;
    this.#panel ??= this.#openPanel();
    this.#panel.show(program.title);
    timelineUsed(this);
    this.#sendIfCurrent(record, this.#started(record, header));
    for (const bytes of records) this.#sendIfCurrent(record, { type: 'records', run: record.run, bytes });
    this.#sendIfCurrent(record, { type: 'ended', run: record.run, end });
  }

  /** Lays the run that was drawn before under the one that is drawn now. */
  compare(): void {
    if (this.#record) this.send({ type: 'compare', run: this.#record.run });
  }

  #start(
    program: Program,
    record: RunRecord,
    mode: RunMode,
    seed: number,
    variant: string | null,
    schedule: Schedule | null,
  ): Run {
    const engine = this.#engineOf(program);
    engine.keepWarm(warmWorkers);
    const { id, python } = program;
    const common = {
      ...sourceOf(program),
      program: id,
      mode,
      seed,
      strategy: 'random',
      variant,
      schedule,
    } as const;
    return engine.run(
      python
        ? {
            ...common,
            args: python.args,
            timeoutMs: Number.POSITIVE_INFINITY,
            python: this.#pythonRequest(python),
          }
        : { ...common, args: [], ...runLimits() },
      {
        started: (header) => {
          record.header = header;
          this.#sendIfCurrent(record, this.#started(record, header));
        },
        records: (bytes) => {
          record.read(bytes);
          this.#sendIfCurrent(record, { type: 'records', run: record.run, bytes });
        },
        findings: (findings) => {
          record.findings.push(...findings);
          if (python && !record.isAskedAbout) this.#askAboutStuck(program, record, findings);
          this.#sendIfCurrent(record, { type: 'findings', run: record.run, findings });
        },
        output: (_stream, bytes) => this.#output.append(new TextDecoder().decode(bytes)),
      },
    );
  }

  #pythonRequest(python: PythonLaunch): PythonRequest {
    const tracer = join(this.#context.extensionPath, 'dist', 'tracer');
    return { ...python, tracer, hasInput: false, hasOutput: false, whenStuck: 'wait' };
  }

  #askAboutStuck(program: Program, record: RunRecord, found: readonly Finding[]): void {
    record.isAskedAbout = askAboutStuck(found, record, () => this.#stopIfCurrent(record));
    // The program may hang for ever, and its lines are to be found meanwhile.
    if (record.isAskedAbout)
      void this.#diagnose(program, record, { findings: [...record.findings], problems: [] });
  }

  async #diagnose(
    program: Program,
    record: RunRecord,
    found: Pick<RunEnded, 'findings' | 'problems'>,
  ): Promise<void> {
    const locate = (path: string): Promise<vscode.Uri> => Promise.resolve(locateIn(program, path));
    if (this.#record === record) await this.#diagnostics.show(program.entry, record, found, locate);
  }

  #stopIfCurrent(record: RunRecord): void {
    if (this.#record === record) this.stop();
  }

  #startEmpty(record: RunRecord, program: string, mode: RunMode, seed: number): void {
    record.header = record.emptyHeader(program, mode, seed);
    this.#sendIfCurrent(record, this.#started(record, record.header));
  }

  #started(record: RunRecord, header: TraceHeader): HostToPage {
    const { run, title, variants } = record;
    return { type: 'started', run, language: displayLanguage(), title, header, variants, canRun: true };
  }

  /** A page that is being sent everything from the start gets this with it. */
  #sendIfCurrent(record: RunRecord, message: HostToPage): void {
    if (this.#record === record && this.#catchingUp !== record) this.#panel?.send(message);
  }

  /**
   * To a page that knows nothing. What the recorder sends before it answers stands in its answer, and what it sends
   * afterwards comes afterwards; so nothing is sent on in between, and nothing is missing then.
   */
  async #sendAll(record: RunRecord): Promise<void> {
    this.#catchingUp = record;
    const messages = await record.messages((header) => this.#started(record, header));
    if (this.#catchingUp !== record) return;
    this.#catchingUp = undefined;
    if (this.#record === record) for (const message of messages) this.#panel?.send(message);
  }

  async #fetchRecords(record: RunRecord): Promise<readonly Uint8Array[]> {
    const run = this.#runOf.get(record);
    const blocks: Uint8Array[] = [];
    const engine = this.#engineOfRun.get(record);
    if (run) await engine?.resend(run, (bytes) => blocks.push(bytes));
    return blocks;
  }

  #openPanel(): TimelinePanel {
    return new TimelinePanel(this.#context, {
      ready: () => {
        if (this.#record) void this.#sendAll(this.#record);
      },
      message: (message) => this.#receive(message),
      closed: () => {
        this.#panel = undefined;
        this.#engine?.keepWarm(0);
        timelineClosed(this);
        this.stop();
      },
    });
  }

  #receive(message: PageToHost): void {
    const record = this.#record;
    const program = this.#program;
    if (!record || !program) return;
    if (message.type === 'again') this.#again(program, message);
    else if (message.type === 'stop' && message.run === record.run) this.stop();
    else void serve(this, message, this.#context);
  }

  #again(program: Program, { mode, seed, variant }: Extract<PageToHost, { type: 'again' }>): void {
    const exists = variant < Math.max(1, program.variants.length);
    if (exists) void this.visualize(program, program.python ? 'live' : mode, seed, variant);
  }

  #tellProblems(end: RunEnded): void {
    const [first] = end.problems;
    if (first) void vscode.window.showErrorMessage(`Threadlanes: ${sayProblem(first, displayLanguage())}`);
  }
}

function logEnd({ id }: Program, end: RunEnded): void {
  log().info(`${id}: ${end.outcome} after ${Math.round(end.wallMs)} ms, ${end.findings.length} findings`);
  for (const { file, line, message } of end.problems) log().error(`${id}: ${file}:${line}: ${message}`);
}
