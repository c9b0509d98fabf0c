/** Calls of functions of the workspace: the callee's summary, in terms of the caller. */
import { bind, unknownAt } from '../resolve/arguments.js';
import { constructorOf } from '../resolve/classes.js';
import { madePlace } from '../resolve/madePlace.js';
import { isFreshIn } from '../resolve/place.js';
import type { ClassNode, FunctionNode } from '../resolve/program.js';
import { substitute, substituteArguments } from '../resolve/substitute.js';
import type { Bindings, FunctionValue, ObjectValue, Site, Value } from '../resolve/value.js';
import type { Effect, HeldLock, Lock, Summary } from './effect.js';
import type { Execution } from './execution.js';
import { lockOf } from './lock.js';
import {
  type Invocation,
  type Outcome,
  passedArguments,
  perform,
  recordTask,
  release,
} from './operations.js';
import { acquired, merge, type State } from './state.js';

/** Chains longer than this are not followed; nobody reads them either. */
const longestChain = 14;
/** Functions that are given functions that are given functions: deeper, each level would multiply the work. */
const deepestCallback = 3;

/** Carries out a call of any of `callees`; what it leaves is what they leave together. */
export function invoke(
  execution: Execution,
  callees: readonly Value[],
  call: Invocation,
  state: State,
): Outcome {
  if (call.steps.length > longestChain) return { state };
  const each = callees.length > 1 ? { ...call, oneOfSeveral: true } : call;
  const outcomes = callees.map((callee) => invokeOne(execution, callee, each, state));
  if (outcomes.length === 1) return outcomes[0] as Outcome;
  return {
    state: outcomes.reduce<State | undefined>((all, each) => merge(all, each.state), undefined) ?? state,
  };
}

function invokeOne(execution: Execution, callee: Value, call: Invocation, state: State): Outcome {
  const { resolver } = execution;
  switch (callee.kind) {
    case 'library': {
      if (resolver.library.type(callee.name)) return construct(execution, callee.name, call, state);
      const operation = resolver.library.operation(callee.name);
      return operation ? perform(execution, operation, undefined, call, state, callee) : { state };
    }
    case 'method': {
      const operation = resolver.library.type(callee.type)?.methods[callee.name];
      return operation ? perform(execution, operation, callee.receiver, call, state, callee) : { state };
    }
    case 'class': {
      const node = resolver.program.class(callee.id);
      return node ? constructOwn(execution, node, call, state) : { state };
    }
    case 'coroutine':
      return runFunction(execution, callee.of, { ...call, args: callee.args, awaited: true }, state);
    case 'function':
      return invokeFunction(execution, callee, call, state);
    case 'releaser':
      return { state: release(execution, callee.lock, state) };
    case 'object':
      return invokeObject(execution, callee, call, state);
    default:
      return { state };
  }
}

/** A thread-like object with a target: sooner or later the target runs elsewhere. */
function construct(execution: Execution, name: string, call: Invocation, state: State): Outcome {
  const type = execution.resolver.library.type(name);
  const start = startOf(execution, name);
  if (!type || !start || !type.target) return { state };
  const target = { ...type.target };
  const values = passedTarget(call, target);
  const args = passedArguments({ target, ...(type.passes && { passes: type.passes }) }, call.args);
  for (const value of values) recordStart(execution, value, args, start.domain, call, state);
  return { state };
}

function passedTarget(
  call: Invocation,
  target: { readonly name?: string; readonly index?: number },
): readonly Value[] {
  const named = call.args.find((argument) => argument.name === target.name);
  if (named) return named.values;
  return target.index === undefined ? [] : (call.args[target.index]?.values ?? []);
}

function startOf(execution: Execution, name: string) {
  const owner = execution.resolver.library.methodOwner(name, 'start');
  const start = owner === undefined ? undefined : execution.resolver.library.type(owner)?.methods.start;
  return start?.op === 'start' ? start : undefined;
}

