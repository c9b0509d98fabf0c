/**
 * What a call on an object of unknown class may run: the method of that name, if one class of the workspace has it and
 * nothing else does. A guess, which no report of high confidence may rest on.
 */
import type { FunctionNode, Program } from '../resolve/program.js';

/** Methods of collections, files, sockets and the like: the object may be one of those. */
const ordinary = new Set(
  'add append cancel clear close copy count delete discard emit extend flush get insert items join keys log notify open pop put read recv release remove reset run send set start stop submit update values wait write'.split(
    ' ',
  ),
);

/** Asked of the modules, which stay the same objects from one edit to the next but for the one that is edited. */
export function onlyMethod({ modules }: Program, name: string): FunctionNode | undefined {
  if (ordinary.has(name)) return undefined;
  let only: FunctionNode | undefined;
  for (const module of modules.values()) {
    const [first, second] = module.functionsNamed(name);
    if (!first) continue;
    if (only || second || !first.class) return undefined;
    only = first;
  }
  return only;
}
