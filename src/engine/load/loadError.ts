/** A program that cannot be run, and why: every reason with its place, and never a path of this machine. */
export interface Problem {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export class LoadError extends Error {
  override name = 'LoadError';

  constructor(readonly problems: readonly Problem[]) {
    const first = problems[0];
    super(
      first
        ? `${first.file}:${first.line}:${first.column}: ${first.message}`
        : 'the program cannot be loaded',
    );
  }
}
