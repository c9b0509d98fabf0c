/** Files that could not be read, or only in part. */

/** A file that was left out, or of which a part was, and why. */
export interface LeftOut {
  /** From the base, with `/`. */
  readonly path: string;
  readonly why: string;
  readonly partly: boolean;
}

/** Why a file is read only in part: the line of its first text that does not parse. */
export function whyPartly(line: number): string {
  return `line ${line} does not parse, and what belongs to it was not looked at`;
}
