/** A check's result for people: each finding with its source and the chain of each thread, then one line of totals. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decode } from '../../workspace/sourceText.js';
import { language, textsIn } from '../text/language.js';
import type { CheckedFinding, Place, Step } from './checkedFinding.js';
import type { CheckReport } from './checkReport.js';
import { excerpt } from './excerpt.js';

const texts = textsIn(language);

export interface TextOptions {
  readonly cwd: string;
  readonly colours: boolean;
}

export function checkText(report: CheckReport, options: TextOptions): string {
  const source = new Sources(options.cwd);
  const paint = options.colours ? coloured : plain;
  const blocks = report.findings.map((finding) => findingText(finding, source, paint));
  return [...blocks, totals(report)].join('\n');
}

function findingText(finding: CheckedFinding, source: Sources, paint: Paint): string {
  const severity = texts.severity[finding.severity];
  const label = finding.confidence === 'medium' ? texts.uncertain(severity) : severity;
  return [
    `${paint.strong(placeText(finding))}: ${paint.severity(label, finding.severity)}: ${finding.message} ${paint.faint(`[${finding.rule}]`)}`,
    ...indented(4, excerpt(source.lines(finding.file), finding)),
    ...chains(finding.related).flatMap((chain, index, all) =>
      chainText(chain, index, all.length, source, paint),
    ),
    '',
  ].join('\n');
}

function chainText(
  chain: readonly Step[],
  index: number,
  of: number,
  source: Sources,
  paint: Paint,
): string[] {
  const title = of > 1 ? [`  ${paint.strong(texts.way(index + 1))}`] : [];
  const steps = chain.flatMap((step) => [
    `  ${placeText(step)}: ${step.message}`,
    ...indented(6, excerpt(source.lines(step.file), step)),
  ]);
  return [...title, ...steps];
}

function chains(related: readonly Step[]): Step[][] {
  const byChain = new Map<number, Step[]>();
  for (const step of related) {
    const steps = byChain.get(step.chain);
    if (steps) steps.push(step);
    else byChain.set(step.chain, [step]);
  }
  return [...byChain.entries()].sort(([a], [b]) => a - b).map(([, steps]) => steps);
}

function totals({ files, lines, findings, elapsedMs }: CheckReport): string {
  return texts.totals(findings.length, files, lines, (elapsedMs / 1000).toFixed(2));
}

function placeText({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

function indented(by: number, lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly severity: (text: string, of: CheckedFinding['severity']) => string;
}

const plain: Paint = { strong: (text) => text, faint: (text) => text, severity: (text) => text };
const coloured: Paint = {
  strong: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
  severity: (text, of) => `\u001b[${of === 'information' ? 34 : 33}m${text}\u001b[39m`,
};

/** Texts of the files that findings speak of; each is read once. */
class Sources {
  readonly #cwd: string;
  readonly #lines = new Map<string, readonly string[]>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  lines(file: string): readonly string[] {
    let lines = this.#lines.get(file);
    if (!lines) {
      lines = readLines(resolve(this.#cwd, file));
      this.#lines.set(file, lines);
    }
    return lines;
  }
}

function readLines(path: string): readonly string[] {
  try {
    const decoded = decode(readFileSync(path));
    return 'text' in decoded ? decoded.text.split(/\r\n|\n|\r/) : [];
  } catch {
    // Gone since it was checked: the finding stands without its source.
    return [];
  }
}
