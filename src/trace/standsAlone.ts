/** Which objects a person is shown by themselves, in a lane, a row of the state or the legend. */
import { poolOf } from './pools.js';
import type { ObjectState, ProgramState } from './state.js';
import { ConnectionUse, ObjectKind } from './vocabulary.js';

/** Not a thread's own object, whose thread is shown; nor the future of a task, which is shown with its pool. */
export function standsAlone(object: ObjectState, state: ProgramState): boolean {
  return object.kind !== ObjectKind.Thread && !isInner(object) && poolOf(state, object.id) === undefined;
}

/** What the runtime made for its own use: it is in the trace, as threads wait for it, but a person looks for something else. */
export function isInner({ kind, variety }: ObjectState): boolean {
  return kind === ObjectKind.Connection && variety === ConnectionUse.Answers;
}
