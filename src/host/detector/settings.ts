/** The detector's settings, read from VS Code; what a person wrote wrongly counts as not written. */
import * as vscode from 'vscode';
import type { DetectorSettings, RuleSetting } from '../../protocol/detector.js';

export const settingsSection = 'threadlanes.detector';

const ruleSettings: readonly string[] = [
  'default',
  'off',
  'error',
  'warning',
  'information',
  'hint',
] satisfies RuleSetting[];

export function readSettings(): DetectorSettings {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  const rules = settings.get<unknown>('rules');
  const exclude = settings.get<unknown>('exclude');
  return {
    enabled: settings.get<unknown>('enabled') !== false,
    rules: Object.fromEntries(
      Object.entries(typeof rules === 'object' && rules !== null ? rules : {}).filter(([, value]) =>
        ruleSettings.includes(String(value)),
      ),
    ) as Record<string, RuleSetting>,
    exclude: Array.isArray(exclude) ? exclude.filter((pattern) => typeof pattern === 'string') : [],
    showUncertain: settings.get<unknown>('showUncertain') !== false,
  };
}
