/** The records of a run once more, out of the packed log: nobody has to keep the blocks that were sent. */
import type { EventLog } from '../../trace/eventLog.js';

/** Events a block; with their texts most blocks stay below the 256 kB that one message should have. */
const eventsPerBlock = 8192;

export function* recordsOf(log: EventLog): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let from = 0; from < log.length; from += eventsPerBlock) {
    const words = log.records(from, Math.min(from + eventsPerBlock, log.length), encoder);
    yield new Uint8Array(words.buffer);
  }
}
