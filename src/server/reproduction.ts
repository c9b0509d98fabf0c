/**
 * The quick fix of a file that runs on `threadlanes`: the explorer looks for an interleaving that shows what a finding
 * says. Only names the places; whether they can be reached is the explorer's to find out.
 */
import type { Finding, RuleName } from '../analysis/finding.js';
import type { ReproducePlace, ReproduceRequest } from '../protocol/detector.js';

/** What some order of steps shows; the other rules' mistakes are there in every order, or in none that can be waited for. */
const reproducible: ReadonlySet<RuleName> = new Set([
  'self-deadlock',
  'lock-order-inversion',
  'join-under-lock',
  'blocking-under-lock',
  'pool-self-wait',
]);

const importsThreadlanes = /(?:\bfrom|\bimport|\brequire\s*\()\s*(['"])threadlanes(?:\/\w+)?\1/;

/** Undefined where there is nothing to try. `text` is that of the finding's own file. */
export function reproduction(
  finding: Finding,
  text: string,
  uriOf: (name: string) => string,
): ReproduceRequest | undefined {
  if (!reproducible.has(finding.rule) || !importsThreadlanes.test(text)) return undefined;
  return { uri: uriOf(finding.path), kind: finding.rule, places: placesOf(finding, uriOf) };
}

/** Every line that the finding's story goes through, its own first, each once. */
export function placesOf(finding: Finding, uriOf: (name: string) => string): ReproducePlace[] {
  const places = new Map<string, ReproducePlace>();
  for (const { path, range } of [finding, ...finding.related]) {
    const place = { uri: uriOf(path), line: range.line };
    places.set(`${place.line} ${place.uri}`, place);
  }
  return [...places.values()];
}
