/** What a call gives: a new object, what a function returns, the handle of something started. */
import type { CallExpression, Expression } from '../model/expression.js';
import type { Operation } from '../model/library.js';
import { originOf } from '../model/module.js';
import { argumentAt, bind } from './arguments.js';
import { takenOut } from './elements.js';
import { lockedObject } from './keyed.js';
import { madePlace } from './madePlace.js';
import { fieldOf, isFreshIn, type Place, placeAt } from './place.js';
import type { FunctionNode } from './program.js';
import type { Resolver } from './resolver.js';
import { substitute } from './substitute.js';
import type { FunctionValue, GivenArgument, Making, ObjectValue, Value } from './value.js';

export function argumentsOf(resolver: Resolver, call: CallExpression, node: FunctionNode): GivenArgument[] {
  return call.args.map((argument) => ({
    values: resolver.evaluate(argument.value, node).map((value) => shallow(value, 2)),
    ...(argument.name !== undefined && { name: argument.name }),
    ...(argument.spread && { spread: true }),
  }));
}

/** An object that forgets how what it was made of was made, below that depth: structures nest without an end. */
function shallow(value: Value, depth: number): Value {
  if (value.kind !== 'object' || !value.made || value.made.args.length === 0) return value;
  const { made, ...bare } = value;
  if (depth === 0) return bare;
  const args = made.args.map((argument) => ({
    ...argument,
    values: argument.values.map((each) => shallow(each, depth - 1)),
  }));
  return { ...value, made: { ...made, args } };
}

export function resultOfCall(resolver: Resolver, call: CallExpression, node: FunctionNode): Value[] {
  const callees = resolver.callable(call.callee, node);
  if (callees.length === 0) return [...superOf(resolver, call, node), ...takenOut(resolver, call, node)];
  const args = argumentsOf(resolver, call, node);
  const origin = originOf(node.model);
  const at = call.start - origin;
  const site = { function: node.id, start: at, end: call.end - origin };
  const place = madePlace(node, at);
  return callees.flatMap((callee) => resultOf(resolver, callee, { args, site }, place, node));
}

function resultOf(
  resolver: Resolver,
  callee: Value,
  made: Making,
  place: Place,
  node: FunctionNode,
): Value[] {
  switch (callee.kind) {
    case 'class':
      return [{ kind: 'object', place, class: callee.id, made }];
    case 'library': {
      if (resolver.library.type(callee.name)) return [{ kind: 'object', place, library: callee.name, made }];
      const operation = resolver.library.operation(callee.name);
      return operation ? resultOfOperation(resolver, operation, made, place, undefined) : [];
    }
    case 'method': {
      const operation = resolver.library.type(callee.type)?.methods[callee.name];
      return operation ? resultOfOperation(resolver, operation, made, place, callee.receiver) : [];
    }
    case 'function':
      return resultOfFunction(resolver, callee, made.args, { place, caller: node });
    case 'object':
      return resultOfObject(resolver, callee, made, place, node);
    default:
      return [];
  }
}

/** Calling an object: a partial function, a decorator made by `wraps(f)` (it gives the function back). */
function resultOfObject(
  resolver: Resolver,
  callee: ObjectValue,
  made: Making,
  place: Place,
  node: FunctionNode,
): Value[] {
  const called =
    callee.library === undefined ? undefined : resolver.library.type(callee.library)?.methods['()'];
  if (called) return resultOfOperation(resolver, called, made, place, callee);
  if (callee.library === 'functools.wraps') return [...(made.args[0]?.values ?? [])];
  if (callee.library !== 'functools.partial') return [];
  const [target, ...first] = callee.made?.args ?? [];
  const args = [...first, ...made.args];
  return (target?.values ?? []).flatMap((value) => resultOf(resolver, value, { ...made, args }, place, node));
}

