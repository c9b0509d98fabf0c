/**
 * What is worked out of an object alone, once: for summaries, effects and bodies, which are never changed and stay the
 * same objects from one key press to the next unless an edit has made other ones of them.
 */
export function memoOf<Key extends object, Result>(workOut: (key: Key) => Result): (key: Key) => Result {
  const known = new WeakMap<Key, { readonly result: Result }>();
  return (key) => {
    let entry = known.get(key);
    if (!entry) {
      entry = { result: workOut(key) };
      known.set(key, entry);
    }
    return entry.result;
  };
}
