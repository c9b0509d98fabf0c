/** Locks whose release is given away with a call: whoever gets it has to release from then on. */
import type { FunctionId } from '../resolve/place.js';
import type { FunctionNode } from '../resolve/program.js';
import type { GivenArgument, ObjectValue, Value } from '../resolve/value.js';
import { release } from './acquisitions.js';
import type { Execution } from './execution.js';
import { released, type State } from './state.js';

/** What is still held when a call of `callees` with these arguments begins. */
export function givenAway(
  execution: Execution,
  callees: readonly Value[],
  args: readonly GivenArgument[],
  state: State,
): State {
  const handed = handedOver(execution, args, state);
  return callees.every(isUnknown) ? leftTo(execution, args, handed) : handed;
}

/** `lock.release`, or the function that taking it gave. */
function handedOver(execution: Execution, args: readonly GivenArgument[], state: State): State {
  const values = args.flatMap((argument) => argument.values);
  const { given } = execution;
  const isGiven = values.some((value) => value.kind === 'object' && value.place.key === given?.parameter);
  const before = given && isGiven ? execution.release(given.held.lock, state) : state;
  const locks = values.flatMap((value) => releasedBy(execution, value) ?? []);
  return locks.reduce((each, lock) => release(execution, lock, each), before);
}

/** Something of which only the place is known. */
function isUnknown(callee: Value): boolean {
  return callee.kind === 'object' && callee.class === undefined && callee.library === undefined;
}

/**
 * `stream.on('close', cleanUp)`: a function of its own that releases, given to somebody unknown, will do so in time. The
 * function around does not release by that: the rule about callbacks asks who does.
 */
function leftTo(execution: Execution, args: readonly GivenArgument[], state: State): State {
  const locks = args
    .flatMap((argument) => argument.values)
    .flatMap((value) => (value.kind === 'function' ? innerFunction(execution, value.id) : []))
    .flatMap((inner) => execution.summaryOf(inner).drops);
  return locks.reduce((each, lock) => released(each, lock) ?? each, state);
}

function innerFunction({ node, resolver }: Execution, id: FunctionId): FunctionNode[] {
  const inner = resolver.program.function(id);
  return inner?.parent === node ? [inner] : [];
}

/** The lock that calling the value gives back: `lock.release`, or a function that taking it gave. */
function releasedBy({ resolver }: Execution, value: Value): ObjectValue | undefined {
  if (value.kind === 'releaser') return value.lock;
  if (value.kind !== 'method') return undefined;
  return resolver.library.type(value.type)?.methods[value.name]?.op === 'release'
    ? value.receiver
    : undefined;
}
