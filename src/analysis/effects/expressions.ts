/** Evaluates an expression for what its calls do, in the order in which they happen. */
import type {
  AwaitExpression,
  CallExpression,
  CollectionExpression,
  Expression,
} from '../model/expression.js';
import { partsOf } from '../model/visit.js';
import { argumentsOf } from '../resolve/calls.js';
import { overridesOf } from '../resolve/overrides.js';
import type { Value } from '../resolve/value.js';
import { runFunction } from './bring.js';
import type { Execution } from './execution.js';
import { givenAway } from './givenAway.js';
import type { Invocation, Outcome } from './invocation.js';
import { perform, recordJoin } from './operations.js';
import { acquired, assume, merge, type State, tried } from './state.js';

/** The state after the expression, whatever its value. */
export function evaluate(execution: Execution, expression: Expression, state: State): State {
  const outcome = evaluateCall(execution, expression, state);
  if (outcome) return withUncertain(outcome);
  switch (expression.kind) {
    case 'every':
    case 'some':
      return shortCircuit(execution, expression.items, state);
    case 'choice': {
      const before = evaluate(execution, expression.condition, state);
      return shortCircuit(execution, [{ kind: 'other' }, ...expression.items], before);
    }
    case 'attribute':
      return readAttribute(execution, expression, state);
    case 'collection':
      return items(execution, expression, state);
    default:
      return partsOf(expression).reduce((each, part) => evaluate(execution, part, each), state);
  }
}

/** A comprehension is a loop. */
function items(execution: Execution, expression: CollectionExpression, state: State): State {
  const loops = expression.repeated ? 1 : 0;
  execution.loops += loops;
  const after = partsOf(expression).reduce((each, part) => evaluate(execution, part, each), state);
  execution.loops -= loops;
  return after;
}

/** What is held only if a try succeeded may be held. */
export function withUncertain(outcome: Outcome, guard?: string): State {
  return (outcome.tried ?? []).reduce(
    (state, held) => acquired(state, { ...held, certain: false, ...(guard !== undefined && { guard }) }),
    outcome.state,
  );
}

/** The outcome of an expression that is a call, awaited or not; undefined for any other expression. */
export function evaluateCall(
  execution: Execution,
  expression: Expression,
  state: State,
): Outcome | undefined {
  switch (expression.kind) {
    case 'call':
      return call(execution, expression, state, { awaited: false });
    case 'await': {
      const { of: inner, byCaller: handedOn = false } = expression;
      if (handedOn && inner.kind === 'call')
        return call(execution, inner, state, { awaited: true, handedOn });
      const outcome =
        inner.kind === 'call'
          ? call(execution, inner, state, { awaited: true })
          : { state: awaited(execution, inner, evaluate(execution, inner, state)) };
      awaitHandles(execution, expression, outcome.state);
      suspendAt(execution, expression, outcome.state);
      return outcome;
    }
    case 'yield': {
      const after = expression.of ? evaluate(execution, expression.of, state) : state;
      execution.noteYield(after);
      suspendAt(execution, expression, after, 'yield');
      return { state: after };
    }
    default:
      return undefined;
  }
}

/** Gives the thread away. */
export function suspendAt(
  execution: Execution,
  span: { readonly start: number; readonly end: number },
  state: State,
  by: 'await' | 'yield' = 'await',
): void {
  const steps = [execution.site(span)];
  execution.record({ kind: 'suspend', by, ...execution.common({ args: [], steps, awaited: true }, state) });
}

/** `await task`: waits for the end of what was started before. */
function awaitHandles(execution: Execution, expression: AwaitExpression, state: State): void {
  const { resolver, node } = execution;
  const call: Invocation = { args: [], steps: [execution.site(expression)], awaited: true };
  const starts = isStarted(execution);
  for (const value of resolver.evaluate(expression.of, node)) {
    if (value.kind === 'object' && value.library !== undefined) {
      const operation = resolver.library.type(value.library)?.methods.await;
      if (operation) perform(execution, operation, value, call, state, value);
    } else if (value.kind === 'coroutine' && starts && expression.of.kind !== 'call')
      recordJoin(execution, value, call, state);
  }
}

/** Whether what an async function does begins when it is called. */
function isStarted({ resolver, node }: Execution): boolean {
  return resolver.program.frontEndOf(node.module)?.library.asyncStarts === true;
}

/** `await x` of a coroutine that was made before. */
function awaited(execution: Execution, expression: Expression, state: State): State {
  const values = execution.resolver.evaluate(expression, execution.node);
  const coroutines = values.filter((value) => value.kind === 'coroutine');
  if (coroutines.length === 0 || expression.kind === 'name' || isStarted(execution)) return state;
  const steps = [execution.site(execution.node.model)];
  return execution.invoke(coroutines, { args: [], steps, awaited: true }, state).state;
}

