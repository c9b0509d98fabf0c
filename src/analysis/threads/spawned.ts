/**
 * What is started, as a root: the effects that running its target has. Kept from one question to the next; what was
 * worked out holds as long as every summary that it was made from is the same.
 */
import type { Effect, SpawnEffect, Summary } from '../effects/effect.js';
import type { Surroundings } from '../effects/execution.js';
import type { Summaries } from '../effects/summaries.js';
import type { FunctionId } from '../resolve/place.js';
import type { Program } from '../resolve/program.js';
import type { Value } from '../resolve/value.js';
import type { ThreadRoot } from './roots.js';
import { effectsOfTarget } from './target.js';

interface Known {
  /** Of the resolver, when it was worked out. */
  readonly version: number;
  readonly read: ReadonlyMap<FunctionId, Summary>;
  readonly effects: readonly Effect[];
}

export class SpawnedRoots {
  readonly #known = new WeakMap<SpawnEffect, Known>();

  constructor(
    readonly program: Program,
    readonly summaries: Summaries,
  ) {}

  /** Nothing if it is not known what runs. */
  rootOf(effect: SpawnEffect): ThreadRoot | undefined {
    const site = effect.steps[effect.steps.length - 1];
    // A library's function that goes on as a task is known by the function that has started it.
    const isOfLibrary = effect.target.kind === 'method' || effect.target.kind === 'library';
    const [id] = [...functionsIn(effect.target), ...(isOfLibrary ? [site?.function] : [])];
    if (id === undefined || !site || !this.program.function(site.function)) return undefined;
    return {
      kind: 'spawn',
      function: id,
      effects: this.#effectsOf(effect, site.function),
      domain: effect.domain,
      many: effect.many,
      spawn: effect,
    };
  }

  /** What does nothing but give its thread away makes no root: JavaScript starts such tasks everywhere. */
  mayMatter(effect: SpawnEffect): boolean {
    if (effect.target.kind !== 'function' && effect.target.kind !== 'coroutine') return true;
    return functionsIn(effect.target).some((id) =>
      this.summaries.summaryOf({ id }).effects.some((each) => each.kind !== 'suspend'),
    );
  }

  #effectsOf(effect: SpawnEffect, spawner: FunctionId): readonly Effect[] {
    const known = this.#known.get(effect);
    if (known && this.#holds(known)) return known.effects;
    const frame = this.program.function(spawner);
    if (!frame) return [];
    const read = new Map<FunctionId, Summary>();
    const around: Surroundings = {
      resolver: this.summaries.resolver,
      summaryOf: (node) => {
        const summary = this.summaries.summaryOf(node);
        read.set(node.id, summary);
        return summary;
      },
      isEffectful: (name, language) => this.summaries.isEffectful(name, language),
      isProperty: (name) => this.summaries.isProperty(name),
    };
    const effects = effectsOfTarget(around, frame, [effect.target], effect.args);
    this.#known.set(effect, { version: this.summaries.resolver.version, read, effects });
    return effects;
  }

  #holds({ version, read }: Known): boolean {
    if (version !== this.summaries.resolver.version) return false;
    for (const [id, summary] of read) if (this.summaries.summaryOf({ id }) !== summary) return false;
    return true;
  }
}

/** The functions that running this value runs. */
export function functionsIn(value: Value): FunctionId[] {
  if (value.kind === 'function') return [value.id];
  if (value.kind === 'coroutine') return [value.of.id];
  if (value.kind === 'object' && value.library === 'functools.partial')
    return (value.made?.args[0]?.values ?? []).flatMap(functionsIn);
  return [];
}
