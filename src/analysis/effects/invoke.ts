/** Calls of whatever may be called: what is given, classes, functions of the workspace and of libraries. */
import { constructorOf } from '../resolve/classes.js';
import { madePlace } from '../resolve/madePlace.js';
import type { ClassNode } from '../resolve/program.js';
import type { FunctionValue, ObjectValue, Site, Value } from '../resolve/value.js';
import { release } from './acquisitions.js';
import { runFunction } from './bring.js';
import type { Execution } from './execution.js';
import { type Invocation, longestChain, type Outcome } from './invocation.js';
import { perform } from './operations.js';
import { passedArguments, recordTask } from './spawns.js';
import { merge, type State } from './state.js';

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
