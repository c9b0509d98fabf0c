/**
 * What a run found, as problems at its lines, until the next run of the same program. The words are those of the timeline;
 * the other lines of a finding stand below it.
 */
import * as vscode from 'vscode';
import type { RunEnded, RunProblem } from '../protocol/page.js';
import type { Finding, FindingKind } from '../trace/finding.js';
import { Trace } from '../trace/trace.js';
import { describeFinding } from '../trace/words/describeFinding.js';
import { type FindingPlace, locateFinding } from '../trace/words/locateFinding.js';
import { problemWords } from '../trace/words/sayProblem.js';
import { displayLanguage } from './language.js';
import type { RunRecord } from './runRecord.js';

/** Where a file of a run's header lies. */
type Locate = (path: string) => Promise<vscode.Uri | undefined>;

/** What may happen in another schedule, or did no harm in this one. */
const warnings: ReadonlySet<FindingKind> = new Set([
  'race',
  'potential-deadlock',
  'check-then-act',
  'blocked-loop',
  'lost-greenlet',
  'left-out',
  'lock-held-at-end',
]);

export class RunDiagnostics {
  readonly #shown = vscode.languages.createDiagnosticCollection('threadlanes.run');
  /** Files that a program's last run spoke of, by the program's entry. */
  readonly #filesOf = new Map<string, readonly vscode.Uri[]>();

  constructor(context: vscode.ExtensionContext) {
    context.subscriptions.push(this.#shown);
  }

  /** A new run of the program begins, or it is no longer run. */
  clear(entry: string): void {
    for (const uri of this.#filesOf.get(entry) ?? []) this.#shown.delete(uri);
    this.#filesOf.delete(entry);
  }

  /** What the run found, also so far; its records are only fetched when there is something to say. */
  async show(
    entry: string,
    record: RunRecord,
    { findings, problems }: Pick<RunEnded, 'findings' | 'problems'>,
    locate: Locate,
  ): Promise<void> {
    const { header } = record;
    const said = problems.map(fromProblem);
    if (!header || findings.length === 0) return this.#set(entry, said, locate);
    const trace = new Trace(header, new TextDecoder());
    for (const bytes of await record.fetchRecords()) trace.append(new Int32Array(bytes.slice().buffer));
    return this.#set(entry, [...findings.flatMap((finding) => fromFinding(finding, trace)), ...said], locate);
  }

  /** Why a program could not be loaded. */
  showProblems(entry: string, problems: readonly RunProblem[], locate: Locate): Promise<void> {
    return this.#set(entry, problems.map(fromProblem), locate);
  }

  async #set(entry: string, all: readonly Said[], locate: Locate): Promise<void> {
    const uris = new Map<string, vscode.Uri>();
    for (const { places } of all) {
      for (const { file } of places) {
        const uri = uris.get(file) ?? (await locate(file));
        if (uri) uris.set(file, uri);
      }
    }
    const byFile = new Map<vscode.Uri, vscode.Diagnostic[]>();
    for (const said of all) {
      const [first] = said.places;
      const uri = first && uris.get(first.file);
      if (uri) byFile.set(uri, [...(byFile.get(uri) ?? []), diagnosticOf(said, uris)]);
    }
    this.clear(entry);
    for (const [uri, diagnostics] of byFile) this.#shown.set(uri, diagnostics);
    this.#filesOf.set(entry, [...byFile.keys()]);
  }
}

interface Said {
  readonly code: string;
  readonly message: string;
  readonly places: readonly FindingPlace[];
  readonly severity: vscode.DiagnosticSeverity;
}

function fromFinding(finding: Finding, trace: Trace): Said[] {
  const language = displayLanguage();
  const severities = vscode.DiagnosticSeverity;
  return [
    {
      code: finding.kind,
      message: describeFinding(finding, trace, language),
      places: locateFinding(finding, trace, language),
      severity: warnings.has(finding.kind) ? severities.Warning : severities.Error,
    },
  ];
}

function fromProblem({ message, file, line, column }: RunProblem): Said {
  const said = problemWords(message, displayLanguage());
  const places = line > 0 ? [{ file, line, column, message: said }] : [];
  return { code: 'not-run', message: said, places, severity: vscode.DiagnosticSeverity.Error };
}

/** From the column to the end of the line: a run knows where a call begins, not where it ends. */
function rangeOf({ line, column }: FindingPlace): vscode.Range {
  return new vscode.Range(line - 1, Math.max(0, column - 1), line - 1, 10_000);
}

function diagnosticOf(said: Said, uris: ReadonlyMap<string, vscode.Uri>): vscode.Diagnostic {
  const [first, ...others] = said.places;
  const range = first ? rangeOf(first) : new vscode.Range(0, 0, 0, 0);
  const diagnostic = new vscode.Diagnostic(range, said.message, said.severity);
  diagnostic.source = 'Threadlanes';
  diagnostic.code = said.code;
  diagnostic.relatedInformation = [...(first ? [first] : []), ...others].flatMap((place) => {
    const uri = uris.get(place.file);
    const location = uri && new vscode.Location(uri, rangeOf(place));
    return location ? [new vscode.DiagnosticRelatedInformation(location, place.message)] : [];
  });
  return diagnostic;
}
