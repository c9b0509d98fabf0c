/**
 * Places: where an object lives, as an access path. A lock is identified by its place, so two instances of a class,
 * which live in two places, are two locks. Places are compared by key.
 */

export type FunctionId = string;
export type ClassId = string;

export type Root =
  /** A variable of a module, or an attribute of a class: one for the whole program. */
  | { readonly kind: 'module'; readonly path: string; readonly name: string }
  | { readonly kind: 'class'; readonly class: ClassId; readonly name: string }
  /** A variable of a function: a fresh one for each call of the function. */
  | { readonly kind: 'local'; readonly function: FunctionId; readonly name: string }
  /** What the function is given; replaced when the call is known. */
  | { readonly kind: 'parameter'; readonly function: FunctionId; readonly index: number }
  /** An object made by an expression that has no name; `at` tells the function's calls apart (madePlace.ts). */
  | { readonly kind: 'made'; readonly function: FunctionId; readonly at: number };

export interface Place {
  readonly key: string;
  readonly root: Root;
  /**
   * Attributes and elements from the root on; an element is `[key]`, or `[]` when nobody knows which, or `[+]` for the one
   * after that in a circle.
   */
  readonly path: readonly string[];
}

function rootKey(root: Root): string {
  switch (root.kind) {
    case 'module':
      return `${root.path}:${root.name}`;
    case 'class':
      return `${root.class}::${root.name}`;
    case 'local':
      return `${root.function}/${root.name}`;
    case 'parameter':
      return `${root.function}/#${root.index}`;
    case 'made':
      return `${root.function}/@${root.at}`;
  }
}

export function placeAt(root: Root): Place {
  return { key: rootKey(root), root, path: [] };
}

/** Longer paths are cut: `a.b.c.d.e` of a linked structure says no more, and recursion must end. */
const longestPath = 6;

export function fieldOf(place: Place, name: string): Place {
  if (place.path.length >= longestPath) return place;
  let known = fields.get(place);
  if (!known) {
    known = new Map();
    fields.set(place, known);
  }
  let field = known.get(name);
  if (!field) {
    field = { key: `${place.key}.${name}`, root: place.root, path: [...place.path, name] };
    known.set(name, field);
  }
  return field;
}

/** What the last attribute or element is one of; nothing for a place without a path. */
export function parentOf({ key, root, path }: Place): Place | undefined {
  const last = path.at(-1);
  return last === undefined
    ? undefined
    : { key: key.slice(0, key.length - last.length - 1), root, path: path.slice(0, -1) };
}

/** The same step from the same place is asked for again and again. */
const fields = new WeakMap<Place, Map<string, Place>>();

/** Whether it names one object each time: no unknown element is on the way. */
export function isDefinite({ path }: Place): boolean {
  return !path.includes('[]') && !path.includes('[+]');
}

/** The same place, if all unknown elements are alike. */
export function withAnyElement(place: Place): Place {
  if (!place.path.includes('[+]')) return place;
  const path = place.path.map((step) => (step === '[+]' ? '[]' : step));
  return path.reduce(fieldOf, placeAt(place.root));
}

/** Whether it is the same object for every caller and every thread. */
export function isGlobal(place: Place): boolean {
  return place.root.kind === 'module' || place.root.kind === 'class';
}

/** Whether it lives in an object that this call of the function has made. */
export function isFreshIn(place: Place, id: FunctionId): boolean {
  return (place.root.kind === 'local' || place.root.kind === 'made') && place.root.function === id;
}
