/**
 * Delta debugging: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE TSE 2002. Makes a list
 * smaller while `fails` holds of it, down to one of which nothing can be left out.
 */
export async function minimal<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let current = items;
  if (current.length > 0 && (await fails([]))) return [];
  for (let pieces = 2; current.length >= 2; ) {
    const smaller = await firstFailing(current, Math.min(pieces, current.length), fails);
    if (smaller) {
      current = smaller;
      pieces = Math.max(pieces - 1, 2);
    } else if (pieces >= current.length) break;
    else pieces = Math.min(current.length, pieces * 2);
  }
  return current;
}

/** The list without one of its pieces that still fails. */
async function firstFailing<T>(
  items: readonly T[],
  pieces: number,
  fails: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  const size = Math.ceil(items.length / pieces);
  for (let from = 0; from < items.length; from += size) {
    const rest = [...items.slice(0, from), ...items.slice(from + size)];
    if (await fails(rest)) return rest;
  }
  return undefined;
}
