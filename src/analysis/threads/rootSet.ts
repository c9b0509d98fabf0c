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
  readonly #effects: ByKind = {};
  readonly #holding: ByKind = {};

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
    return this.#effects[kind] ?? [];
  }

  /** Of these, those that happen while some lock is held. */
  holding<Kind extends Effect['kind']>(kind: Kind): readonly RootEffect<Kind>[] {
    return this.#holding[kind] ?? [];
  }
}

/** Lists of effects; rules go through them again with each key press, so they are made once. */
type ByKind = { [Kind in Effect['kind']]?: RootEffect<Kind>[] };

/** The list that `kind` names holds effects of that kind only, which the compiler cannot follow. */
function listIn(lists: ByKind, kind: Effect['kind']): RootEffect[] {
  const known = lists[kind];
  if (known) return known as RootEffect[];
  const list: RootEffect[] = [];
  Object.assign(lists, { [kind]: list });
  return list;
}
