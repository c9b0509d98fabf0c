/** Values that say the same, told apart and left out. */
import type { ObjectValue, Value } from './value.js';

/** Each value once; of several of one place, those whose type is known. A null stands for no value yet. */
export function distinct(values: readonly Value[]): Value[] {
  if (values.length < 2) return values.filter((value) => !isNull(value));
  const seen = new Set<string>();
  const typed = new Set<string>();
  for (const value of values) if (value.kind === 'object' && typeOf(value)) typed.add(value.place.key);
  return values.filter((value) => {
    if (isNull(value)) return false;
    if (value.kind === 'object' && !typeOf(value) && typed.has(value.place.key)) return false;
    const key = identityOf(value);
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function isNull(value: Value): boolean {
  return value.kind === 'literal' && value.value === null;
}

function typeOf(value: ObjectValue): string | undefined {
  return value.library ?? value.class;
}

/** A key that two values share only if they are the same; undefined where that takes more than a look. */
function identityOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'object':
      return `${value.place.key} ${typeOf(value)}`;
    case 'module':
      return value.path;
    case 'library':
      return value.name;
    case 'class':
      return value.id;
    default:
      return undefined;
  }
}