function resultOfOperation(
  resolver: Resolver,
  operation: Operation,
  made: Making,
  place: Place,
  receiver: ObjectValue | undefined,
): Value[] {
  const by = receiver && { by: receiver };
  switch (operation.op) {
    case 'give':
      return resolver.library.type(operation.type)
        ? [{ kind: 'object', place, library: operation.type, made: { ...made, ...by } }]
        : [{ kind: 'library', name: operation.type }];
    case 'spawn':
    case 'wait':
      return operation.gives === undefined
        ? []
        : [{ kind: 'object', place, library: operation.gives, made: { ...made, ...by } }];
    case 'acquire':
      return resultOfAcquire(operation, made, receiver);
    case 'factory':
      return [
        { kind: 'factory', of: argumentAt(made.args, operation.of)?.values ?? [], makes: operation.makes },
      ];
    case 'wrap': {
      const wrapped = argumentAt(made.args, operation.of)?.values ?? [];
      const { as } = operation;
      if (as === 'same' || as === 'class') return [...wrapped];
      return wrapped.map((value) => (value.kind === 'function' ? { ...value, as } : value));
    }
    default:
      return [];
  }
}

function resultOfAcquire(
  operation: Extract<Operation, { op: 'acquire' }>,
  made: Making,
  receiver: ObjectValue | undefined,
): Value[] {
  const lock = lockedObject(operation, receiver, made.args);
  if (!lock) return [];
  if (operation.result === 'releaser') return [{ kind: 'releaser', lock }];
  if (operation.result !== 'value-and-releaser') return [];
  return [{ kind: 'collection', items: [[], [{ kind: 'releaser', lock }]] }];
}

/** What a function returns when it is given these arguments; what it makes lives at `at.place` from then on. */
export function resultOfFunction(
  resolver: Resolver,
  value: FunctionValue,
  args: readonly GivenArgument[],
  at?: { readonly place: Place; readonly caller: FunctionNode },
): Value[] {
  const node = resolver.program.function(value.id);
  if (!node) return [];
  if (at) resolver.program.depend(at.caller.module.path, node.module.path);
  const deferred = node.model.async || node.model.generator || value.as === 'context-manager';
  if (deferred && at) return [{ kind: 'coroutine', of: value, args }];
  if (node.facts.returns.length === 0) return [];
  const bindings = bind(node, value.receiver, args, value.closure);
  const results = node.facts.returns
    .flatMap((expression) => resolver.evaluate(expression, node))
    .flatMap((result) => substitute(resolver, result, bindings, { of: node.id }))
    .map((result) => moved(result, node, at?.place));
  // Of a promise that is only handed on, what is known is which function it comes from.
  if (results.length === 0 && at && node.facts.returns.some(isHandedOn))
    return [{ kind: 'coroutine', of: value, args }];
  return results;
}

function isHandedOn(returned: Expression): boolean {
  return returned.kind === 'await' && returned.byCaller === true;
}

/** An object that the function made itself is a new one for each call: it lives where the call puts it. */
function moved(value: Value, node: FunctionNode, place: Place | undefined): Value {
  if (value.kind !== 'object' || !place || !isFreshIn(value.place, node.id)) return value;
  // One that the function also keeps somewhere may be given out again: some object that lives there.
  if (value.place.root.kind === 'local' && node.facts.stored.has(value.place.root.name))
    return { ...value, place: fieldOf(value.place, '[]') };
  return value.place.path.length === 0 ? { ...value, place } : value;
}

/** `super()`: the receiver, seen as an object of the next class. */
function superOf(resolver: Resolver, call: CallExpression, node: FunctionNode): Value[] {
  if (call.callee.kind !== 'name' || call.callee.name !== 'super' || call.args.length > 0) return [];
  let method: FunctionNode | undefined = node;
  while (method && !method.class) method = method.parent;
  const owner = method?.class;
  if (!method || !owner) return [];
  const lineage = resolver.lineage(owner);
  const place = placeAt({ kind: 'parameter', function: method.id, index: 0 });
  const next = lineage.classes[1];
  if (next) return [{ kind: 'object', place, class: next.id }];
  const library = lineage.library[0];
  return library === undefined ? [] : [{ kind: 'object', place, library }];
}
