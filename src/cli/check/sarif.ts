/**
 * A check's result as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for code-scanning services.
 * A finding's chains are thread flows; paths are relative to %SRCROOT%, as GitHub wants them.
 */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ruleNames } from '../../analysis/finding.js';
import { ruleTitles } from '../../analysis/ruleTitles.js';
import type { LeftOut } from '../../workspace/leftOut.js';
import { hashOf } from '../../workspace/modelCache.js';
import type { CheckedFinding, Place, Step } from './checkedFinding.js';
import type { CheckReport } from './checkReport.js';

const levels = { error: 'error', warning: 'warning', information: 'note' } as const;

export function sarif(report: CheckReport, leftOut: readonly LeftOut[], version: string): string {
  const driver = {
    name: 'Threadlanes',
    version,
    rules: ruleNames.map((id) => ({
      id,
      name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: ruleTitles.en[id] },
    })),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: leftOut.map(({ path, why, partly }) => ({
          level: 'note',
          message: { text: `${partly ? 'read only in part' : 'left out'}: ${why}` },
          locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
        })),
      },
    ],
    results: report.findings.map(result),
  };
  return JSON.stringify(
    { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
    null,
    2,
  );
}

function result(finding: CheckedFinding): object {
  const flows = [...new Set(finding.related.map(({ chain }) => chain))].sort((a, b) => a - b);
  return {
    ruleId: finding.rule,
    ruleIndex: (ruleNames as readonly string[]).indexOf(finding.rule),
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physical(finding) }],
    relatedLocations: finding.related.map((step, id) => ({ id, ...location(step) })),
    ...(flows.length > 0 ? { codeFlows: [codeFlow(finding.related, flows)] } : {}),
    partialFingerprints: { 'threadlanes/v1': fingerprint(finding) },
    properties: { confidence: finding.confidence },
  };
}

function codeFlow(steps: readonly Step[], flows: readonly number[]): object {
  return {
    threadFlows: flows.map((flow) => ({
      id: String(flow + 1),
      locations: steps.filter(({ chain }) => chain === flow).map((step) => ({ location: location(step) })),
    })),
  };
}

function location(step: Step): object {
  return { physicalLocation: physical(step), message: { text: step.message } };
}

function physical(place: Place): object {
  return {
    artifactLocation: artifact(place.file),
    region: {
      startLine: place.line,
      startColumn: place.column,
      endLine: place.endLine,
      endColumn: place.endColumn,
    },
  };
}

function artifact(file: string): object {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** The same while lines move: a service knows a finding again by it. Numbers in the words are lines, so they go. */
function fingerprint({ rule, file, message }: CheckedFinding): string {
  return hashOf(`${rule}\n${file}\n${message.replaceAll(/\d+/g, '#')}`);
}
