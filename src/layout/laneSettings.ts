/** What a person did to the lanes: hid, pinned, collapsed, moved. Lanes are known by their keys. */
export interface LaneSettings {
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
  readonly collapsed: readonly string[];
  /** Keys in the order that was made by hand; the others follow. */
  readonly order: readonly string[];
  /** Kinds of lanes that the legend leaves out. */
  readonly filtered: readonly LaneGroup[];
}
/** What the legend can leave out. */
export type LaneGroup = 'threads' | 'locks' | 'queues' | 'values' | 'others';

export const noSettings: LaneSettings = { hidden: [], pinned: [], collapsed: [], order: [], filtered: [] };

export function toggled<T>(all: readonly T[], one: T): T[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}

/** The keys with one moved to stand before another; last if that is not among them. */
export function movedBefore(keys: readonly string[], key: string, before: string | undefined): string[] {
  const others = keys.filter((each) => each !== key);
  const place = before === undefined ? -1 : others.indexOf(before);
  return place < 0 ? [...others, key] : [...others.slice(0, place), key, ...others.slice(place)];
}

/** The keys with one moved before or behind its neighbour. */
export function moved(keys: readonly string[], key: string, by: 1 | -1): string[] {
  const from = keys.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= keys.length) return [...keys];
  return movedBefore(keys, key, keys[by > 0 ? to + 1 : to]);
}
