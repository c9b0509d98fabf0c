/** What a trace says of itself before its first event. Never holds wall time, process ids or absolute paths. */

/** A place in a program's source. Site ids are indices into `TraceHeader.sites`; 0 is unknown. Lines and columns start at 1. */
export interface Site {
  readonly file: number;
  readonly line: number;
  readonly column: number;
  /** The variable or field that the object made here was given to. */
  readonly name?: string;
}

export interface SourceFile {
  /** Relative to the folder of the program, with forward slashes. */
  readonly path: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
}

export type RunMode = 'live' | 'controlled';

export interface TraceHeader {
  readonly format: 'threadlanes-trace';
  readonly version: 1;
  /** Example id or the entry file's relative path. */
  readonly program: string;
  readonly mode: RunMode;
  readonly seed: number;
  readonly strategy: string;
  readonly variant: string | null;
  readonly files: readonly SourceFile[];
  readonly sites: readonly Site[];
}
