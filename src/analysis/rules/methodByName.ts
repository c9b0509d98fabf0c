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

export class MethodsByName {
  #methods: Map<string, FunctionNode[]> | undefined;

  constructor(readonly program: Program) {}

  only(name: string): FunctionNode | undefined {
    if (ordinary.has(name)) return undefined;
    this.#methods ??= collect(this.program);
    const found = this.#methods.get(name);
    return found?.length === 1 && found[0]?.class ? found[0] : undefined;
  }
}

function collect({ functions }: Program): Map<string, FunctionNode[]> {
  const methods = new Map<string, FunctionNode[]>();
  for (const node of functions) {
    const { name } = node.model;
    const simple = name.slice(name.lastIndexOf('.') + 1).replace(/#\d+$/, '');
    const known = methods.get(simple);
    if (known) known.push(node);
    else methods.set(simple, [node]);
  }
  return methods;
}
