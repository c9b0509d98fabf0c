/**
 * All threads of the program, with what rules ask of all of them at once. Says nothing of where anything stands, so it
 * stays as it is while edits only move code.
 */
import type { Effect } from '../effects/effect.js';
import type { Resolver } from '../resolve/resolver.js';
import { ThreadOrder } from './order.js';
import type { ThreadRoot } from './roots.js';

/** An effect of a root. */
export interface RootEffect<Kind extends Effect['kind'] = Effect['kind']> {
  readonly root: ThreadRoot;
  readonly effect: Extract<Effect, { kind: Kind }>;
}

export class RootSet {
  readonly order: ThreadOrder;
  /** Roots that something starts. */
  readonly spawned: readonly ThreadRoot[];
  readonly #effects = new Map<Effect['kind'], RootEffect[]>();
  readonly #holding = new Map<Effect['kind'], RootEffect[]>();

  constructor(
    readonly all: readonly ThreadRoot[],
    resolver: Resolver,
  ) {
    this.order = new ThreadOrder(resolver, all);
    this.spawned = all.filter((root) => root.spawn !== undefined);
    for (const root of all) {
      for (const effect of root.effects) {
        const found = { root, effect };
        listIn(this.#effects, effect.kind).push(found);
        if (effect.held.length > 0) listIn(this.#holding, effect.kind).push(found);
      }
    }
  }

  /** The effects of all roots, of that kind. */
  effects<Kind extends Effect['kind']>(kind: Kind): readonly RootEffect<Kind>[] {
    return ofKind(this.#effects.get(kind), kind);
  }

  /** Of these, those that happen while some lock is held. */
  holding<Kind extends Effect['kind']>(kind: Kind): readonly RootEffect<Kind>[] {
    return ofKind(this.#holding.get(kind), kind);
  }
}

function ofKind<Kind extends Effect['kind']>(
  effects: readonly RootEffect[] | undefined,
  kind: Kind,
): readonly RootEffect<Kind>[] {
  return (effects ?? []).flatMap(({ root, effect }) => (isKind(effect, kind) ? [{ root, effect }] : []));
}

/** Whether the effect is of that kind, for the compiler. */
export function isKind<Kind extends Effect['kind']>(
  effect: Effect,
  kind: Kind,
): effect is Extract<Effect, { kind: Kind }> {
  return effect.kind === kind;
}

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key);
  if (known) return known;
  const list: Item[] = [];
  lists.set(key, list);
  return list;
}
