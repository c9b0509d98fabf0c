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

/** The keys with one moved before or behind its neighbour. */
export function moved(keys: readonly string[], key: string, by: 1 | -1): string[] {
  const from = keys.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= keys.length) return [...keys];
  const order = [...keys];
  order.splice(from, 1);
  order.splice(to, 0, key);
  return order;
}
