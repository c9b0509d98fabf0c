/** What is asked of sets of names and functions. */

export function some<T>(items: Iterable<T>, test: (item: T) => boolean): boolean {
  for (const item of items) if (test(item)) return true;
  return false;
}

/** Whether two sets, or the keys of a map and a set, are the same. */
export function haveSame<T>(
  a: Pick<ReadonlyMap<T, unknown> | ReadonlySet<T>, 'size' | 'has'>,
  b: ReadonlySet<T>,
): boolean {
  return a.size === b.size && !some(b, (each) => !a.has(each));
}
