/**
 * A finalizer or a signal handler runs in the middle of whatever its thread is doing, also while that thread holds the
 * lock that it takes.
 */
import type { AcquireEffect, DeferredCallEffect } from '../effects/effect.js';
import { excludes } from '../effects/recorder.js';
import type { Confidence, Finding } from '../finding.js';
import { phrase } from '../phrase.js';
import type { ThreadRoot } from '../threads/roots.js';
import { Best } from './best.js';
import { homeOf, maySame } from './lockHome.js';
import { onlyMethod } from './methodByName.js';
import { effectSteps, finding, lastSite, step } from './report.js';
import type { World } from './world.js';

const finalizerNames = /(?:^|\.)__del__(?:#\d+)?$/;

type Kind = 'finalizer' | 'signal';

export function lockInFinalizer(world: World): Finding[] {
  const best = new Best();
  const interrupters = [...world.roots, ...quietFinalizers(world)].flatMap((root) => {
    const kind = kindOf(root);
    return kind ? [{ root, kind }] : [];
  });
  for (const { root, kind } of interrupters) {
    for (const effect of root.effects) {
      if (effect.kind === 'acquire') look(root, kind, effect, 'high');
      else if (effect.kind === 'call')
        for (const guessed of behind(effect)) look(root, kind, guessed, 'medium');
    }
  }
  return best.findings;

  function look(root: ThreadRoot, kind: Kind, effect: AcquireEffect, confidence: Confidence): void {
    const { lock } = effect;
    if (!effect.blocking || !excludes(lock) || lock.reentrant || lock.domain === 'task') return;
    const normal = holderOf(world, effect, kind, confidence === 'medium');
    if (normal) best.add(report(world, root, kind, effect, normal, confidence), effect.steps);
  }

  /** What a method takes that is called on an attribute of unknown class, if its name leaves no doubt. */
  function behind({ target, steps }: DeferredCallEffect): AcquireEffect[] {
    const path = target.kind === 'object' ? target.place.path : [];
    const method = path.length > 1 ? onlyMethod(world.program, path.at(-1) ?? '') : undefined;
    if (!method) return [];
    return world.summaries
      .summaryOf(method)
      .effects.flatMap((effect) =>
        effect.kind === 'acquire' ? [{ ...effect, steps: [...steps, ...effect.steps] }] : [],
      );
  }
}

/** Finalizers that only call what nobody knows for sure: they are no roots. */
function quietFinalizers({ program, summaries, roots }: World): ThreadRoot[] {
  const known = new Set(roots.map((root) => root.function));
  const named = [...program.modules.values()].flatMap((module) => module.functionsNamed('__del__'));
  return named.flatMap((node): ThreadRoot[] => {
    if (!finalizerNames.test(node.id) || known.has(node.id)) return [];
    const { effects } = summaries.summaryOf(node);
    const rest = { effects, domain: 'thread', many: true } as const;
    return effects.length === 0 ? [] : [{ kind: 'entry', function: node.id, ...rest }];
  });
}

function kindOf(root: ThreadRoot): Kind | undefined {
  const as = root.spawn?.as;
  if (as === 'finalizer' || as === 'signal') return as;
  return root.kind === 'entry' && finalizerNames.test(root.function) ? 'finalizer' : undefined;
}

/**
 * An acquisition of the same lock by ordinary code, which the finalizer or handler can interrupt; `elsewhere` asks for
 * one in another function: nobody knows whether ordinary code calls that one at all.
 */
function holderOf(
  world: World,
  effect: AcquireEffect,
  kind: Kind,
  elsewhere: boolean,
): AcquireEffect | undefined {
  const { place } = effect.lock;
  // Nobody holds a lock of the object that is being finalized: nobody knows the object any more.
  if (kind === 'finalizer' && place.root.kind === 'parameter' && finalizerNames.test(place.root.function))
    return undefined;
  const home = homeOf(world, effect.lock);
  for (const root of world.roots) {
    if (kindOf(root)) continue;
    for (const other of root.effects) {
      if (other.kind !== 'acquire' || !maySame(homeOf(world, other.lock), home)) continue;
      if (!elsewhere || lastSite(other.steps)?.function !== lastSite(effect.steps)?.function) return other;
    }
  }
  return undefined;
}

function report(
  world: World,
  root: ThreadRoot,
  kind: Kind,
  effect: AcquireEffect,
  normal: AcquireEffect,
  confidence: Confidence,
): Finding[] {
  const [at] = effect.steps;
  const holder = lastSite(normal.steps);
  if (!at || !holder) return [];
  const lock = world.mention(effect.lock).name;
  return finding(world, {
    rule: 'lock-in-finalizer-or-signal',
    confidence,
    at,
    message: phrase(`lock-in-finalizer-or-signal.${kind}`, {
      lock,
      function: world.functionName(root.function),
      line: world.line(lastSite(effect.steps)),
      holder: world.functionName(holder.function),
      holds: world.line(holder),
    }),
    related: [
      step(world, holder, phrase('step.takes', { lock })),
      ...effectSteps(world, effect, phrase('step.takesAgain', { lock }), 1),
    ],
    locks: [effect.lock],
  });
}
