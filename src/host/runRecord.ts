/**
 * What the host knows of a run. Its events it does not keep: the recorder has them, in a third of the room, and they are
 * fetched again for a page that is loaded anew and for an export.
 */
import type { HostToPage, RunEnded } from '../protocol/page.js';
import { Definitions } from '../trace/definitions.js';
import type { Finding } from '../trace/finding.js';
import type { RunMode, TraceHeader } from '../trace/header.js';
import { ThreadNames } from './threadNames.js';

export class RunRecord {
  #definitions: Definitions | undefined;
  end: RunEnded | undefined;
  /** The person was asked what becomes of a program of which nobody can go on. */
  isAskedAbout = false;
  readonly findings: Finding[] = [];
  readonly names = new ThreadNames();

  constructor(
    readonly run: number,
    readonly title: string,
    readonly variants: readonly string[],
    /** All records so far, in blocks of at most 256 kB. */
    readonly fetchRecords: () => Promise<readonly Uint8Array[]>,
  ) {}

  /** Grows where the program's places come among its records. */
  get header(): TraceHeader | undefined {
    return this.#definitions?.header;
  }
  set header(header: TraceHeader) {
    this.#definitions = new Definitions(header);
  }

  /** Records on their way to the page. */
  read(bytes: Uint8Array): void {
    this.names.read(bytes, this.#definitions);
  }

  /** A program that could not be loaded never started; the page is told of an empty run, so that it can say why. */
  emptyHeader(program: string, mode: RunMode, seed: number): TraceHeader {
    const empty = { format: 'threadlanes-trace', version: 1, strategy: 'random', variant: null } as const;
    return { ...empty, program, mode, seed, files: [], sites: [{ file: 0, line: 0, column: 0 }] };
  }

  /** All of it as messages, in order. */
  async messages(started: (header: TraceHeader) => HostToPage): Promise<HostToPage[]> {
    const blocks = await this.fetchRecords();
    const { run, header, end } = this;
    return [
      ...(header ? [started(header)] : []),
      ...blocks.map((bytes): HostToPage => ({ type: 'records', run, bytes })),
      ...(this.findings.length > 0 ? [{ type: 'findings', run, findings: this.findings } as const] : []),
      ...(end ? [{ type: 'ended', run, end } as const] : []),
    ];
  }
}
