/** What rules read: summaries, threads, and the way from a site to a line and from a lock to its name. */
import type { Effect, Lock } from '../effects/effect.js';
import type { FunctionReport, Summaries } from '../effects/summaries.js';
import type { Tag } from '../effects/tags.js';
import type { Location, LockMention, Range } from '../finding.js';
import { originOf, positionAt } from '../model/module.js';
import { type AtSite, findAt, spell } from '../model/spelling.js';
import { visitExpression } from '../model/visit.js';
import { type Place, parentOf } from '../resolve/place.js';
import type { FunctionNode, Program } from '../resolve/program.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Site } from '../resolve/value.js';
import type { RootSet } from '../threads/rootSet.js';
import type { ThreadRoot } from '../threads/roots.js';
import { HandOvers } from './handOver.js';
import { homeOfPlace, type LockHome } from './lockHome.js';
import { Workers } from './workers.js';

/** Something that a function's own statements do. */
export interface OwnEffect<Kind extends Effect['kind']> {
  readonly node: FunctionNode;
  readonly effect: Extract<Effect, { kind: Kind }>;
}

export class World {
  readonly #homes = new Map<string, LockHome>();
  readonly #own: { [Kind in Effect['kind']]?: readonly OwnEffect<Kind>[] } = {};
  readonly workers: Workers;
  #handOvers: HandOvers | undefined;

  constructor(
    readonly program: Program,
    readonly resolver: Resolver,
    readonly summaries: Summaries,
    readonly threads: RootSet,
  ) {
    this.workers = new Workers(program);
  }

  get handOvers(): HandOvers {
    this.#handOvers ??= new HandOvers(this);
    return this.#handOvers;
  }

  /** Functions of which the tag holds, in the order of files and names. */
  reports(tag: Tag): readonly FunctionReport[] {
    return this.summaries.reports(tag);
  }

  /** What the functions' own statements do, of that kind. */
  own<Kind extends Effect['kind']>(kind: Kind): readonly OwnEffect<Kind>[] {
    const known: readonly OwnEffect<Kind>[] | undefined = this.#own[kind];
    if (known) return known;
    const found = this.reports(`own ${kind}`).flatMap(({ node, local }) =>
      (local?.own ?? []).flatMap((effect) => (isKind(effect, kind) ? [{ node, effect }] : [])),
    );
    Object.assign(this.#own, { [kind]: found });
    return found;
  }

  get roots(): readonly ThreadRoot[] {
    return this.threads.all;
  }
  /** Roots that something starts. */
  get spawned(): readonly ThreadRoot[] {
    return this.threads.spawned;
  }

  /** Where the lock or the object at a place lives. */
  homeOf(place: Place): LockHome {
    let home = this.#homes.get(place.key);
    if (!home) {
      home = homeOfPlace(this, place);
      this.#homes.set(place.key, home);
    }
    return home;
  }

  locate(site: Site): Location | undefined {
    const node = this.program.function(site.function);
    if (!node) return undefined;
    return { path: node.module.path, range: rangeOf(node, site) };
  }

  line(site: Site | undefined): number {
    return site ? (this.locate(site)?.range.line ?? 0) : 0;
  }

  /** The function's name as people know it. */
  functionName(id: string): string {
    return shortName(id.slice(id.lastIndexOf(':') + 1));
  }

  /** The call or context at a site, as the program spells it. */
  sourceAt(site: Site): string {
    const at = this.#at(site);
    if (at?.kind === 'with') return spell(at.item.context);
    return at?.kind === 'call' ? spell(at.expression) : this.functionName(site.function);
  }

  /** Whether the call at a site is one of something that the function around was given. */
  callsParameter(site: Site): boolean {
    const at = this.#at(site);
    if (at?.kind !== 'call') return false;
    const call = at.expression.kind === 'await' ? at.expression.of : at.expression;
    if (call?.kind !== 'call' || call.callee.kind !== 'name') return false;
    const { name } = call.callee;
    const parameters = this.program.function(site.function)?.model.parameters;
    return parameters?.some((parameter) => parameter.name === name) === true;
  }

  /** Whether the last step is the head of a `with`. */
  isScopedAt(steps: readonly Site[]): boolean {
    const last = steps[steps.length - 1];
    return last !== undefined && this.#at(last)?.kind === 'with';
  }

  #at(site: Site): AtSite | undefined {
    const model = this.program.function(site.function)?.model;
    if (!model) return undefined;
    const origin = originOf(model);
    return findAt(model, origin + site.start, origin + site.end);
  }

  /** Whether its definition is given to a decorator. */
  isDecorated(node: FunctionNode): boolean {
    const owner = node.class;
    const values = owner
      ? owner.model.attributes.map((attribute) => attribute.value)
      : [...(node.parent?.facts.names.values() ?? [])].flat().map((fact) => fact.value);
    return values.some((value) => {
      let decorated = false;
      visitExpression(value, (inner) => {
        if (inner.kind === 'function' && inner.index === node.index && value.kind === 'call')
          decorated = true;
      });
      return decorated;
    });
  }

  mention(lock: Lock): LockMention {
    const made = this.madeAt(lock);
    const declared = made && this.locate(made);
    return { id: lock.place.key, name: this.placeName(lock.place), ...(declared && { declared }) };
  }

  /** Where the lock is made: asked anew, since an edit may have moved it away from where an effect has found it. */
  madeAt(lock: Lock): Site | undefined {
    return this.#madeAt(lock.place) ?? lock.made;
  }

  /** A lock by a key is made with the object that has the keys. */
  #madeAt(place: Place): Site | undefined {
    const [object] = this.resolver.objectAt(place).filter((value) => value.kind === 'object');
    const owner = place.path.at(-1)?.startsWith('[') ? parentOf(place) : undefined;
    return object?.made?.site ?? (owner && this.#madeAt(owner));
  }

  /** A place as the program spells it: `self._lock`, `mutexA`, `Pool.lock`. */
  placeName(place: Place): string {
    const path = place.path
      .map((step) => (step.startsWith('[') ? step.replace('+', '') : `.${step}`))
      .join('');
    const { root } = place;
    switch (root.kind) {
      case 'module':
      case 'local':
        return `${shortName(root.name)}${path}`;
      case 'class':
        return `${this.functionName(root.class)}.${root.name}${path}`;
      case 'parameter': {
        const name = this.program.function(root.function)?.model.parameters[root.index]?.name;
        return `${name ?? '?'}${path}`;
      }
      case 'made':
        return path === '' ? '?' : path.replace(/^\./, '');
    }
  }
}

/** Whether the effect is of that kind, for the compiler. */
function isKind<Kind extends Effect['kind']>(
  effect: Effect,
  kind: Kind,
): effect is Extract<Effect, { kind: Kind }> {
  return effect.kind === kind;
}

function rangeOf(node: FunctionNode, site: Site): Range {
  const { lineStarts } = node.module.model;
  const from = positionAt(lineStarts, node.model.start + site.start);
  const to = positionAt(lineStarts, node.model.start + site.end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** Without what tells two of one name apart, and for a nested function without a name, that of the one around it. */
function shortName(name: string): string {
  return name.replace(/(?<=[\w>])(?:\.<\w+>)+(?:#\d+)?$/, '').replace(/#\d+$/, '');
}
