/** Findings as a report shows them: in words, and with paths as a person in the working folder would write them. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Finding, Range } from '../../analysis/finding.js';
import { say, type WordingLanguage } from '../../analysis/wording/say.js';

export interface Place extends Range {
  /** From the working folder, or absolute where it lies outside; with `/`. */
  readonly file: string;
}

export interface Step extends Place {
  readonly message: string;
  readonly chain: number;
}

export interface CheckedFinding extends Place {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly confidence: Finding['confidence'];
  readonly message: string;
  readonly related: readonly Step[];
}

export function checkedFinding(
  finding: Finding,
  base: string,
  cwd: string,
  language: WordingLanguage,
): CheckedFinding {
  const at = (path: string, range: Range): Place => ({ file: shownPath(resolve(base, path), cwd), ...range });
  return {
    ...at(finding.path, finding.range),
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: say(finding.message, language),
    related: finding.related.map((step) => ({
      ...at(step.path, step.range),
      message: say(step.message, language),
      chain: step.chain,
    })),
  };
}

export function shownPath(path: string, cwd: string): string {
  const below = relative(cwd, path);
  const outside = below.startsWith('..') || isAbsolute(below);
  return (outside ? path : below).split(sep).join('/');
}
