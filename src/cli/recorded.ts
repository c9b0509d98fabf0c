/** A run as it was recorded: into a trace to report from, and into a file. */
import { writeFileSync } from 'node:fs';
import type { Explored } from '../engine/explore/exploreApi.js';
import type { Finding } from '../trace/finding.js';
import type { TraceHeader } from '../trace/header.js';
import { encodeTrace } from '../trace/traceFile.js';
import { MeasuredTrace } from './measuredTrace.js';
import { UsageError } from './usageError.js';
import { whyNot } from './whyNot.js';

/** How a run ended. */
export type End = NonNullable<Explored['failure']>['end'];

/** What was found, without what main throws: that is the program's failure, and told as such. */
export function foundIn({ findings }: End): Finding[] {
  return findings.filter((finding) => finding.kind !== 'uncaught-exception' || finding.thread !== 1);
}

/** What came of a run; put together only when it is over, as until then the processors belong to the program. */
export interface Recorded {
  readonly header: TraceHeader;
  readonly records: readonly Uint8Array[];
}

export function traceOf({ header, records }: Recorded): MeasuredTrace {
  const trace = new MeasuredTrace(header, new TextDecoder());
  for (const bytes of records)
    trace.append(new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2));
  return trace;
}

/** Without wall time and held-back time: the same seed gives the same file, byte for byte. */
export function saveTrace(path: string, recorded: Recorded, end: End): void {
  const { outcome, findings, clockNs, result, problems } = end;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const platform = {
    encode: (text: string) => encoder.encode(text),
    decode: (bytes: Uint8Array) => decoder.decode(bytes),
  };
  const bytes = encodeTrace(
    recorded.header,
    recorded.records,
    { outcome, findings, clockNs, result, problems },
    platform,
  );
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    throw new UsageError(`cannot write the trace ${path}: ${whyNot(error, { writes: true })}`);
  }
}
