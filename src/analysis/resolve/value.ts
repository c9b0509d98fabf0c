/** What an expression may be, as far as the analysis follows it. Plain data that refers to code by id. */
import type { ClassId, FunctionId, Place } from './place.js';

/** A range of a function's text, from the function's start: moving the function changes nothing. */
export interface Site {
  readonly function: FunctionId;
  readonly start: number;
  readonly end: number;
}

export interface GivenArgument {
  readonly values: readonly Value[];
  readonly name?: string;
  readonly spread?: boolean;
}

/** How an object came to be: the arguments of its constructor, in terms of the frame that the value is in. */
export interface Making {
  readonly args: readonly GivenArgument[];
  readonly site: Site;
  /** What made it: the pool of a future. */
  readonly by?: ObjectValue;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly place: Place;
  /** A type of the library table, or a class of the workspace; neither when nobody knows. */
  readonly library?: string;
  readonly class?: ClassId;
  readonly made?: Making;
}

/** Parameters of functions around a closure, and what they were when it was made. */
export type Bindings = ReadonlyMap<string, readonly Value[]>;

export interface FunctionValue {
  readonly kind: 'function';
  readonly id: FunctionId;
  /** What it was taken from: `x.method`. */
  readonly receiver?: Value;
  readonly closure?: Bindings;
  /** Set by decorators: reading the attribute calls it; `with f():` runs it up to its yield. */
  readonly as?: 'property' | 'static' | 'context-manager';
}

/** What a call of an async function or a generator gives: where async functions do not start when called, unrun. */
export interface CoroutineValue {
  readonly kind: 'coroutine';
  readonly of: FunctionValue;
  readonly args: readonly GivenArgument[];
}

export type Value =
  | { readonly kind: 'module'; readonly path: string }
  /** A name of the library: a module, a type, a function, or nothing that is known. */
  | { readonly kind: 'library'; readonly name: string }
  | { readonly kind: 'class'; readonly id: ClassId }
  | FunctionValue
  /** A method of a library type on its receiver. */
  | {
      readonly kind: 'method';
      readonly receiver: ObjectValue;
      readonly type: string;
      readonly name: string;
    }
  | ObjectValue
  /** Makes an object whenever one is asked for: an element of it, or the attribute that it stands for. */
  | {
      readonly kind: 'factory';
      readonly of: readonly Value[];
      readonly makes: 'element' | 'attribute';
      readonly place?: Place;
    }
  | { readonly kind: 'literal'; readonly value: number | string | boolean | null }
  | { readonly kind: 'collection'; readonly items: readonly Value[][]; readonly keys?: readonly string[] }
  | CoroutineValue
  /** What `acquire` gives in libraries where it gives a function that releases. */
  | { readonly kind: 'releaser'; readonly lock: ObjectValue };

export const noValues: readonly Value[] = [];

/** At most this many alternatives are followed; a name with more says nothing for sure. */
export const mostValues = 6;

export function objectsOf(values: readonly Value[]): ObjectValue[] {
  return values.filter((value): value is ObjectValue => value.kind === 'object');
}
