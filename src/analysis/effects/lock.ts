/** Which lock an object is: after `Condition(lock)`, and with how many permits. */
import type { LibraryType } from '../model/library.js';
import { argumentAt, constantOf } from '../resolve/arguments.js';
import { isExempt } from '../resolve/keyed.js';
import type { Resolver } from '../resolve/resolver.js';
import type { ObjectValue } from '../resolve/value.js';
import type { Lock } from './effect.js';

/** The library type with lock traits that an object is, itself or by inheritance. */
function lockType(resolver: Resolver, object: ObjectValue): { name: string; type: LibraryType } | undefined {
  const node = object.class === undefined ? undefined : resolver.program.class(object.class);
  const names = object.library !== undefined ? [object.library] : node ? resolver.lineage(node).library : [];
  for (const start of names) {
    for (let name: string | undefined = start; name !== undefined; ) {
      const type: LibraryType | undefined = resolver.library.type(name);
      if (type?.lock) return { name, type };
      name = type?.base;
    }
  }
  return undefined;
}

/** The lock that `object` is; undefined if it is known to be something else. */
export function lockOf(resolver: Resolver, object: ObjectValue): Lock | undefined {
  const found = lockType(resolver, object);
  if (!found) return untyped(object);
  const traits = found.type.lock;
  if (!traits || isExempt(object.made?.args ?? [], traits.unless)) return undefined;
  const inner = argumentAt(object.made?.args ?? [], traits.wraps);
  const [wrapped] = inner?.values ?? [];
  if (wrapped?.kind === 'object' && traits.wraps) return wrappedLock(resolver, object, wrapped);
  const fixed = constantOf(argumentAt(object.made?.args ?? [], traits.permits));
  const given = argumentAt(object.made?.args ?? [], traits.permits) !== undefined;
  const permits =
    typeof fixed?.value === 'number' ? fixed.value : given ? undefined : (traits.defaultPermits ?? 1);
  return {
    place: object.place,
    domain: traits.domain,
    reentrant: traits.reentrant,
    // An object that was not seen being made may be a semaphore of any size.
    permits: traits.permits && !object.made ? undefined : permits,
    typed: true,
    library: found.name,
    ...(object.made && { made: object.made.site }),
    ...(isAround(object) && { around: true }),
  };
}

/** Whether it is made with something that is no constant: options and numbers of permits are. */
function isAround(object: ObjectValue): boolean {
  if (object.library !== undefined) return false;
  return (
    object.made?.args.some(
      (argument) => argument.values.length === 0 || argument.values.some((value) => value.kind !== 'literal'),
    ) === true
  );
}

/** `Condition(Lock())` is a lock of its own that is not reentrant; `Condition(self.lock)` is self.lock. */
function wrappedLock(resolver: Resolver, object: ObjectValue, wrapped: ObjectValue): Lock | undefined {
  const lock = lockOf(resolver, wrapped);
  if (!lock) return undefined;
  return wrapped.place.root.kind === 'made' && wrapped.place.path.length === 0
    ? { ...lock, place: object.place }
    : lock;
}

function untyped(object: ObjectValue): Lock | undefined {
  if (object.library !== undefined || object.class !== undefined) return undefined;
  if (object.place.root.kind !== 'parameter') return undefined;
  return { place: object.place, domain: 'thread', reentrant: false, permits: undefined, typed: false };
}
