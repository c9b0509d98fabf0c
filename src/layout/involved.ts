/** Threads and objects that findings speak of. */
import type { Finding } from '../trace/finding.js';

export interface Involved {
  readonly threads: ReadonlySet<number>;
  readonly objects: ReadonlySet<number>;
}

export function involvedIn(findings: readonly Finding[]): Involved {
  const threads = new Set<number>();
  const objects = new Set<number>();
  for (const finding of findings) {
    if (finding.kind === 'deadlock') {
      for (const edge of finding.cycle) {
        threads.add(edge.thread);
        objects.add(edge.holds).add(edge.waitsFor);
      }
    } else if (finding.kind === 'race') {
      threads.add(finding.first.thread).add(finding.second.thread);
      objects.add(finding.object);
    } else if (finding.kind === 'stall') {
      for (const wait of finding.waits) {
        threads.add(wait.thread);
        objects.add(wait.object);
      }
    } else {
      threads.add(finding.thread);
      if (finding.kind === 'blocked-loop') objects.add(finding.object);
    }
  }
  return { threads, objects };
}
