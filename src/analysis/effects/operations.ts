/** What a call of a library function or method does to the state and to the effects. */
import type { Operation } from '../model/library.js';
import { argumentAt, constantOf } from '../resolve/arguments.js';
import { lockedObject } from '../resolve/keyed.js';
import { madePlace } from '../resolve/madePlace.js';
import type { CoroutineValue, ObjectValue, Value } from '../resolve/value.js';
import { acquire, actsInPromise, release, take } from './acquisitions.js';
import type { Execution } from './execution.js';
import { blocksForEver, type Invocation, type Outcome } from './invocation.js';
import { lockOf } from './lock.js';
import { recordTask, spawn } from './spawns.js';
import { acquired, type State } from './state.js';

export function perform(
  execution: Execution,
  operation: Operation,
  receiver: ObjectValue | undefined,
  call: Invocation,
  state: State,
  callee: Value,
): Outcome {
  switch (operation.op) {
    case 'acquire':
      return acquire(execution, operation, receiver, call, state);
    case 'release': {
      const object = lockedObject(operation, receiver, call.args);
      return { state: object ? release(execution, object, state) : state };
    }
    case 'wait':
      wait(execution, operation, receiver, call, state);
      return { state };
    case 'wake': {
      const object = receiver ?? objectOf(argumentAt(call.args, operation.on)?.values);
      if (object)
        execution.record({ kind: 'wake', wake: operation.kind, object, ...execution.common(call, state) });
      return { state };
    }
    case 'pause':
      execution.record({
        kind: 'pause',
        name: execution.nameOf(call),
        ...execution.common(call, state, blocksForEver(operation, call.args)),
      });
      return { state };
    case 'start':
      // Of itself it lets nobody go on; but what comes before it comes before all that the thread does.
      if (receiver)
        execution.record({
          kind: 'wake',
          wake: 'thread',
          object: receiver,
          ...execution.common(call, state),
        });
      return { state };
    case 'spawn':
      return spawn(execution, operation, receiver, call, state);
    case 'call':
      return callBack(execution, operation, receiver, call, state, callee);
    default:
      return { state };
  }
}

function objectOf(values: readonly Value[] | undefined): ObjectValue | undefined {
  return values?.find((value): value is ObjectValue => value.kind === 'object');
}

function wait(
  execution: Execution,
  operation: Extract<Operation, { op: 'wait' }>,
  receiver: ObjectValue | undefined,
  call: Invocation,
  state: State,
): void {
  const word = constantOf(argumentAt(call.args, operation.only?.place))?.value;
  if (operation.only && !operation.only.words.includes(String(word))) return;
  const objects = receiver ? [receiver] : waitedFor(argumentAt(call.args, operation.on)?.values ?? []);
  const blocking = blocksForEver(operation, call.args);
  if (!receiver && call.awaited && operation.awaited) {
    for (const value of argumentAt(call.args, operation.on)?.values ?? [])
      for (const coroutine of coroutinesIn(value)) recordJoin(execution, coroutine, call, state);
  }
  for (const object of objects) {
    const type = object.library === undefined ? undefined : execution.resolver.library.type(object.library);
    const inPromise = type?.awaited === true || operation.awaited === true;
    if (inPromise && !call.awaited) continue;
    execution.inPromise(inPromise && call.handedOn === true, () =>
      execution.record({
        kind: 'wait',
        wait: operation.kind,
        object,
        looped: operation.loops === true || execution.inLoop,
        releases: operation.releases === true,
        domain: inPromise ? 'task' : 'thread',
        ...execution.common(call, state, blocking),
      }),
    );
  }
}

function coroutinesIn(value: Value): CoroutineValue[] {
  if (value.kind === 'coroutine') return [value];
  return value.kind === 'collection' ? value.items.flat().flatMap(coroutinesIn) : [];
}

/** Waits for the end of an async function that was called before and has gone on since. */
export function recordJoin(
  execution: Execution,
  coroutine: CoroutineValue,
  call: Invocation,
  state: State,
): void {
  const [site] = call.steps.slice(-1);
  const node = site && execution.resolver.program.function(site.function);
  if (!node) return;
  const place = madePlace(node, site.start);
  const made = { args: [{ values: [coroutine] }], site };
  execution.record({
    kind: 'wait',
    wait: 'future',
    object: { kind: 'object', place, made },
    looped: execution.inLoop,
    releases: false,
    domain: 'task',
    ...execution.common(call, state),
  });
}

function waitedFor(values: readonly Value[]): ObjectValue[] {
  return values
    .flatMap((value) => (value.kind === 'collection' ? value.items.flat() : [value]))
    .filter((value): value is ObjectValue => value.kind === 'object');
}

function callBack(
  execution: Execution,
  operation: Extract<Operation, { op: 'call' }>,
  receiver: ObjectValue | undefined,
  call: Invocation,
  state: State,
  callee: Value,
): Outcome {
  const callbacks = argumentAt(call.args, operation.callback)?.values ?? [];
  const args = operation.passes === 'rest' ? call.args.slice((operation.callback.index ?? 0) + 1) : [];
  const inner: Invocation = { args, steps: call.steps, awaited: true };
  const object = operation.holding ? lockedObject(operation, receiver, call.args) : undefined;
  const lock = object && lockOf(execution.resolver, object);
  if (!lock) {
    execution.invoke(callbacks, { ...inner, ...(call.handedOn && { handedOn: true }) }, state);
    return { state };
  }
  const inPromise = actsInPromise(execution, lock);
  if (inPromise && !call.awaited) {
    recordTask(execution, callee, call, state);
    return { state };
  }
  execution.inPromise(inPromise && call.handedOn === true, () => {
    const blocking = blocksForEver(operation, call.args);
    const held = take(execution, lock, call, state, blocking, true);
    const certain = call.oneOfSeveral !== true;
    execution.invoke(callbacks, inner, held ? acquired(state, { ...held, certain }) : state);
  });
  return { state };
}
