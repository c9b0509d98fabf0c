/** What a run has sent so far, kept to be sent again to a page that is loaded anew. */
import type { HostToPage, RunEnded } from '../protocol/page.js';
import type { Finding } from '../trace/finding.js';
import type { TraceHeader } from '../trace/header.js';

export class RunRecord {
  header: TraceHeader | undefined;
  end: RunEnded | undefined;
  readonly blocks: Uint8Array[] = [];
  readonly findings: Finding[] = [];

  constructor(
    readonly run: number,
    readonly title: string,
    readonly variants: readonly string[],
  ) {}

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
