/** Replaces what a function is given by what a call gives it, in every value that speaks of it. */
import { placeAt } from './place.js';
import type { Resolver } from './resolver.js';
import {
  type Bindings,
  type FunctionValue,
  type GivenArgument,
  type Making,
  mostValues,
  type ObjectValue,
  type Value,
} from './value.js';

export interface SubstituteOptions {
  /** Keep what hangs on a parameter that has no binding; otherwise it is dropped. */
  readonly keepUnknown?: boolean;
  /** Drop only what hangs on parameters of this function; those of functions around it stay. */
  readonly of?: string;
}

export function substitute(
  resolver: Resolver,
  value: Value,
  bindings: Bindings,
  options: SubstituteOptions = {},
): Value[] {
  switch (value.kind) {
    case 'object':
      return substituteObject(resolver, value, bindings, options);
    case 'method':
      return substituteObject(resolver, value.receiver, bindings, options).map((receiver) =>
        receiver.kind === 'object' ? { ...value, receiver } : receiver,
      );
    case 'function':
      return [substituteFunction(resolver, value, bindings, options)];
    case 'coroutine':
      return [
        {
          ...value,
          of: substituteFunction(resolver, value.of, bindings, options),
          args: substituteArguments(resolver, value.args, bindings, options),
        },
      ];
    case 'collection':
      return [
        {
          ...value,
          items: value.items.map((item) =>
            item.flatMap((each) => substitute(resolver, each, bindings, options)),
          ),
        },
      ];
    case 'releaser':
      return substituteObject(resolver, value.lock, bindings, options).flatMap((lock) =>
        lock.kind === 'object' ? [{ ...value, lock }] : [],
      );
    default:
      return [value];
  }
}

function substituteObject(
  resolver: Resolver,
  object: ObjectValue,
  bindings: Bindings,
  options: SubstituteOptions,
): Value[] {
  const { root, path } = object.place;
  const made = object.made && substituteMaking(resolver, object.made, bindings, options);
  const changed: ObjectValue = made ? { ...object, made } : object;
  if (root.kind !== 'parameter') return [changed];
  const given = bindings.get(placeAt(root).key);
  if (given === undefined) {
    const dropped = !options.keepUnknown && (options.of === undefined || options.of === root.function);
    return dropped ? [] : [changed];
  }
  const reached = path.reduce<readonly Value[]>(
    (values, name) => follow(resolver, values, name).slice(0, mostValues),
    given,
  );
  return reached.map((value) => withTypeOf(value, changed));
}

function follow(resolver: Resolver, values: readonly Value[], name: string): readonly Value[] {
  return name.startsWith('[')
    ? resolver.elementAt(values, name)
    : values.flatMap((value) => resolver.attribute(value, name));
}

/** A place whose type the caller does not know keeps what the callee knows of it. */
function withTypeOf(value: Value, known: ObjectValue): Value {
  if (value.kind !== 'object' || value.library !== undefined || value.class !== undefined) return value;
  const { place } = value;
  return { ...known, place };
}

function substituteMaking(
  resolver: Resolver,
  made: Making,
  bindings: Bindings,
  options: SubstituteOptions,
): Making {
  if (made.args.length === 0 && made.by === undefined) return made;
  const by = made.by && substituteObject(resolver, made.by, bindings, options)[0];
  return {
    ...made,
    args: substituteArguments(resolver, made.args, bindings, options),
    ...(by?.kind === 'object' && { by }),
  };
}

export function substituteArguments(
  resolver: Resolver,
  args: readonly GivenArgument[],
  bindings: Bindings,
  options: SubstituteOptions,
): GivenArgument[] {
  return args.map((argument) => ({
    ...argument,
    values: argument.values.flatMap((value) => substitute(resolver, value, bindings, options)),
  }));
}

/** Whether a key is of a parameter of a function around `inner`: it sees no others. */
function isParameterAround(key: string, inner: string): boolean {
  return inner.startsWith(`${key.slice(0, key.lastIndexOf('/#'))}.`);
}

/** A closure keeps what the functions around it were given. */
function substituteFunction(
  resolver: Resolver,
  value: FunctionValue,
  bindings: Bindings,
  options: SubstituteOptions,
): FunctionValue {
  const receiver = value.receiver && substitute(resolver, value.receiver, bindings, options)[0];
  const { receiver: _, ...bare } = value;
  const around = resolver.program.function(value.id)?.parent;
  const closure = new Map<string, readonly Value[]>();
  for (const [key, values] of value.closure ?? [])
    closure.set(
      key,
      values.flatMap((each) => substitute(resolver, each, bindings, options)),
    );
  if (around && !around.isModule) {
    for (const [key, values] of bindings)
      if (!closure.has(key) && isParameterAround(key, value.id)) closure.set(key, values);
  }
  return {
    ...bare,
    ...(receiver && { receiver }),
    ...(closure.size > 0 && { closure }),
  };
}
