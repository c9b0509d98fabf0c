/**
 * What start and join put in order: a thread runs after what came before its start and before what comes after its join
 * (Lamport's happens-before, CACM 1978, as far as the text of the function that starts the thread shows it). Gives no
 * answer rather than a wrong one: what it calls ordered never overlaps.
 */
import type { Effect } from '../effects/effect.js';
import { originOf } from '../model/module.js';
import type { Statement } from '../model/statement.js';
import { eachStatement } from '../model/visit.js';
import { siteOfMaking } from '../resolve/making.js';
import type { Resolver } from '../resolve/resolver.js';
import type { ObjectValue, Site } from '../resolve/value.js';
import type { ThreadRoot } from './roots.js';

type Steps = readonly Site[];

interface Moment {
  readonly root: ThreadRoot;
  readonly steps: Steps;
}

export class ThreadOrder {
  /** By the place where a thread is made: the roots that make it there. */
  #makers: ReadonlyMap<string, ReadonlySet<ThreadRoot>> | undefined;
  readonly #starters = new Map<ThreadRoot, ThreadRoot | undefined>();

  constructor(
    readonly resolver: Resolver,
    readonly roots: readonly ThreadRoot[],
  ) {}

  /** Whether one of the two is over before the other can begin. */
  separates(a: Moment, b: Moment): boolean {
    return this.#isOutside(a, b.root) || this.#isOutside(b, a.root) || this.#followEachOther(a.root, b.root);
  }

  /** Whether the moment is one of the thread that starts `thread`, before the start or after the join. */
  #isOutside({ root, steps }: Moment, thread: ThreadRoot): boolean {
    if (root === thread || this.#starter(thread) !== root) return false;
    return (
      this.#startsOf(root, thread).every((start) => this.#precedes(steps, start)) ||
      this.#joinsOf(root, thread).some((join) => this.#surelyPrecedes(join, steps))
    );
  }

  /** Whether one of two threads that the same thread starts is joined before the other is started. */
  #followEachOther(a: ThreadRoot, b: ThreadRoot): boolean {
    const starter = this.#starter(a);
    if (a === b || !starter || this.#starter(b) !== starter) return false;
    const follows = (first: ThreadRoot, second: ThreadRoot) =>
      this.#joinsOf(starter, first).some((join) =>
        this.#startsOf(starter, second).every((start) => this.#surelyPrecedes(join, start)),
      );
    return follows(a, b) || follows(b, a);
  }

  /** The one thread that starts the other, if only one does and that runs once. */
  #starter(thread: ThreadRoot): ThreadRoot | undefined {
    if (thread.spawn?.as !== 'thread') return undefined;
    if (this.#starters.has(thread)) return this.#starters.get(thread);
    const starter = this.#findStarter(thread.spawn);
    this.#starters.set(thread, starter);
    return starter;
  }

  #findStarter({ steps }: { readonly steps: Steps }): ThreadRoot | undefined {
    this.#makers ??= makersOf(this.roots);
    const makers = this.#makers.get(keyOf(lastOf(steps)));
    const [only] = makers ?? [];
    return makers?.size === 1 && only && !only.many ? only : undefined;
  }

  /** Where the root starts the thread; if no start is seen, where it makes it. */
  #startsOf(root: ThreadRoot, thread: ThreadRoot): Steps[] {
    const starts = root.effects.filter(
      (each) => each.kind === 'wake' && each.wake === 'thread' && this.#isOf(thread, each.object),
    );
    const makings = root.effects.filter((each) => isMaking(each, thread));
    return (starts.length > 0 ? starts : makings).map((each) => each.steps);
  }

  #joinsOf(root: ThreadRoot, thread: ThreadRoot): Steps[] {
    return root.effects
      .filter((each) => each.kind === 'wait' && each.blocking && this.#isOf(thread, each.object))
      .map((each) => each.steps);
  }

  /** Whether the object is that thread's: made where the thread is. */
  #isOf(thread: ThreadRoot, object: ObjectValue): boolean {
    return isSame(siteOfMaking(this.resolver, object), lastOf(thread.spawn?.steps ?? []));
  }

  #precedes(earlier: Steps, later: Steps): boolean {
    const parting = this.#parting(earlier, later);
    return parting !== undefined && !parting.around.some(({ kind }) => kind === 'loop');
  }

  /** The same, and whoever comes to `later` has been at `earlier`. */
  #surelyPrecedes(earlier: Steps, later: Steps): boolean {
    const parting = this.#parting(earlier, later);
    if (!parting || parting.around.some(({ kind }) => kind === 'loop')) return false;
    const isConditional = (statement: Statement) =>
      (statement.kind === 'branch' || statement.kind === 'try') && !parting.around.includes(statement);
    if (parting.aroundEarlier.some(isConditional)) return false;
    // Below the parting, a join in a function that is called must not be conditional either.
    return earlier
      .slice(parting.index + 1)
      .every((site) => !this.#around(site).some(({ kind }) => kind === 'branch' || kind === 'try'));
  }

  /** Where two chains of calls part within one function, the first one earlier in its text. */
  #parting(earlier: Steps, later: Steps) {
    const index = earlier.findIndex((site, at) => site.start !== later[at]?.start);
    const first = earlier[index];
    const second = later[index];
    if (!first || !second || first.function !== second.function || first.end > second.start) return undefined;
    const aroundEarlier = this.#around(first);
    const aroundLater = this.#around(second);
    return { index, aroundEarlier, around: aroundEarlier.filter((each) => aroundLater.includes(each)) };
  }

  /** The statements that a site stands in. */
  #around(site: Site): Statement[] {
    const model = this.resolver.program.function(site.function)?.model;
    const found: Statement[] = [];
    if (!model) return found;
    const start = originOf(model) + site.start;
    eachStatement(model.body, (statement) => {
      if (statement.start <= start && start < statement.end) found.push(statement);
    });
    return found;
  }
}

function makersOf(roots: readonly ThreadRoot[]): Map<string, Set<ThreadRoot>> {
  const makers = new Map<string, Set<ThreadRoot>>();
  for (const root of roots) {
    for (const effect of root.effects) {
      if (effect.kind !== 'spawn') continue;
      const key = keyOf(lastOf(effect.steps));
      const known = makers.get(key);
      if (known) known.add(root);
      else makers.set(key, new Set([root]));
    }
  }
  return makers;
}

/** Whether the effect is the making of that thread: its steps end where the thread object is made. */
function isMaking(effect: Effect, thread: ThreadRoot): boolean {
  return effect.kind === 'spawn' && isSame(lastOf(effect.steps), lastOf(thread.spawn?.steps ?? []));
}

function lastOf(steps: Steps): Site | undefined {
  return steps[steps.length - 1];
}

function keyOf(site: Site | undefined): string {
  return `${site?.function}@${site?.start}`;
}

function isSame(a: Site | undefined, b: Site | undefined): boolean {
  return a !== undefined && a.function === b?.function && a.start === b.start;
}
