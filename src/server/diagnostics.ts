/** A finding as an editor shows it, or not at all, as the settings say. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding } from '../analysis/finding.js';
import { say } from '../analysis/wording/say.js';
import { type DetectorSettings, showRuleCommand } from '../protocol/detector.js';
import type { Language } from '../protocol/page.js';
import { protocolRange } from './convert.js';
import { placesOf } from './reproduction.js';
import { serverWords } from './words.js';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** Undefined where the settings hide it. */
export function severityOf(finding: Finding, settings: DetectorSettings): DiagnosticSeverity | undefined {
  if (!settings.enabled || (finding.confidence === 'medium' && !settings.showUncertain)) return undefined;
  const wanted = settings.rules[finding.rule] ?? 'default';
  if (wanted === 'off') return undefined;
  return severities[wanted === 'default' ? finding.severity : wanted];
}

export interface DiagnosticContext {
  readonly settings: DetectorSettings;
  readonly language: Language;
  /** The URI of a name that a finding uses. */
  readonly uriOf: (name: string) => string;
}

export function diagnosticOf(finding: Finding, context: DiagnosticContext): Diagnostic | undefined {
  const severity = severityOf(finding, context.settings);
  if (severity === undefined) return undefined;
  const words = serverWords(context.language);
  const chains = new Set(finding.related.map(({ chain }) => chain)).size;
  return {
    range: protocolRange(finding.range),
    severity,
    source: 'threadlanes',
    code: finding.rule,
    codeDescription: {
      href: `command:${showRuleCommand}?${encodeURIComponent(JSON.stringify([finding.rule]))}`,
    },
    message: say(finding.message, context.language),
    relatedInformation: finding.related.map((step) => ({
      location: { uri: context.uriOf(step.path), range: protocolRange(step.range) },
      message:
        chains > 1
          ? words.step(step.chain + 1, say(step.message, context.language))
          : say(step.message, context.language),
    })),
    data: {
      locks: finding.locks.map(({ name, declared }) => ({ name, line: declared?.range.line ?? 0 })),
      places: placesOf(finding, context.uriOf),
    },
  };
}
