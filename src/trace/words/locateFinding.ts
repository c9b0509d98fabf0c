/** The lines that a finding speaks of, each with a few words on what happened there. */
import type { Access, Finding } from '../finding.js';
import type { Trace } from '../trace.js';
import type { Language } from './language.js';

/** Lines and columns start at 1. */
export interface FindingPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const english = {
  takes: (thread: string, object: string) => `${thread} takes ${object}`,
  waits: (thread: string, object: string) => `${thread} waits for ${object}`,
  reads: (thread: string, object: string) => `${thread} reads ${object}`,
  writes: (thread: string, object: string) => `${thread} writes ${object}`,
  releases: (thread: string, object: string) => `${thread} releases ${object}`,
  blocks: (thread: string, object: string) => `${thread} blocks ${object}`,
  notifies: (thread: string) => `${thread} notifies nobody`,
  stands: (thread: string) => `${thread} stands still`,
};
const chinese: typeof english = {
  takes: (thread, object) => `${thread} 获取 ${object}`,
  waits: (thread, object) => `${thread} 等待 ${object}`,
  reads: (thread, object) => `${thread} 读取 ${object}`,
  writes: (thread, object) => `${thread} 写入 ${object}`,
  releases: (thread, object) => `${thread} 释放 ${object}`,
  blocks: (thread, object) => `${thread} 阻塞了 ${object}`,
  notifies: (thread) => `${thread} 通知时无人等待`,
  stands: (thread) => `${thread} 停在此处`,
};

/** In the order in which a reader wants them; none for what has no known line. */
export function locateFinding(finding: Finding, trace: Trace, language: Language): FindingPlace[] {
  const say = language === 'zh-cn' ? chinese : english;
  const { threads, objects } = trace.state;
  const thread = (id: number): string => threads[id]?.name ?? `#${id}`;
  const object = (id: number): string => objects[id]?.name ?? `#${id}`;
  const at = (site: number, message: string): FindingPlace[] => {
    const place = trace.place(site);
    return place ? [{ file: place.path, line: place.line, column: place.column, message }] : [];
  };
  const accessed = (access: Access, of: number): FindingPlace[] =>
    at(access.site, (access.write ? say.writes : say.reads)(thread(access.thread), object(of)));
  switch (finding.kind) {
    case 'deadlock':
    case 'potential-deadlock':
      return finding.cycle.flatMap((edge) => [
        ...at(edge.holdsSite, say.takes(thread(edge.thread), object(edge.holds))),
        ...at(edge.waitsSite, say.waits(thread(edge.thread), object(edge.waitsFor))),
      ]);
    case 'race':
      return [finding.first, finding.second].flatMap((access) => accessed(access, finding.object));
    case 'check-then-act':
      return [finding.check, finding.between, finding.act].flatMap((each) => accessed(each, finding.object));
    case 'lost-wakeup':
      return [
        ...at(finding.notifySite, say.notifies(thread(finding.notifier))),
        ...at(finding.waitSite, say.waits(thread(finding.waiter), object(finding.object))),
      ];
    case 'lock-held-at-end':
      return at(finding.site, say.takes(thread(finding.thread), object(finding.object)));
    case 'over-release':
      return at(finding.site, say.releases(thread(finding.thread), object(finding.object)));
    case 'stall':
      return finding.waits.flatMap((wait) =>
        at(wait.site, say.waits(thread(wait.thread), object(wait.object))),
      );
    case 'blocked-loop':
      return at(finding.site, say.blocks(thread(finding.thread), object(finding.object)));
    case 'lost-greenlet':
      return at(finding.site, say.stands(thread(finding.thread)));
    case 'left-out':
    case 'cut-off':
      return [];
    case 'uncaught-exception': {
      const { line, message } = finding;
      const file = trace.header.files[finding.file]?.path ?? '';
      return line > 0 ? [{ file, line, column: 1, message }] : [];
    }
  }
}
