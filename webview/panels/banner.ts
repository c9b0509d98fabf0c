/** Findings and problems first: each a sentence; a click goes to where it shows. */
import { describeFinding } from '../../src/trace/words/describeFinding.js';
import { element } from '../element.js';
import type { Model } from '../state/model.js';

export function bannerRows(model: Model, jump: (count: number) => void): HTMLElement[] {
  const { timeline } = model;
  const findings = timeline
    ? model.findings.map((finding) => {
        const row = element('button', 'finding', describeFinding(finding, timeline, model.language));
        row.addEventListener('click', () => jump(finding.seq + 1));
        return row;
      })
    : [];
  const problems = (model.end?.problems ?? []).map((problem) =>
    element(
      'p',
      'finding',
      problem.line > 0 ? `${problem.file}:${problem.line}: ${problem.message}` : problem.message,
    ),
  );
  return [...findings, ...problems];
}
