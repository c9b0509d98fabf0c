/** The languages that a workspace is searched for. A new language is one more line here. */
import type { FrontEnd } from '../analysis/frontEnd.js';
import { pythonFrontEnd } from '../analysis/python/frontEnd.js';

export const frontEnds: readonly FrontEnd[] = [pythonFrontEnd];

export function extensionsOf(all: readonly FrontEnd[]): ReadonlySet<string> {
  return new Set(all.flatMap(({ extensions }) => extensions));
}
