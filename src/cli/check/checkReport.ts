/** The JSON object of `check --format json`: a contract that scripts rely on. Lines and columns start at 1. */
import type { CheckedFinding } from './checkedFinding.js';

export interface CheckReport {
  readonly files: number;
  readonly lines: number;
  readonly elapsedMs: number;
  readonly findings: readonly CheckedFinding[];
}

export function checkJson({ files, lines, elapsedMs, findings }: CheckReport): string {
  return JSON.stringify(
    {
      files,
      lines,
      elapsedMs,
      findings: findings.map(({ rule, severity, confidence, message, file, related, ...range }) => ({
        rule,
        severity,
        confidence,
        message,
        file,
        line: range.line,
        column: range.column,
        endLine: range.endLine,
        endColumn: range.endColumn,
        related: related.map((step) => ({
          file: step.file,
          line: step.line,
          column: step.column,
          message: step.message,
        })),
      })),
    },
    null,
    2,
  );
}
