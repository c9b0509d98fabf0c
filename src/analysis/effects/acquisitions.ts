/** What taking a lock and giving it back do to the state and to the effects, and what becomes of a releaser. */
import type { Expression } from '../model/expression.js';
import type { Operation } from '../model/library.js';
import { lockedObject } from '../resolve/keyed.js';
import type { ObjectValue } from '../resolve/value.js';
import type { HeldLock, Lock } from './effect.js';
import type { Execution } from './execution.js';
import { blocksForEver, type Invocation, type Outcome } from './invocation.js';
import { lockOf } from './lock.js';
import { acquired, type State } from './state.js';

export function acquire(
  execution: Execution,
  operation: Extract<Operation, { op: 'acquire' }>,
  receiver: ObjectValue | undefined,
  call: Invocation,
  state: State,
): Outcome {
  const object = lockedObject(operation, receiver, call.args);
  const lock = object && lockOf(execution.resolver, object);
  if (!lock) return { state };
  const inPromise = actsInPromise(execution, lock);
  if (givesReleaser(operation)) noteGiven(execution, lock, !inPromise || call.awaited, call, state);
  if (inPromise && !call.awaited) return { state };
  const forEver = blocksForEver(operation, call.args);
  const handedOn = inPromise && call.handedOn === true;
  const taken = execution.inPromise(handedOn, () => take(execution, lock, call, state, forEver, false));
  if (!taken) return { state };
  const held: HeldLock = handedOn ? { ...taken, ifAwaited: true } : taken;
  if (forEver || operation.result !== 'boolean') return { state: acquired(state, held) };
  return { state, tried: [held] };
}

function givesReleaser(operation: Extract<Operation, { op: 'acquire' }>): boolean {
  return operation.result === 'releaser' || operation.result === 'value-and-releaser';
}

/** What becomes of the releaser, which is what the call is for; nothing is noted when it goes where nobody follows it. */
function noteGiven(execution: Execution, lock: Lock, isTaken: boolean, call: Invocation, state: State): void {
  if (call.steps.length > 1 || !lock.typed) return;
  const target = execution.boundTo(call);
  const name = target && releaserName(target);
  if (!execution.drops(call) && (target === undefined || name === '')) return;
  const type = lock.library === undefined ? undefined : execution.resolver.library.type(lock.library);
  execution.noteGiven({
    effect: { kind: 'acquire', lock, ...execution.common(call, state) },
    awaited: isTaken,
    replaceable: Object.values(type?.methods ?? {}).some((method) => method.op === 'release'),
    ...(name !== undefined && { name }),
  });
}

/** The variable that a binding keeps the releaser in: none for a pair of which only the value is kept, '' if elsewhere. */
function releaserName(target: Expression): string | undefined {
  if (target.kind === 'name') return target.name;
  if (target.kind !== 'collection') return '';
  const [, second] = target.items;
  return second === undefined || second.kind === 'other' ? undefined : releaserName(second);
}

/** Operations of an event loop's locks act when awaited. */
export function actsInPromise(execution: Execution, lock: Lock): boolean {
  return lock.library !== undefined && execution.resolver.library.type(lock.library)?.awaited === true;
}

/** Records the acquisition; gives the lock as held, unless it is one that keeps nobody out. */
export function take(
  execution: Execution,
  lock: Lock,
  call: Invocation,
  state: State,
  blocking: boolean,
  scoped: boolean,
): HeldLock | undefined {
  execution.record({ kind: 'acquire', lock, ...execution.common(call, state, blocking) });
  return { lock, steps: call.steps, certain: true, scoped, ...(!blocking && { tried: true }) };
}

export function release(execution: Execution, receiver: ObjectValue, state: State): State {
  const lock = lockOf(execution.resolver, receiver);
  if (!lock) return state;
  return execution.release(lock, state);
}
