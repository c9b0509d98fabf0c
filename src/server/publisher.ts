/** Sends diagnostics: of open documents always, of all files after a check of the workspace; only what has changed. */
import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../analysis/finding.js';
import { type DiagnosticContext, diagnosticOf } from './diagnostics.js';
import type { Folder, Folders } from './folders.js';
import type { OpenDocument } from './openDocument.js';

export interface PublisherContext {
  readonly folders: Folders;
  readonly documents: ReadonlyMap<string, OpenDocument>;
  readonly context: Omit<DiagnosticContext, 'uriOf'>;
  /** Whether files that nobody has open are shown as well. */
  readonly everything: boolean;
}

/** A diagnostic and the finding behind it, for quick fixes. */
export interface Shown {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

export class Publisher {
  readonly #send: (uri: string, diagnostics: readonly Diagnostic[]) => void;
  /** What was sent last, by document. */
  #sent = new Map<string, string>();
  #shown = new Map<string, Shown[]>();

  constructor(send: (uri: string, diagnostics: readonly Diagnostic[]) => void) {
    this.#send = send;
  }

  shownIn(uri: string): readonly Shown[] {
    return this.#shown.get(uri) ?? [];
  }

  get count(): number {
    let count = 0;
    for (const shown of this.#shown.values()) count += shown.length;
    return count;
  }

  publish(state: PublisherContext): void {
    this.#shown = new Map([...state.documents.keys()].map((uri) => [uri, []]));
    const openUris = uriByName(state);
    for (const folder of state.folders.all) this.#collect(folder, state, openUris);
    const sent = new Map<string, string>();
    for (const [uri, shown] of this.#shown) {
      const diagnostics = shown.map(({ diagnostic }) => diagnostic);
      const text = JSON.stringify(diagnostics);
      sent.set(uri, text);
      if ((this.#sent.get(uri) ?? '[]') !== text) this.#send(uri, diagnostics);
    }
    for (const uri of this.#sent.keys()) if (!sent.has(uri)) this.#send(uri, []);
    this.#sent = sent;
  }

  #collect(folder: Folder, state: PublisherContext, openUris: ReadonlyMap<string, string>): void {
    const uriOf = (name: string): string =>
      openUris.get(`${folder.uri} ${name}`) ?? state.folders.uriOf(folder, name);
    for (const finding of folder.project.findings()) {
      const uri = uriOf(finding.path);
      if (!state.everything && !state.documents.has(uri)) continue;
      const diagnostic = diagnosticOf(finding, { ...state.context, uriOf });
      if (!diagnostic) continue;
      const shown = this.#shown.get(uri);
      if (shown) shown.push({ finding, diagnostic });
      else this.#shown.set(uri, [{ finding, diagnostic }]);
    }
  }
}

/** The URI by which the editor knows an open document, which may be spelled in another way than ours. */
function uriByName({ folders, documents }: PublisherContext): Map<string, string> {
  return new Map(
    [...documents].map(([uri, document]) => [`${folders.locate(uri).folder.uri} ${document.name}`, uri]),
  );
}
