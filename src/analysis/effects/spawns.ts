/** What starts a function elsewhere: as a thread, in a pool, as a task. */
import type { ArgumentPlace, Operation } from '../model/library.js';
import { argumentAt } from '../resolve/arguments.js';
import type { GivenArgument, ObjectValue, Value } from '../resolve/value.js';
import type { Execution } from './execution.js';
import type { Invocation, Outcome } from './invocation.js';
import type { State } from './state.js';

export function spawn(
  execution: Execution,
  operation: Extract<Operation, { op: 'spawn' }>,
  receiver: ObjectValue | undefined,
  call: Invocation,
  state: State,
): Outcome {
  const targets = spawnTargets(operation, call.args);
  const args = passedArguments(operation, call.args);
  for (const target of targets) {
    execution.record({
      kind: 'spawn',
      target,
      args,
      domain: operation.domain,
      as: operation.as,
      many: operation.many === true || execution.inLoop,
      ...(receiver && { pool: receiver }),
      ...(operation.by && { by: operation.by }),
      ...execution.common(call, state),
    });
    if (operation.waits) execution.invoke([target], { ...call, args }, state);
  }
  return { state };
}

function spawnTargets(
  operation: Extract<Operation, { op: 'spawn' }>,
  args: readonly GivenArgument[],
): readonly Value[] {
  const first = argumentAt(args, operation.target)?.values ?? [];
  // `gather(f(), g())`: coroutines that follow the first one are targets as well.
  if (!first.some((value) => value.kind === 'coroutine')) return first;
  return args.flatMap((argument) => argument.values.filter((value) => value.kind === 'coroutine'));
}

export function passedArguments(
  operation: {
    readonly target: ArgumentPlace;
    readonly passes?: 'rest' | ArgumentPlace;
  },
  args: readonly GivenArgument[],
): GivenArgument[] {
  const { passes, target } = operation;
  if (passes === undefined) return [];
  if (passes === 'rest') {
    const named = target.name;
    const positional = args.filter((argument) => argument.name === undefined).slice((target.index ?? 0) + 1);
    return [
      ...positional,
      ...args.filter((argument) => argument.name !== undefined && argument.name !== named),
    ];
  }
  const given = argumentAt(args, passes)?.values ?? [];
  const [tuple] = given;
  // One of several tuples: which argument goes with which is not known.
  return given.length === 1 && tuple?.kind === 'collection' ? tuple.items.map((values) => ({ values })) : [];
}

/** What nobody awaits here goes on as a task of its own. */
export function recordTask(execution: Execution, target: Value, call: Invocation, state: State): void {
  execution.record({
    kind: 'spawn',
    target,
    args: call.args,
    domain: 'task',
    as: 'loop',
    many: execution.inLoop,
    ...execution.common(call, state),
  });
}
