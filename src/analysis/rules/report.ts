/** Builds findings: steps of a chain as related information, locks as mentions. */
import type { Effect, HeldLock, Lock } from '../effects/effect.js';
import type { Confidence, Finding, Fix, RelatedStep, RuleName } from '../finding.js';
import { type Phrase, phrase } from '../phrase.js';
import type { Site } from '../resolve/value.js';
import type { World } from './world.js';

export interface Report {
  readonly rule: RuleName;
  readonly confidence: Confidence;
  readonly at: Site;
  readonly message: Phrase;
  readonly related?: readonly (RelatedStep | undefined)[];
  readonly locks?: readonly Lock[];
  readonly fix?: Fix | undefined;
}

export function finding(world: World, report: Report): Finding[] {
  const location = world.locate(report.at);
  if (!location) return [];
  const { rule, confidence, message, fix } = report;
  return [
    {
      ...location,
      rule,
      confidence,
      severity: confidence === 'high' ? 'warning' : 'information',
      message,
      related: (report.related ?? []).filter((step): step is RelatedStep => step !== undefined),
      locks: (report.locks ?? []).map((lock) => world.mention(lock)),
      ...(fix && { fix }),
    },
  ];
}

export function step(
  world: World,
  site: Site | undefined,
  message: Phrase,
  chain = 0,
): RelatedStep | undefined {
  const location = site && world.locate(site);
  return location && { ...location, message, chain };
}

/** The calls from the first site of `steps` to the last but one: `f calls g`. */
function callSteps(world: World, steps: readonly Site[], chain: number): (RelatedStep | undefined)[] {
  return steps.slice(0, -1).map((site, index) => {
    const callee = steps[index + 1];
    return step(
      world,
      site,
      phrase('step.calls', {
        caller: world.functionName(site.function),
        callee: callee ? world.functionName(callee.function) : '?',
      }),
      chain,
    );
  });
}

/** How a held lock was taken: the calls that lead there, and the acquisition. */
export function takenSteps(world: World, held: HeldLock, chain = 0): (RelatedStep | undefined)[] {
  const last = held.steps[held.steps.length - 1];
  return [
    ...callSteps(world, held.steps, chain),
    step(world, last, phrase('step.takes', { lock: world.mention(held.lock).name }), chain),
  ];
}

/** The calls that lead to an effect, and its own line. */
export function effectSteps(
  world: World,
  effect: Effect,
  message: Phrase,
  chain = 0,
): (RelatedStep | undefined)[] {
  const last = effect.steps[effect.steps.length - 1];
  return [...callSteps(world, effect.steps, chain), step(world, last, message, chain)];
}

/**
 * Where a person would change something: in the function that takes `held`, what leads to the effect under it. If that
 * function was given a closure to run under the lock, it is in the closure.
 */
export function siteUnder(world: World, held: HeldLock, steps: readonly Site[]): Site | undefined {
  const depth = held.steps.findIndex((site, index) => !sameSite(site, steps[index]));
  const under = steps.slice(depth < 0 ? held.steps.length : depth);
  const [first] = under;
  const isWrapped = depth !== 0 && steps.length > 1 && (depth < 0 || (first && world.callsParameter(first)));
  if (isWrapped) return under.find((site) => isWithin(site, steps[0])) ?? steps[0];
  return first ?? lastSite(steps);
}

function isWithin(site: Site, outer: Site | undefined): boolean {
  return outer !== undefined && site.function.startsWith(`${outer.function}.`);
}

function sameSite(a: Site, b: Site | undefined): boolean {
  return a.function === b?.function && a.start === b.start;
}

export function lastSite(steps: readonly Site[]): Site | undefined {
  return steps[steps.length - 1];
}
