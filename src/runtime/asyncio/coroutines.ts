/**
 * Coroutines of a program: what its async functions make, which the loader turned into generator functions that yield what
 * they await. Nothing of one has run before it is awaited or made a task, as in Python.
 */

/** What the program's `await` yields. A plain generator yields other things, and is no coroutine. */
export class Awaited {
  constructor(readonly value: unknown) {}
}

export type Coroutine = Generator<unknown, unknown, unknown>;

const generatorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf((function* () {})()) as object,
) as object;

export function isCoroutine(value: unknown): value is Coroutine {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.prototype.isPrototypeOf.call(generatorPrototype, value)
  );
}

/** Names of functions, by the prototype that their coroutines have. */
const names = new WeakMap<object, string>();

/** Coroutines of these functions are called after them. */
export function nameCoroutines(
  ...functions: readonly { readonly name: string; readonly prototype: object }[]
): void {
  for (const { name, prototype } of functions) names.set(prototype, name);
}

export function nameOf(coroutine: Coroutine): string {
  return names.get(Object.getPrototypeOf(coroutine) as object) ?? '';
}