function recordStart(
  execution: Execution,
  target: Value,
  args: Invocation['args'],
  domain: 'thread' | 'process' | 'task' | 'greenlet',
  call: Invocation,
  state: State,
): void {
  const { inLoop: many } = execution;
  execution.record({
    kind: 'spawn',
    target,
    args,
    domain,
    as: 'thread',
    many,
    ...execution.common(call, state),
  });
}

/** `C(...)`: its constructor runs on an object that nobody else knows yet; a thread's `run` runs elsewhere. */
function constructOwn(execution: Execution, node: ClassNode, call: Invocation, state: State): Outcome {
  const { resolver } = execution;
  const [last] = call.steps.slice(-1);
  const place = madePlace(execution.node, last?.start ?? 0);
  const made = { args: call.args, site: last as Site };
  const object: ObjectValue = { kind: 'object', place, class: node.id, made };
  const lineage = resolver.lineage(node);
  const initializer = constructorOf(lineage.classes);
  const outcome = initializer
    ? runFunction(execution, { kind: 'function', id: initializer.id, receiver: object }, call, state)
    : { state };
  const start = lineage.library.map((name) => startOf(execution, name)).find((each) => each);
  if (start) {
    for (const run of resolver.attribute(object, start.method))
      if (run.kind === 'function') recordStart(execution, run, [], start.domain, call, state);
  }
  return outcome;
}

function invokeFunction(
  execution: Execution,
  callee: FunctionValue,
  call: Invocation,
  state: State,
): Outcome {
  const node = execution.resolver.program.function(callee.id);
  if (!node || callee.as === 'context-manager') return { state };
  if (node.model.generator) return { state };
  if (!node.model.async) return runFunction(execution, callee, call, state);
  if (call.awaited) {
    const { handedOn, ...inside } = call;
    return execution.inPromise(handedOn === true, () => runFunction(execution, callee, inside, state));
  }
  const starts = execution.resolver.program.frontEndOf(node.module)?.library.asyncStarts;
  if (starts) recordTask(execution, callee, call, state);
  return { state };
}

/** Something of which only the place is known; if that hangs on a parameter, a caller may know more. */
function invokeObject(execution: Execution, callee: ObjectValue, call: Invocation, state: State): Outcome {
  const { given } = execution;
  if (given?.parameter === callee.place.key) return { state: execution.release(given.held.lock, state) };
  if (callee.library === 'functools.partial') {
    const [target, ...first] = callee.made?.args ?? [];
    return invoke(execution, target?.values ?? [], { ...call, args: [...first, ...call.args] }, state);
  }
  if (callee.class !== undefined) {
    const methods = execution.resolver.attribute(callee, '__call__');
    return invoke(
      execution,
      methods.filter((method) => method.kind === 'function'),
      call,
      state,
    );
  }
  if (callee.library !== undefined) {
    const operation = execution.resolver.library.type(callee.library)?.methods['()'];
    return operation ? perform(execution, operation, callee, call, state, callee) : { state };
  }
  if (callee.place.root.kind !== 'parameter') return { state };
  const { args, awaited, handedOn = false } = call;
  if (execution.isWorthDeferring(callee.place, args))
    execution.record({
      kind: 'call',
      target: callee,
      args,
      awaited,
      handedOn,
      ...execution.common(call, state),
    });
  return { state };
}

/** Brings the summary of a function in. */
export function runFunction(
  execution: Execution,
  callee: FunctionValue,
  call: Invocation,
  state: State,
): Outcome {
  const node = execution.resolver.program.function(callee.id);
  if (!node) return { state };
  const summary = execution.summaryOf(node);
  if (saysNothing(summary)) return { state };
  const bindings = bind(node, callee.receiver, call.args, callee.closure);
  if (bring(execution, summary, node, bindings, call, state)) recordTask(execution, callee, call, state);
  let after = state;
  for (const lock of summary.drops) {
    const dropped = lockIn(execution, lock, node, bindings);
    if (dropped) after = execution.release(dropped, after);
  }
  const left = summary.leaves
    .filter((held) => call.awaited || !held.ifAwaited)
    .flatMap((held) => heldIn(execution, held, node, bindings, call));
  if (summary.tries) return { state: after, tried: left };
  return { state: left.reduce(acquired, after) };
}

