/** Every language that the detector knows. A new one is a line here and a folder beside this file. */
import type { FrontEnd } from './frontEnd.js';
import { javascriptFrontEnd } from './javascript/frontEnd.js';
import { pythonFrontEnd } from './python/frontEnd.js';

export const frontEnds: readonly FrontEnd[] = [pythonFrontEnd, javascriptFrontEnd];

/** The front end for a file's name; undefined when no language is meant. */
export function frontEndFor(path: string): FrontEnd | undefined {
  return frontEnds.find((frontEnd) => frontEnd.extensions.some((extension) => path.endsWith(extension)));
}
