/** Suppression comments, alike in every language: `threadlanes: ignore[rule, rule] reason` after a comment's mark. */
import type { Suppression } from '../model/module.js';

const pattern = /(?:#|\/\/|\/\*)\s*threadlanes:\s*ignore(?:\[([^\]\n]*)\])?[ \t]*([^\n]*)/g;

/** All suppressions of a text. A string that looks like one counts: it costs nothing and nobody writes it by chance. */
export function suppressionsOf(text: string, lineStarts: readonly number[]): Suppression[] {
  if (!text.includes('threadlanes')) return [];
  const found: Suppression[] = [];
  let line = 0;
  for (const match of text.matchAll(pattern)) {
    while (line + 1 < lineStarts.length && (lineStarts[line + 1] as number) <= match.index) line++;
    const rules = (match[1] ?? '').split(',').map((rule) => rule.trim());
    found.push({
      line: line + 1,
      rules: rules.filter((rule) => rule !== ''),
      reason: (match[2] ?? '').replace(/\*\/\s*$/, '').trim(),
    });
  }
  return found;
}