function saysNothing({ effects, leaves, drops, tries }: Summary): boolean {
  return effects.length === 0 && leaves.length === 0 && drops.length === 0 && !tries;
}

/** Every effect of the callee, as one of the caller. Says whether some happen in a promise that nobody awaits here. */
export function bring(
  execution: Execution,
  summary: Summary,
  node: FunctionNode,
  bindings: Bindings,
  call: Invocation,
  state: State,
): boolean {
  let goesOn = false;
  for (const { ifAwaited, ...effect } of summary.effects) {
    if (ifAwaited && !call.awaited) {
      goesOn = true;
      continue;
    }
    const steps = [...call.steps, ...effect.steps];
    if (steps.length > longestChain) continue;
    const inside = effect.held.flatMap((held) => heldIn(execution, held, node, bindings, call));
    const held = [...state.held, ...inside];
    const ordered = effect.ordered || execution.ordered;
    const asks = (effect.asked || state.asked !== undefined) && ({ asked: true } as const);
    const inner: State = { held, ...(asks && { asked: state.asked ?? 'by the callee' }) };
    execution.inPromise(ifAwaited === true && call.handedOn === true, () =>
      bringEffect(execution, { ...effect, steps, held, ordered, ...asks }, node, bindings, inner, call),
    );
  }
  return goesOn;
}

function bringEffect(
  execution: Execution,
  effect: Effect,
  node: FunctionNode,
  bindings: Bindings,
  state: State,
  call: Invocation,
): void {
  const { resolver } = execution;
  const options = { of: node.id };
  switch (effect.kind) {
    case 'acquire': {
      const lock = lockIn(execution, effect.lock, node, bindings);
      if (lock && !isFreshIn(lock.place, node.id)) execution.record({ ...effect, lock });
      return;
    }
    case 'wait':
    case 'wake':
      for (const object of substitute(resolver, effect.object, bindings, options))
        if (object.kind === 'object') execution.record({ ...effect, object });
      return;
    case 'spawn': {
      const args = substituteArguments(resolver, effect.args, bindings, options);
      const many = effect.many || execution.inLoop;
      for (const target of substitute(resolver, effect.target, bindings, options))
        execution.record({ ...effect, target, args, many });
      return;
    }
    case 'call': {
      const args = substituteArguments(resolver, effect.args, bindings, options);
      const targets = substitute(resolver, effect.target, bindings, options);
      // What the callee hands on is awaited by whoever awaits the callee.
      const { awaited, handedOn = false } = effect.handedOn ? call : effect;
      if (execution.callbacks >= deepestCallback) return;
      execution.callbacks++;
      invoke(execution, targets, { args, steps: effect.steps, awaited, handedOn }, state);
      execution.callbacks--;
      return;
    }
    default:
      execution.record(effect);
  }
}

/** A lock of the callee as the caller sees it; undefined when it is not to be seen from there. */
function lockIn(execution: Execution, lock: Lock, node: FunctionNode, bindings: Bindings): Lock | undefined {
  if (lock.place.root.kind !== 'parameter') return lock;
  const before = unknownAt(lock.place);
  for (const value of substitute(execution.resolver, before, bindings, { of: node.id })) {
    if (value.kind !== 'object') continue;
    const found = lockOf(execution.resolver, value);
    if (found?.typed) return found;
    // The callee knows that it is a lock, the caller does not.
    if (lock.typed) return { ...lock, place: value.place };
    return found;
  }
  return undefined;
}

/** A lock that the callee holds, as the caller sees it; none if it is not to be seen from there. */
export function heldIn(
  execution: Execution,
  held: HeldLock,
  node: FunctionNode,
  bindings: Bindings,
  call: Invocation,
): HeldLock[] {
  const lock = lockIn(execution, held.lock, node, bindings);
  if (!lock) return [];
  const { guard: _, ifAwaited, ...rest } = held;
  const steps = [...call.steps, ...held.steps];
  return [{ ...rest, lock, steps, scoped: false, ...(ifAwaited && call.handedOn && { ifAwaited }) }];
}
