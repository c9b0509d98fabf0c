/** What a run has sent so far, kept to be sent again to a page that is loaded anew, and to be exported. */
import type { HostToPage, RunEnded } from '../protocol/page.js';
import type { Finding } from '../trace/finding.js';
import type { RunMode, TraceHeader } from '../trace/header.js';
import { ThreadNames } from './threadNames.js';

export class RunRecord {
  header: TraceHeader | undefined;
  end: RunEnded | undefined;
  readonly blocks: Uint8Array[] = [];
  readonly findings: Finding[] = [];
  readonly names = new ThreadNames();

  constructor(
    readonly run: number,
    readonly title: string,
    readonly variants: readonly string[],
  ) {}

  addBlock(bytes: Uint8Array): void {
    this.blocks.push(bytes);
    this.names.read(bytes);
  }

  /** A program that could not be loaded never started; the page is told of an empty run, so that it can say why. */
  emptyHeader(program: string, mode: RunMode, seed: number): TraceHeader {
    const empty = { format: 'threadlanes-trace', version: 1, strategy: 'random', variant: null } as const;
    return { ...empty, program, mode, seed, files: [], sites: [{ file: 0, line: 0, column: 0 }] };
  }

  /** All of it as messages, in order. */
  messages(started: (header: TraceHeader) => HostToPage): HostToPage[] {
    const { run, header, end } = this;
    return [
      ...(header ? [started(header)] : []),
      ...this.blocks.map((bytes): HostToPage => ({ type: 'records', run, bytes })),
      ...(this.findings.length > 0 ? [{ type: 'findings', run, findings: this.findings } as const] : []),
      ...(end ? [{ type: 'ended', run, end } as const] : []),
    ];
  }
}
