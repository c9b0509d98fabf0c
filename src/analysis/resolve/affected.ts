/** Which functions an edit may concern that changes what is told under some names: they, or what they ask, mention one. */
import { type Flow, type Mentions, mentionsOf } from './mentions.js';
import type { FunctionId } from './place.js';
import type { ModuleNode } from './program.js';

/** When that many names have changed their meaning, nearly everything is concerned. */
const mostNames = 400;

/** By path; undefined when they are too many to tell. Names are followed through what is bound to others, and returned. */
export function affectedBy(
  changed: ReadonlySet<string>,
  modules: readonly ModuleNode[],
): Map<string, Set<FunctionId>> | undefined {
  const names = new Set(changed);
  const affected = new Map<string, Set<FunctionId>>();
  for (let size = -1; size !== names.size; ) {
    size = names.size;
    if (size > mostNames) return undefined;
    for (const module of modules) affected.set(module.path, affectedIn(module, names));
  }
  return affected;
}

/** Adds to `names` what the module tells under other names. */
function affectedIn(module: ModuleNode, names: Set<string>): Set<FunctionId> {
  const { functions, all } = mentionsOf(module);
  const affected = new Set<FunctionId>();
  if (!has(all, names)) return affected;
  const locals: Set<string>[] = [];
  // A function comes after the one around it.
  module.functions.forEach(({ id, model }, index) => {
    const around = model.parent === undefined ? undefined : locals[model.parent];
    const own = new Set(around);
    locals.push(own);
    const mentions = functions[index] as Mentions;
    const concerns = (each: ReadonlySet<string>) => has(each, names) || has(each, own);
    if (!mentions.names.some(concerns)) return;
    affected.add(id);
    follow(mentions.flows, names, own, concerns);
  });
  return affected;
}

function follow(
  flows: readonly Flow[],
  names: Set<string>,
  own: Set<string>,
  concerns: (from: ReadonlySet<string>) => boolean,
): void {
  for (let size = -1; size !== names.size + own.size; ) {
    size = names.size + own.size;
    for (const { to, local, from } of flows) {
      const told = local ? own : names;
      if (!told.has(to) && concerns(from)) told.add(to);
    }
  }
}

function has(names: ReadonlySet<string>, some: ReadonlySet<string>): boolean {
  for (const name of some) if (names.has(name)) return true;
  return false;
}
