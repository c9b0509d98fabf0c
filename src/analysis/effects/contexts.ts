/** `with`: what entering takes, what the body holds, and what leaving gives back on every way out. */
import type { WithItem, WithStatement } from '../model/statement.js';
import { placeAt, type Root } from '../resolve/place.js';
import type { ObjectValue, Value } from '../resolve/value.js';
import { take } from './acquisitions.js';
import { runFunction } from './bring.js';
import type { HeldLock } from './effect.js';
import type { Execution } from './execution.js';
import { evaluate } from './expressions.js';
import type { Invocation } from './invocation.js';
import { lockOf } from './lock.js';
import { perform } from './operations.js';
import { acquired, type Exit, type Flow, released, type State } from './state.js';
import { runBlock } from './statements.js';

/** A context that was entered: how to leave it. */
interface Entered {
  readonly state: State;
  leave(state: State): State;
}

export function runWith(execution: Execution, statement: WithStatement, state: State): Flow {
  const entered: Entered[] = [];
  let inside = state;
  for (const item of statement.items) {
    const each = enter(execution, item, statement.async, inside);
    entered.push(each);
    inside = each.state;
  }
  const body = runBlock(execution, statement.body, inside);
  execution.statement = statement;
  const leave = (after: State) => entered.reduceRight((each, context) => context.leave(each), after);
  const exits: Exit[] = body.exits.map((each) => ({ ...each, state: leave(each.state) }));
  return { next: body.next && leave(body.next), exits };
}

function enter(execution: Execution, item: WithItem, isAsync: boolean, state: State): Entered {
  const values = contextsOf(execution, item);
  const call: Invocation = { args: [], steps: [execution.site(item)], awaited: isAsync };
  const [context] = values;
  const before =
    context?.kind === 'coroutine'
      ? evaluateParts(execution, item, state)
      : evaluate(execution, item.context, state);
  if (isAsync) execution.record({ kind: 'suspend', by: 'await', ...execution.common(call, before) });
  if (values.length !== 1 || !context) return { state: before, leave: (after) => after };
  if (context.kind === 'coroutine') return enterGenerator(execution, context, call, before);
  if (context.kind !== 'object') return { state: before, leave: (after) => after };
  return enterObject(execution, context, call, before);
}

/** What is entered. `with Pool() as pool` makes an object that lives in the variable. */
function contextsOf(execution: Execution, item: WithItem): readonly Value[] {
  const { resolver, node } = execution;
  const values = resolver.evaluate(item.context, node);
  const [only] = values;
  if (item.target?.kind !== 'name' || only?.kind !== 'object' || only.place.root.kind !== 'made')
    return values;
  const { name } = item.target;
  const root: Root = node.isModule
    ? { kind: 'module', path: node.module.path, name }
    : { kind: 'local', function: node.id, name };
  return [resolver.adopt(only, placeAt(root), node)];
}

function evaluateParts(execution: Execution, item: WithItem, state: State): State {
  if (item.context.kind !== 'call') return state;
  return item.context.args.reduce((each, argument) => evaluate(execution, argument.value, each), state);
}

function holding(state: State, held: readonly HeldLock[]): Entered {
  const scoped = held.map((each) => ({ ...each, scoped: true }));
  return {
    state: scoped.reduce(acquired, state),
    leave: (after) => scoped.reduce((each, one) => released(each, one.lock) ?? each, after),
  };
}

/** A generator that is a context manager: its effects happen here, and it holds at its yield what the body holds. */
function enterGenerator(
  execution: Execution,
  context: Extract<Value, { kind: 'coroutine' }>,
  call: Invocation,
  state: State,
): Entered {
  const node = execution.resolver.program.function(context.of.id);
  if (!node || context.of.as !== 'context-manager') return { state, leave: (after) => after };
  const held = execution.heldAtYield(node, context, call);
  runFunction(execution, context.of, { ...call, args: context.args, awaited: true }, state);
  return holding(state, held);
}

function enterObject(execution: Execution, context: ObjectValue, call: Invocation, state: State): Entered {
  const { resolver } = execution;
  const lock = lockOf(resolver, context);
  if (lock) {
    const type = lock.library === undefined ? undefined : resolver.library.type(lock.library);
    if (type?.awaited && !call.awaited) return { state, leave: (after) => after };
    const held = take(execution, lock, call, state, true, true);
    return held ? holding(state, [held]) : { state, leave: (after) => after };
  }
  if (context.class !== undefined) return enterOwn(execution, context, call, state);
  const type = context.library === undefined ? undefined : resolver.library.type(context.library);
  const operation = type?.leave === undefined ? undefined : type.methods[type.leave];
  return {
    state,
    leave(after) {
      if (operation) perform(execution, operation, context, call, after, context);
      return after;
    },
  };
}

/** A class of the workspace: its methods for entering and leaving are called. */
function enterOwn(execution: Execution, context: ObjectValue, call: Invocation, state: State): Entered {
  const [enterName, leaveName] = call.awaited ? ['__aenter__', '__aexit__'] : ['__enter__', '__exit__'];
  const run = (name: string, before: State): State => {
    const methods = execution.resolver
      .attribute(context, name)
      .filter((method) => method.kind === 'function' || method.kind === 'method');
    const outcome = execution.invoke(methods, { ...call, awaited: true }, before);
    return outcome.state;
  };
  const after = run(enterName, state);
  const scoped: State = {
    ...after,
    held: after.held.map((held, index) => (index < state.held.length ? held : { ...held, scoped: true })),
  };
  return { state: scoped, leave: (inner) => run(leaveName, inner) };
}
