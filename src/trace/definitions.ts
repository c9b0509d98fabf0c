/**
 * Files and places of a program that is not known before it runs: they come among the records, before the first event that
 * names them, and grow the header. They are no events. A producer that knows its program beforehand writes none.
 */
import type { Site, SourceFile, TraceHeader } from './header.js';
import { wordsPerRecord } from './records.js';

/** Kinds of records beside EventKind; numbered from the top. */
export const DefinitionKind = {
  /** object: index of the file; text: hash, space, path. */
  Source: 254,
  /** site: its number; object: index of its file; a: line; b: column; text: name of what is made there, if it has one. */
  Site: 255,
} as const;

export function isDefinition(kind: number): boolean {
  return kind >= DefinitionKind.Source;
}

/** Beyond this a number comes from a damaged trace: no program has so many places. */
const mostSites = 1_000_000;

/** A header that grows. */
export class Definitions {
  readonly header: TraceHeader;
  readonly #files: SourceFile[];
  readonly #sites: Site[];

  constructor(header: TraceHeader) {
    this.#files = [...header.files];
    this.#sites = [...header.sites];
    this.header = { ...header, files: this.#files, sites: this.#sites };
  }

  /** Takes in the record at a place. What makes no sense changes nothing. */
  define(kind: number, words: Int32Array, at: number, text: string): void {
    const [object = 0, site = 0, , , a = 0, b = 0] = words.subarray(at + 1, at + wordsPerRecord);
    if (kind === DefinitionKind.Source) this.#addFile(object, text);
    else if (site > 0 && site < mostSites) this.#addSite(site, { file: object, line: a, column: b }, text);
  }

  #addFile(index: number, text: string): void {
    const space = text.indexOf(' ');
    if (index === this.#files.length && space >= 0)
      this.#files.push({ hash: text.slice(0, space), path: text.slice(space + 1) });
  }

  #addSite(site: number, place: Site, name: string): void {
    while (this.#sites.length < site) this.#sites.push({ file: 0, line: 0, column: 0 });
    this.#sites[site] = name === '' ? place : { ...place, name };
  }
}
