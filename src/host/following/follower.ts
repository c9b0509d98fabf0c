/**
 * Goes along with the active editor: says what its file is, runs it again while a person types if they switched that on, and
 * keeps the last good picture. It must never run a file that is not switched on, nor two runs at a time.
 */
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.js';
import type { Followed } from '../../protocol/followed.js';
import type { HostToPage } from '../../protocol/page.js';
import { currentDocument } from '../activeDocument.js';
import { runnerOf } from '../fileRunners.js';
import { displayLanguage } from '../language.js';
import { log } from '../log.js';
import { newEngine } from '../newEngine.js';
import { barrierFor, locateIn, type Program, programOf } from '../programs.js';
import type { RunDiagnostics } from '../runDiagnostics.js';
import type { Running } from '../running.js';
import type { RunRecord } from '../runRecord.js';
import type { ShownTimeline } from '../shownTimeline.js';
import { sitesOfLine } from '../sitesOfLine.js';
import { fileKind } from './fileKind.js';
import { type Job, NewestOnly, pauseMs } from './newestOnly.js';
import { offersFor } from './offers.js';
import type { SwitchedOn } from './switchedOn.js';
import { type TypedRun, typedRun } from './typedRun.js';

/** Workers kept ready while somebody types: most programs have no more threads. */
const warmWorkers = 16;
/** Documents that are no file a person works in. */
const otherSchemes = new Set(['output', 'comment', 'vscode-settings', 'git', 'walkThroughSnippet']);

const isFollowed = ({ uri }: vscode.TextDocument): boolean => !otherSchemes.has(uri.scheme);

/** What can be edited in a tab. */
function urisOf({ input }: vscode.Tab): string[] {
  if (input instanceof vscode.TabInputText) return [input.uri.toString()];
  return input instanceof vscode.TabInputTextDiff
    ? [input.original.toString(), input.modified.toString()]
    : [];
}

export interface FollowerParts {
  readonly switchedOn: SwitchedOn;
  readonly running: Running;
  readonly diagnostics: RunDiagnostics;
}

