/** From the analysis's places to those of the Language Server Protocol, whose lines and columns start at 0. */
import type { Range as ProtocolRange } from 'vscode-languageserver';
import type { Range } from '../analysis/finding.js';

export function protocolRange(range: Range): ProtocolRange {
  return {
    start: { line: range.line - 1, character: range.column - 1 },
    end: { line: range.endLine - 1, character: range.endColumn - 1 },
  };
}

export function contains(range: ProtocolRange, position: ProtocolRange['start']): boolean {
  return !before(position, range.start) && !before(range.end, position);
}

function before(a: ProtocolRange['start'], b: ProtocolRange['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
