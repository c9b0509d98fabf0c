/**
 * The language server: documents and folders in, diagnostics, hovers, quick fixes and the lock-order graph out.
 * A key press costs one document's parse and what depends on it; a whole folder is read at the start, and when a
 * person asks for it.
 */
import type {
  CodeAction,
  CodeActionParams,
  Connection,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidOpenTextDocumentParams,
  Hover,
  HoverParams,
} from 'vscode-languageserver';
import { FileChangeType } from 'vscode-languageserver';
import type { DetectorOptions, DetectorSettings, LockGraph, WorkspaceChecked } from '../protocol/detector.js';
import type { Project } from '../workspace/project.js';
import type { Syntax } from '../workspace/syntax.js';
import { codeActions } from './codeActions.js';
import { type Folder, Folders, filePath } from './folders.js';
import { hoverText, lockAt } from './hover.js';
import { lockGraph } from './lockGraph.js';
import { OpenDocument } from './openDocument.js';
import { Publisher } from './publisher.js';
import { serverWords } from './words.js';

/** Edits that come within this time are analysed together; shorter than a person notices. */
const settleMs = 5;

export interface ServerParts {
  readonly connection: Connection;
  readonly options: DetectorOptions;
  readonly syntax: Syntax;
  readonly makeProject: (root: string) => Project;
}

export class DetectorServer {
  readonly #connection: Connection;
  readonly #options: DetectorOptions;
  readonly #syntax: Syntax;
  readonly #folders: Folders;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #publisher: Publisher;
  readonly #dirty = new Set<string>();
  #settings: DetectorSettings;
  #everything = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ connection, options, syntax, makeProject }: ServerParts) {
    this.#connection = connection;
    this.#options = options;
    this.#settings = options.settings;
    this.#syntax = syntax;
    this.#folders = new Folders(makeProject);
    this.#publisher = new Publisher(
      (uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] }),
    );
  }

  /** Reads a folder that was opened. */
  async addFolder(uri: string): Promise<void> {
    const folder = this.#folders.add(uri);
    if (!folder) return;
    await this.#load(folder);
    this.#soon();
  }

  removeFolder(uri: string): void {
    this.#folders.remove(uri);
    for (const open of this.#documents.keys()) this.#dirty.add(open);
    this.#soon();
  }

  opened({ textDocument }: DidOpenTextDocumentParams): void {
    const { uri, languageId, version, text } = textDocument;
    const { name } = this.#folders.locate(uri);
    const document = new OpenDocument(this.#syntax, uri, languageId, version, text, name);
    if (!document.known) return;
    this.#documents.set(uri, document);
    this.#touched(uri);
  }

  changed({ textDocument, contentChanges }: DidChangeTextDocumentParams): void {
    const document = this.#documents.get(textDocument.uri);
    if (!document) return;
    document.change(contentChanges, textDocument.version);
    this.#touched(textDocument.uri);
  }

  async closed(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    if (!document) return;
    this.#documents.delete(uri);
    this.#dirty.delete(uri);
    document.close();
    await this.#folders.locate(uri).folder.project.closed(document.name);
    this.#soon();
  }

  async filesChanged({ changes }: DidChangeWatchedFilesParams): Promise<void> {
    for (const { uri, type } of changes) {
      const path = filePath(uri);
      if (path === undefined || !this.#syntax.knows(path)) continue;
      const { folder, name } = this.#folders.locate(uri);
      if (!folder.opened) continue;
      if (type === FileChangeType.Deleted) folder.project.removed(name);
      else await folder.project.changed(name);
    }
    this.#soon();
  }

  async settingsChanged(settings: DetectorSettings): Promise<void> {
    const otherFiles = settings.exclude.join('\n') !== this.#settings.exclude.join('\n');
    this.#settings = settings;
    if (otherFiles) await this.#loadAll();
    this.#soon();
  }

  async checkWorkspace(progress: (done: number, of: number) => void): Promise<WorkspaceChecked> {
    const start = performance.now();
    this.#everything = true;
    await this.#loadAll(progress);
    this.#publish();
    const sizes = this.#folders.all.map(({ project }) => project.size);
    return {
      files: sizes.reduce((sum, { files }) => sum + files, 0),
      lines: sizes.reduce((sum, { lines }) => sum + lines, 0),
      findings: this.#publisher.count,
      elapsedMs: Math.round(performance.now() - start),
    };
  }

  lockOrder(): LockGraph {
    this.#lowerDirty();
    return lockGraph(
      this.#folders.all.map((folder) => ({
        locks: folder.project.locks(),
        edges: folder.project.lockOrder(),
        uriOf: (name) => this.#folders.uriOf(folder, name),
      })),
    );
  }

  hover({ textDocument, position }: HoverParams): Hover | null {
    const document = this.#documents.get(textDocument.uri);
    if (!document || !this.#settings.enabled) return null;
    this.#lowerDirty();
    const { folder } = this.#folders.locate(textDocument.uri);
    const locks = folder.project.locks();
    const lock = lockAt(locks, document.name, position);
    if (!lock) return null;
    const names = new Map(locks.map(({ id, name }) => [id, name]));
    const value = hoverText(lock, {
      words: serverWords(this.#options.language),
      uriOf: (name) => this.#folders.uriOf(folder, name),
      nameOfLock: (id) => names.get(id) ?? id,
    });
    return { contents: { kind: 'markdown', value } };
  }

  codeActions({ textDocument, range }: CodeActionParams): CodeAction[] {
    const document = this.#documents.get(textDocument.uri);
    if (!document) return [];
    this.#publish();
    const { folder } = this.#folders.locate(textDocument.uri);
    return codeActions(this.#publisher.shownIn(textDocument.uri), range, {
      words: serverWords(this.#options.language),
      uri: textDocument.uri,
      uriOf: (name) => (name === document.name ? textDocument.uri : this.#folders.uriOf(folder, name)),
      documentOf: (name) => {
        const uri = this.#folders.uriOf(folder, name);
        return (name === document.name ? document : this.#documents.get(uri))?.text;
      },
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const document of this.#documents.values()) document.close();
  }

  #touched(uri: string): void {
    this.#dirty.add(uri);
    this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => this.#publishOrLog(), settleMs);
  }

  /** An error of ours must not end the server: what was shown stays, and the log says why. */
  #publishOrLog(): void {
    try {
      this.#publish();
    } catch (error) {
      this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  #publish(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lowerDirty();
    this.#publisher.publish({
      folders: this.#folders,
      documents: this.#documents,
      context: { settings: this.#settings, language: this.#options.language },
      everything: this.#everything,
    });
  }

  #lowerDirty(): void {
    for (const uri of this.#dirty) {
      const document = this.#documents.get(uri);
      if (!document) continue;
      try {
        this.#folders.locate(uri).folder.project.shown(document.name, document.model());
      } catch (error) {
        this.#connection.console.warn(`${document.name}: ${error instanceof Error ? error.message : error}`);
      }
    }
    this.#dirty.clear();
  }

  async #loadAll(progress?: (done: number, of: number) => void): Promise<void> {
    for (const folder of this.#folders.all) if (folder.opened) await this.#load(folder, progress);
  }

  async #load(folder: Folder, progress?: (done: number, of: number) => void): Promise<void> {
    await folder.project.load(this.#settings.exclude, progress);
  }
}