export class Follower implements ShownTimeline {
  readonly #context: vscode.ExtensionContext;
  readonly #parts: FollowerParts;
  readonly #post: (message: HostToPage) => void;
  readonly #runs = new NewestOnly(
    () => pauseMs,
    () => this.#start(),
  );
  #engine: Engine | undefined;
  #document: vscode.TextDocument | undefined;
  #program: Program | undefined;
  #file = 0;
  #count = 0;
  #record: RunRecord | undefined;
  #broken: HostToPage | undefined;
  #line = -1;
  #visible = false;
  #disposables: vscode.Disposable[];

  constructor(context: vscode.ExtensionContext, parts: FollowerParts, post: (message: HostToPage) => void) {
    this.#context = context;
    this.#parts = parts;
    this.#post = post;
    this.#disposables = [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#activated(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#edited(document);
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => this.#tabsClosed(closed)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        // One that gets another language is told of as closed and opened, and is the same.
        if (document === this.#document && document.isClosed) this.#follow(undefined);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (document === this.#document) this.#refresh();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.#caretMoved(textEditor)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#refresh()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('threadlanes')) this.#refresh();
      }),
      parts.switchedOn.changed((uri) => {
        if (uri.toString() === this.#document?.uri.toString()) this.#refresh();
      }),
    ];
  }

  get record(): RunRecord | undefined {
    return this.#record;
  }
  get document(): vscode.TextDocument | undefined {
    return this.#document;
  }
  send(message: HostToPage): void {
    this.#post(message);
  }
  locate(path: string): Promise<vscode.Uri | undefined> {
    return Promise.resolve(this.#program && locateIn(this.#program, path));
  }

  /** The page is there and knows nothing. */
  async pageReady(): Promise<void> {
    this.#document ??= currentDocument();
    this.#post(this.#followed());
    if (this.#record) await this.#sendRun(this.#record);
    if (this.#broken) this.#post(this.#broken);
    if (!this.#record) this.#refresh();
  }

  setVisible(visible: boolean): void {
    if (visible === this.#visible) return;
    this.#visible = visible;
    if (visible) {
      const current = currentDocument();
      if (current && current !== this.#document && isFollowed(current)) this.#follow(current);
      else this.#refresh();
    } else {
      this.#runs.cancel();
      this.#engine?.keepWarm(0);
    }
  }

  dispose(): void {
    this.#runs.cancel();
    for (const each of this.#disposables) each.dispose();
    void this.#engine?.dispose();
  }

  #activated(editor: vscode.TextEditor | undefined): void {
    // Without one, the focus is in a panel, and the file is still the one that the person works on.
    if (editor && editor.document !== this.#document && isFollowed(editor.document))
      this.#follow(editor.document);
  }

  /** The document itself is closed minutes later. */
  #tabsClosed(closed: readonly vscode.Tab[]): void {
    const uri = this.#document?.uri.toString();
    const isOfIt = (tab: vscode.Tab): boolean => uri !== undefined && urisOf(tab).includes(uri);
    const open = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    if (closed.some(isOfIt) && !open.some(isOfIt)) this.#follow(undefined);
  }

  #follow(document: vscode.TextDocument | undefined): void {
    this.#runs.cancel();
    this.#document = document;
    this.#record = undefined;
    this.#broken = undefined;
    this.#program = undefined;
    this.#line = -1;
    this.#file++;
    this.#refresh();
  }

  /** Says anew what the file is, and runs it if it is to be run. */
  #refresh(): void {
    if (!this.#visible) return;
    const followed = this.#followed();
    this.#post(followed);
    if (this.#mayRun) {
      this.#engine?.keepWarm(warmWorkers);
      this.#runs.now();
      return;
    }
    this.#runs.cancel();
    this.#engine?.keepWarm(0);
    if (this.#program) this.#parts.diagnostics.clear(this.#program.entry);
  }

  #followed(): Followed {
    const document = this.#document;
    const kind = document ? fileKind(document.languageId, document.getText()) : 'none';
    const runner = document && runnerOf(document);
    const canRun = kind === 'program' || runner !== undefined;
    const barrier = document && canRun ? barrierFor(this.#context, document) : null;
    return {
      type: 'followed',
      file: this.#file,
      language: displayLanguage(),
      name: document?.uri.path.split('/').at(-1) ?? '',
      kind,
      barrier,
      runs: !canRun || barrier ? null : kind === 'program' ? 'typing' : 'saving',
      isOn: document !== undefined && this.#parts.switchedOn.has(document.uri),
      offers: offersFor(kind, barrier, runner !== undefined),
    };
  }

  get #mayRun(): boolean {
    const { runs, isOn } = this.#followed();
    return this.#visible && runs === 'typing' && isOn;
  }

  /** The file itself, or one that it imports. */
  #edited(document: vscode.TextDocument): void {
    if (!this.#document || document.uri.scheme !== 'file') return;
    const program = this.#program;
    const isPart =
      document === this.#document ||
      this.#record?.header?.files.some(
        ({ path }) => program && locateIn(program, path).toString() === document.uri.toString(),
      );
    if (!isPart || !this.#visible) return;
    const followed = this.#followed();
    if (followed.runs === 'typing' && followed.isOn) return this.#runs.changed();
    // A first import of ours makes it a program, and the last one makes it none.
    this.#post(followed);
  }

  #start(): Job | undefined {
    const document = this.#document;
    if (!document || !this.#mayRun) return undefined;
    this.#engine ??= newEngine(this.#context);
    this.#engine.keepWarm(warmWorkers);
    const program = programOf(this.#context, document);
    this.#program = program;
    const job = typedRun(this.#engine, program, ++this.#count, {
      tooLong: vscode.l10n.t(
        'How long a run may take while you type is said by the setting threadlanes.live.limits.',
      ),
      tooMuch: vscode.l10n.t('The run was ended: it makes too many events to be drawn while you type.'),
    });
    const ended = this.#parts.running.begin(program.title, () => job.stop());
    const busy = setTimeout(() => this.#post({ type: 'busy', busy: true }), 400);
    const done = job.done.then(async (run) => {
      ended();
      clearTimeout(busy);
      this.#post({ type: 'busy', busy: false });
      if (program === this.#program) await this.#take(run, program);
    });
    return { done, stop: () => job.stop() };
  }

  async #take(run: TypedRun, program: Program): Promise<void> {
    const locate = (path: string): Promise<vscode.Uri> => Promise.resolve(locateIn(program, path));
    if (run.kind === 'stopped') return;
    if (run.kind === 'broken') {
      const [problem] = run.problems;
      log().debug(`${program.id} while typing: ${problem?.line ?? 0}: ${problem?.message ?? ''}`);
      if (problem) this.#broken = { type: 'broken', problem };
      if (this.#broken) this.#post(this.#broken);
      return this.#parts.diagnostics.showProblems(program.entry, run.problems, locate);
    }
    const { record } = run;
    this.#record = record;
    this.#broken = undefined;
    log().debug(
      `${program.id} while typing: ${record.end?.outcome}, ${Math.round(record.end?.wallMs ?? 0)} ms`,
    );
    await this.#sendRun(record);
    if (record.end) await this.#parts.diagnostics.show(program.entry, record, record.end, locate);
  }

  async #sendRun(record: RunRecord): Promise<void> {
    const { run, title, variants } = record;
    const language = displayLanguage();
    const messages = await record.messages((header) => {
      return { type: 'started', run, language, title, header, variants, canRun: false };
    });
    for (const message of messages) this.#post(message);
  }

  /** Only a move to another line says something: typing moves the caret too. */
  async #caretMoved(editor: vscode.TextEditor): Promise<void> {
    if (!this.#visible || editor.document !== this.#document) return;
    const line = editor.selection.active.line + 1;
    if (line === this.#line) return;
    this.#line = line;
    const record = this.#record;
    const sites = record ? await sitesOfLine(this, editor.document.uri, line) : [];
    if (record && record === this.#record && sites.length > 0)
      this.#post({ type: 'point', run: record.run, sites });
  }
}
