/** Which argument of a call goes where: to a place of the library table, or to the parameters of a function. */
import type { ArgumentPlace } from '../model/library.js';
import type { Place } from './place.js';
import type { FunctionNode } from './program.js';
import type { Bindings, GivenArgument, ObjectValue, Value } from './value.js';

/** The argument that the table means; undefined when the call leaves it out. */
export function argumentAt(
  args: readonly GivenArgument[],
  place: ArgumentPlace | undefined,
): GivenArgument | undefined {
  if (place === undefined) return undefined;
  if (place.name !== undefined) {
    const named = args.find((argument) => argument.name === place.name);
    if (named) return named;
  }
  if (place.index === undefined) return undefined;
  const positional = args.filter((argument) => argument.name === undefined);
  if (place.index < 0) return positional.at(place.index);
  const before = positional.slice(0, place.index + 1);
  return before.some((argument) => argument.spread) ? undefined : before[place.index];
}

/** The place of a parameter inside its function. */
export function parameterPlace(node: FunctionNode, index: number): Place {
  return node.parameterPlace(index);
}

/**
 * What each parameter of `node` is given, by the key of its place. Parameters that the call leaves out are missing: what
 * hangs on them is not followed. A receiver is the first positional argument; `closure` says what functions around it were
 * given.
 */
export function bind(
  node: FunctionNode,
  receiver: Value | undefined,
  args: readonly GivenArgument[],
  closure?: Bindings,
): Map<string, readonly Value[]> {
  const bindings = new Map<string, readonly Value[]>(closure);
  const { parameters } = node.model;
  const rest = parameters.findIndex((parameter) => parameter.rest);
  const positional: (readonly Value[])[] = receiver ? [[receiver]] : [];
  for (const argument of args) {
    if (argument.spread) {
      const expanded = expand(argument);
      if (!expanded) break;
      positional.push(...expanded);
    } else if (argument.name === undefined) positional.push(argument.values);
    else {
      const index = parameters.findIndex((parameter) => parameter.name === argument.name && !parameter.rest);
      if (index >= 0) bindings.set(parameterPlace(node, index).key, argument.values);
    }
  }
  const direct = rest < 0 ? positional.length : Math.min(rest, positional.length);
  for (let index = 0; index < direct && index < parameters.length; index++)
    bindings.set(parameterPlace(node, index).key, positional[index] ?? []);
  if (rest >= 0) {
    const items = positional.slice(rest).map((values) => [...values]);
    bindings.set(parameterPlace(node, rest).key, [{ kind: 'collection', items }]);
  }
  return bindings;
}

/** The items of a spread collection that is known item by item (`*args` of a wrapper, after its call is known). */
function expand(argument: GivenArgument): readonly (readonly Value[])[] | undefined {
  const [only] = argument.values;
  return argument.values.length === 1 && only?.kind === 'collection' ? only.items : undefined;
}

/** An argument that is a constant of the program, if it is one for sure. */
export function constantOf(
  argument: GivenArgument | undefined,
): { readonly value: number | string | boolean | null } | undefined {
  const [only] = argument?.values ?? [];
  return argument?.values.length === 1 && only?.kind === 'literal' ? only : undefined;
}

/** An object of which nothing is known but where it lives. */
export function unknownAt(place: Place): ObjectValue {
  return { kind: 'object', place };
}
