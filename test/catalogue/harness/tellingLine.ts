/** An example without the lines on which its lesson hangs, as a program of its own. The example itself is never changed. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Writes a copy of a program without the lines that begin with one of the texts, and answers where it is. The lines stay,
 * empty, so that all others keep their numbers.
 * @throws Error when one of the texts begins no line
 */
export function withoutLines(path: string, texts: readonly string[]): string {
  const lines = readFileSync(path, 'utf8').split('\n');
  for (const text of texts) {
    if (!lines.some((line) => line.trim().startsWith(text)))
      throw new Error(`no line of ${basename(path)} begins with "${text}"`);
  }
  const kept = lines.map((line) => (texts.some((text) => line.trim().startsWith(text)) ? '' : line));
  const copy = join(mkdtempSync(join(tmpdir(), 'threadlanes-')), basename(path));
  writeFileSync(copy, kept.join('\n'));
  return copy;
}