function call(
  execution: Execution,
  expression: CallExpression,
  state: State,
  how: Pick<Invocation, 'awaited' | 'handedOn'>,
): Outcome {
  const { callee } = expression;
  let before =
    callee.kind === 'name' ? state : partsOf(callee).reduce((s, part) => evaluate(execution, part, s), state);
  for (const argument of expression.args) {
    if (argument.value.kind === 'function') continue;
    before = evaluate(execution, argument.value, before);
  }
  const callees = execution.resolver.callable(callee, execution.node);
  const overrides = overridesOf(execution.resolver, callee, execution.node);
  if (callees.length + overrides.length === 0 && before.held.length === 0) return { state: before };
  const args = argumentsOf(execution.resolver, expression, execution.node);
  const steps = [execution.site(expression)];
  const invocation = { args, steps, ...how };
  const after = givenAway(execution, callees, args, before);
  // What a subclass does instead shows its effects; how the call ends is told by the class's own method.
  for (const each of overrides) execution.invoke([each], invocation, after);
  return execution.invoke(callees, invocation, after);
}

/** The first item always runs, each further one maybe. */
function shortCircuit(execution: Execution, items: readonly Expression[], state: State): State {
  return items.reduce((before, item, index) => {
    const after = evaluate(execution, item, before);
    return index === 0 ? after : (merge(before, after) ?? after);
  }, state);
}

/** Reading a property runs its function. */
function readAttribute(
  execution: Execution,
  expression: Extract<Expression, { kind: 'attribute' }>,
  state: State,
): State {
  const before = evaluate(execution, expression.of, state);
  if (!execution.around.isProperty(expression.name)) return before;
  const found = execution.resolver.members(expression, execution.node);
  const [getter] = found;
  if (found.length !== 1 || getter?.kind !== 'function' || getter.as !== 'property') return before;
  const steps = [execution.site(execution.statement)];
  return withUncertain(runFunction(execution, getter, { args: [], steps, awaited: false }, before));
}

/** The states after a condition: when it was true, and when it was false. */
export function test(
  execution: Execution,
  condition: Expression,
  state: State,
): readonly [whenTrue: State | undefined, whenFalse: State | undefined] {
  switch (condition.kind) {
    case 'literal':
      return condition.value ? [state, undefined] : [undefined, state];
    case 'not': {
      const [whenTrue, whenFalse] = test(execution, condition.of, state);
      return [whenFalse, whenTrue];
    }
    case 'name':
      return [assume(state, condition.name, true), assume(state, condition.name, false)];
    case 'every':
      return chain(execution, condition.items, state, true);
    case 'some':
      return chain(execution, condition.items, state, false);
    case 'assign':
      return test(execution, condition.value, state);
    case 'compare': {
      // `x is None`, `x == False` after a try: nothing is known for sure.
      const after = evaluate(execution, condition, state);
      return [after, after];
    }
    default:
      return testCall(execution, condition, state);
  }
}

function testCall(
  execution: Execution,
  condition: Expression,
  state: State,
): readonly [State | undefined, State | undefined] {
  const outcome = evaluateCall(execution, condition, state);
  if (!outcome) {
    const after = evaluate(execution, condition, state);
    return [after, after];
  }
  const whenTrue = (outcome.tried ?? []).reduce<State>(tried, outcome.state);
  return [whenTrue, outcome.state];
}

/** `and` goes on while items are true, `or` while they are false. */
function chain(
  execution: Execution,
  items: readonly Expression[],
  state: State,
  goesOnWhen: boolean,
): readonly [State | undefined, State | undefined] {
  let going: State | undefined = state;
  let stopped: State | undefined;
  for (const item of items) {
    if (going === undefined) break;
    const [whenTrue, whenFalse] = test(execution, item, going);
    going = goesOnWhen ? whenTrue : whenFalse;
    stopped = merge(stopped, goesOnWhen ? whenFalse : whenTrue);
  }
  return goesOnWhen ? [going, stopped] : [stopped, going];
}

/** Iterating over a generator runs its body, with a suspension at each yield that is none of ours. */
export function runGenerators(
  execution: Execution,
  values: readonly Value[],
  state: State,
  span: { start: number; end: number },
): void {
  for (const value of values) {
    if (value.kind !== 'coroutine') continue;
    const steps = [execution.site(span)];
    runFunction(execution, value.of, { args: value.args, steps, awaited: true }, state);
  }
}
