/** What rules read: summaries, threads, and the way from a site to a line and from a lock to its name. */
import type { Lock } from '../effects/effect.js';
import type { Summaries } from '../effects/summaries.js';
import type { Location, LockMention, Range } from '../finding.js';
import { positionAt } from '../model/module.js';
import type { Place } from '../resolve/place.js';
import type { FunctionNode, Program } from '../resolve/program.js';
import type { Resolver } from '../resolve/resolver.js';
import type { Site } from '../resolve/value.js';
import type { ThreadRoot } from '../threads/roots.js';

export class World {
  constructor(
    readonly program: Program,
    readonly resolver: Resolver,
    readonly summaries: Summaries,
    readonly roots: readonly ThreadRoot[],
  ) {}

  /** Functions with what their own statements show, in the order of files and lines. */
  *locals() {
    for (const node of this.program.functions) {
      const local = this.summaries.localOf(node.id);
      if (local) yield { node, local };
    }
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

  source(site: Site): string {
    return this.functionName(site.function);
  }

  mention(lock: Lock): LockMention {
    const declared = lock.made && this.locate(lock.made);
    return { id: lock.place.key, name: this.placeName(lock.place), ...(declared && { declared }) };
  }

  /** A place as the program spells it: `self._lock`, `mutexA`, `Pool.lock`. */
  placeName(place: Place): string {
    const path = place.path.map((step) => (step.startsWith('[') ? step : `.${step}`)).join('');
    const { root } = place;
    switch (root.kind) {
      case 'module':
      case 'local':
        return `${root.name}${path}`;
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

function rangeOf(node: FunctionNode, site: Site): Range {
  const { lineStarts } = node.module.model;
  const from = positionAt(lineStarts, node.model.start + site.start);
  const to = positionAt(lineStarts, node.model.start + site.end);
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function shortName(name: string): string {
  return name.replace(/#\d+$/, '');
}
