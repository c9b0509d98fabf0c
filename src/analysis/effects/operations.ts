/** What a call of a library function or method does to the state and to the effects. */
import type { Expression } from '../model/expression.js';
import type { ArgumentPlace, Operation, Patience } from '../model/library.js';
import { argumentAt, constantOf } from '../resolve/arguments.js';
import { lockedObject } from '../resolve/keyed.js';
import { madePlace } from '../resolve/madePlace.js';
import type { CoroutineValue, GivenArgument, ObjectValue, Site, Value } from '../resolve/value.js';
import type { HeldLock, Lock } from './effect.js';
import type { Execution } from './execution.js';
import { lockOf } from './lock.js';
import { acquired, type State } from './state.js';

/** One call as it is carried out: from which sites, with what. */
export interface Invocation {
  readonly args: readonly GivenArgument[];
  /** From this function down to the call; the last one is the call itself. */
  readonly steps: readonly Site[];
  readonly awaited: boolean;
  /** Awaited by whoever awaits the function: its promise is what the function returns. */
  readonly handedOn?: boolean;
  /** One of several callees, of which nobody knows which it is. */
  readonly oneOfSeveral?: boolean;
}

/** What a call leaves: the state, and what is held only if its result is true. */
export interface Outcome {
  readonly state: State;
  readonly tried?: readonly HeldLock[];
}

/** For ever, unless an argument bounds it. A time-out that is not a constant counts as one. */
export function blocksForEver(patience: Patience, args: readonly GivenArgument[]): boolean {
  if (patience.never) return false;
  const blocking = argumentAt(args, patience.blocking);
  if (blocking && constantOf(blocking)?.value !== true && constantOf(blocking)?.value !== 1) return false;
  const timeout = argumentAt(args, patience.timeout);
  if (!timeout) return !args.some((argument) => argument.spread);
  const constant = constantOf(timeout);
  return constant !== undefined && (constant.value === null || constant.value === -1);
}

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

function acquire(
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
function actsInPromise(execution: Execution, lock: Lock): boolean {
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

function spawn(
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
