/** The lock-order graph of all folders, as plain data for the page that draws it. */
import type { LockInfo, LockOrderEdge } from '../analysis/analyse.js';
import type { Location } from '../analysis/finding.js';
import type { DocumentPlace, GraphEdge, GraphLock, LockGraph } from '../protocol/detector.js';
import { protocolRange } from './convert.js';

export interface GraphPart {
  readonly locks: readonly LockInfo[];
  readonly edges: readonly LockOrderEdge[];
  readonly uriOf: (name: string) => string;
}

/** Locks that are never taken together with another one are left out: nothing can be said of their order. */
export function lockGraph(parts: readonly GraphPart[]): LockGraph {
  const locks: GraphLock[] = [];
  const edges: GraphEdge[] = [];
  for (const part of parts) {
    const known = new Map(part.locks.map((lock) => [lock.id, lock]));
    const indexes = new Map<string, number>();
    const indexOf = (id: string): number => {
      const index = indexes.get(id) ?? locks.push(graphLock(id, known.get(id), part)) - 1;
      indexes.set(id, index);
      return index;
    };
    for (const edge of part.edges) {
      edges.push({
        from: indexOf(edge.from),
        to: indexOf(edge.to),
        inCycle: edge.inCycle,
        file: edge.at.path,
        line: edge.at.range.line,
        place: placeOf(edge.at, part),
      });
    }
  }
  return { locks, edges };
}

function graphLock(id: string, lock: LockInfo | undefined, part: GraphPart): GraphLock {
  const at = lock?.declared ?? lock?.taken[0];
  return {
    name: lock?.name ?? id,
    file: at?.path ?? '',
    line: at?.range.line ?? 0,
    place: at ? placeOf(at, part) : null,
    taken: lock?.taken.length ?? 0,
  };
}

function placeOf({ path, range }: Location, { uriOf }: GraphPart): DocumentPlace {
  const { start, end } = protocolRange(range);
  return {
    uri: uriOf(path),
    line: start.line,
    column: start.character,
    endLine: end.line,
    endColumn: end.character,
  };
}
