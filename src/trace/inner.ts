/** What the runtime made for its own use: it is in the trace, as threads wait for it, but a person looks for something else. */
import type { ObjectState } from './state.js';
import { ConnectionUse, ObjectKind } from './vocabulary.js';

export function isInner({ kind, variety }: ObjectState): boolean {
  return kind === ObjectKind.Connection && variety === ConnectionUse.Answers;
}
