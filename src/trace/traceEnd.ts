/** What a trace file says of its run's end, checked: a file may come from anywhere, be cut off or damaged. */
import type { Access, CycleEdge, Finding, FindingKind, Outcome } from './finding.js';

export interface TraceEnd {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly clockNs: number;
  readonly wallMs: number;
  readonly heldBackMs: number;
  readonly result: string;
  readonly problems: readonly TraceProblem[];
}
interface TraceProblem {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const outcomes: readonly Outcome[] = ['completed', 'deadlock', 'stalled', 'failed', 'timeout', 'stopped'];

/** `end` as a trace file holds it; null, or what makes no sense, is a run that was cut off after so many nanoseconds. */
export function checkedEnd(end: unknown, endNs: number): TraceEnd {
  const said = isRecord(end) ? end : {};
  return {
    outcome: outcomes.find((each) => each === said.outcome) ?? 'stopped',
    findings: list(said.findings).filter(isFinding),
    clockNs: isNumber(said.clockNs) ? said.clockNs : endNs,
    wallMs: 0,
    heldBackMs: 0,
    result: typeof said.result === 'string' ? said.result : '',
    problems: list(said.problems).filter(isProblem),
  };
}

type Unknown = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null;
}
function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
function haveNumbers(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => isNumber(value[name]));
}

function isProblem(value: unknown): value is TraceProblem {
  return (
    haveNumbers(value, ['line', 'column']) &&
    isRecord(value) &&
    typeof value.message === 'string' &&
    typeof value.file === 'string'
  );
}

const edge: readonly (keyof CycleEdge)[] = ['thread', 'holds', 'holdsSite', 'waitsFor', 'waitsSite'];
const access: readonly (keyof Access)[] = ['thread', 'seq', 'site'];

function isFinding(value: unknown): value is Finding {
  if (!isRecord(value) || !isNumber(value.seq)) return false;
  const numbers = (...names: string[]): boolean => haveNumbers(value, names);
  switch (value.kind as FindingKind) {
    case 'deadlock':
    case 'potential-deadlock':
      return list(value.cycle).length > 0 && list(value.cycle).every((each) => haveNumbers(each, edge));
    case 'stall':
      return (
        Array.isArray(value.waits) &&
        value.waits.every((each) => haveNumbers(each, ['thread', 'object', 'site']))
      );
    case 'race':
      return numbers('object') && haveNumbers(value.first, access) && haveNumbers(value.second, access);
    case 'check-then-act':
      return (
        numbers('object') &&
        [value.check, value.between, value.act].every((each) => haveNumbers(each, access))
      );
    case 'lost-wakeup':
      return numbers('object', 'notifier', 'notifySeq', 'notifySite', 'waiter', 'waitSite');
    case 'lock-held-at-end':
    case 'over-release':
    case 'blocked-loop':
      return numbers('thread', 'object', 'site');
    case 'lost-greenlet':
      return numbers('thread', 'site');
    case 'left-out':
      return numbers('thread', 'most');
    case 'cut-off':
      return numbers('thread', 'mostMs') && typeof value.signal === 'string';
    case 'uncaught-exception':
      return numbers('thread', 'file', 'line') && typeof value.message === 'string';
    default:
      return false;
  }
}
