/**
 * What a manager keeps, in the memory of its process: plain data, and the calls that others make of it. Names and errors are
 * those of Python's dict, list, Value, array and Namespace. Nothing here is shared: whoever calls gets copies.
 */
import { compare } from '../compare.js';
import { KeyError } from '../errors.js';
import { shortForm, wholeForm } from '../shortForm.js';
import { codeOf, fitted } from './typecodes.js';

type Methods = Readonly<Record<string, (...args: never[]) => unknown>>;

/** An object that is kept: its calls, and how a person sees it. */
export interface Kept {
  readonly methods: Methods;
  show(): string;
}

/** Equal for values that Python would call equal: by content. */
function contentOf(value: unknown): string {
  return typeof value === 'string' ? `'${value}` : wholeForm(value);
}

function pairsOf(given: unknown): [unknown, unknown][] {
  if (given === undefined || given === null) return [];
  return given instanceof Map || Array.isArray(given)
    ? [...(given as Iterable<[unknown, unknown]>)]
    : Object.entries(given as object);
}

function keepDict(initial: unknown): Kept {
  const entries = new Map<string, [unknown, unknown]>();
  const set = (key: unknown, value: unknown): void => {
    const content = contentOf(key);
    entries.set(content, [entries.get(content)?.[0] ?? key, value]);
  };
  const take = (key: unknown): [unknown, unknown] | undefined => {
    const entry = entries.get(contentOf(key));
    entries.delete(contentOf(key));
    return entry;
  };
  const missing = (key: unknown): KeyError => new KeyError(shortForm(key));
  for (const [key, value] of pairsOf(initial)) set(key, value);
  const methods: Methods = {
    get: (key: unknown, otherwise?: unknown) => (entries.get(contentOf(key)) ?? [key, otherwise])[1],
    set,
    has: (key: unknown) => entries.has(contentOf(key)),
    delete: (key: unknown) => {
      if (!take(key)) throw missing(key);
    },
    pop: (...given: readonly unknown[]) => {
      const entry = take(given[0]);
      if (!entry && given.length < 2) throw missing(given[0]);
      return entry ? entry[1] : given[1];
    },
    popitem: () => {
      const last = [...entries.values()].at(-1);
      if (!last) throw new KeyError('popitem(): dictionary is empty');
      take(last[0]);
      return last;
    },
    setdefault: (key: unknown, value: unknown) => {
      if (!entries.has(contentOf(key))) set(key, value);
      return entries.get(contentOf(key))?.[1];
    },
    update: (given: unknown) => {
      for (const [key, value] of pairsOf(given)) set(key, value);
    },
    keys: () => [...entries.values()].map(([key]) => key),
    values: () => [...entries.values()].map(([, value]) => value),
    items: () => [...entries.values()],
    copy: () => new Map(entries.values()),
    clear: () => entries.clear(),
    length: () => entries.size,
  };
  return { methods, show: () => shortForm(new Map(entries.values())) };
}

/** The place that an index means; negative ones count from the end. */
function placeIn(list: readonly unknown[], index: number): number {
  const place = index < 0 ? index + list.length : index;
  if (!Number.isInteger(place) || place < 0 || place >= list.length)
    throw new RangeError(`there is no element ${index} in a list of ${list.length}`);
  return place;
}

function keepList(initial: unknown): Kept {
  let list = [...((initial ?? []) as Iterable<unknown>)];
  const find = (value: unknown): number => {
    const content = contentOf(value);
    const place = list.findIndex((each) => contentOf(each) === content);
    if (place < 0) throw new RangeError(`${shortForm(value)} is not in the list`);
    return place;
  };
  const methods: Methods = {
    get: (index: number) => list[placeIn(list, index)],
    set: (index: number, value: unknown) => {
      list[placeIn(list, index)] = value;
    },
    delete: (index: number) => {
      list.splice(placeIn(list, index), 1);
    },
    append: (value: unknown) => {
      list.push(value);
    },
    extend: (values: readonly unknown[]) => {
      list.push(...values);
    },
    insert: (index: number, value: unknown) => {
      list.splice(index, 0, value);
    },
    pop: (index = -1) => list.splice(placeIn(list, index), 1)[0],
    remove: (value: unknown) => {
      list.splice(find(value), 1);
    },
    index: find,
    count: (value: unknown) => list.filter((each) => contentOf(each) === contentOf(value)).length,
    has: (value: unknown) => list.some((each) => contentOf(each) === contentOf(value)),
    reverse: () => {
      list.reverse();
    },
    sort: () => {
      list = [...list].sort(compare);
    },
    copy: () => list,
    length: () => list.length,
  };
  return { methods, show: () => shortForm(list) };
}

function keepValue(_typecode: string, initial: unknown): Kept {
  let value = initial;
  const methods: Methods = {
    get: () => value,
    set: (next: unknown) => {
      value = next;
    },
  };
  return { methods, show: () => shortForm(value) };
}

function keepArray(typecode: string, initial: Iterable<number>): Kept {
  const code = codeOf(typecode);
  const array = [...initial].map((each) => fitted(code, each));
  const methods: Methods = {
    get: (index: number) => array[placeIn(array, index)],
    set: (index: number, value: unknown) => {
      array[placeIn(array, index)] = fitted(code, value);
    },
    length: () => array.length,
  };
  return { methods, show: () => shortForm(array) };
}

function keepNamespace(initial: unknown): Kept {
  const properties = new Map<string, unknown>(Object.entries(initial ?? {}));
  const methods: Methods = {
    get: (name: string) => properties.get(name),
    set: (name: string, value: unknown) => {
      properties.set(name, value);
    },
    has: (name: string) => properties.has(name),
    delete: (name: string) => {
      properties.delete(name);
    },
    names: () => [...properties.keys()],
  };
  return { methods, show: () => shortForm(Object.fromEntries(properties)) };
}

/** How each type of object is made of what the program gave. */
export const keepers: Readonly<Record<string, (...given: never[]) => Kept>> = {
  dict: keepDict,
  list: keepList,
  Value: keepValue,
  Array: keepArray,
  Namespace: keepNamespace,
};

/** Calls that change nothing. */
export const observers: ReadonlySet<string> = new Set([
  'get',
  'has',
  'keys',
  'values',
  'items',
  'copy',
  'length',
  'index',
  'count',
  'names',
]);
