/** A finding as a story of a few sentences, with the lines that it speaks of. */
import type { Access, CycleEdge, Finding } from '../finding.js';
import { exhaustedPools } from '../pools.js';
import type { Trace } from '../trace.js';
import { ObjectKind } from '../vocabulary.js';
import type { Language } from './language.js';
import { type Phrases, phrasesIn } from './phrases.js';

export function describeFinding(finding: Finding, trace: Trace, language: Language): string {
  const say = phrasesIn(language);
  const thread = (id: number): string => trace.state.threads[id]?.name ?? `#${id}`;
  const object = (id: number): string => trace.state.objects[id]?.name ?? `#${id}`;
  const at = (site: number): string => placeOf(trace, site, say);
  const cannotEnd = (each: CycleEdge): boolean => trace.state.objects[each.holds]?.kind === ObjectKind.Thread;
  const edge = (each: CycleEdge): string =>
    (cannotEnd(each) ? say.deadlockEdgeOfEnd : say.deadlockEdge)(
      thread(each.thread),
      object(each.holds),
      at(each.holdsSite),
      object(each.waitsFor),
      at(each.waitsSite),
    );
  const access = (each: Access): string =>
    (each.write ? say.writes : say.reads)(thread(each.thread), at(each.site));
  switch (finding.kind) {
    case 'deadlock':
      return say.deadlock(finding.cycle.map(edge).join(say.join));
    case 'potential-deadlock':
      return say.potentialDeadlock(
        finding.cycle
          .map((each) =>
            say.lockOrderEdge(
              thread(each.thread),
              object(each.holds),
              at(each.holdsSite),
              object(each.waitsFor),
              at(each.waitsSite),
            ),
          )
          .join(say.join),
      );
    case 'lost-wakeup':
      return say.lostWakeup(
        object(finding.object),
        thread(finding.notifier),
        at(finding.notifySite),
        thread(finding.waiter),
        at(finding.waitSite),
      );
    case 'lock-held-at-end':
      return say.heldAtEnd(thread(finding.thread), object(finding.object), at(finding.site));
    case 'over-release':
      return say.overRelease(thread(finding.thread), object(finding.object), at(finding.site));
    case 'check-then-act':
      return say.checkThenAct(
        object(finding.object),
        access(finding.check),
        access(finding.between),
        access(finding.act),
      );
    case 'stall':
      return [
        say.stall(
          finding.waits
            .map((wait) => say.stallWait(thread(wait.thread), object(wait.object), at(wait.site)))
            .join(say.join),
        ),
        ...exhaustedPools(trace.state).map(({ pool, workers }) =>
          say.poolExhausted(pool.name, workers.length),
        ),
      ].join(' ');
    case 'race':
      return say.race(object(finding.object), access(finding.first), access(finding.second));
    case 'blocked-loop':
      return say.loopBlocked(thread(finding.thread), object(finding.object), at(finding.site));
    case 'lost-greenlet':
      return say.abandoned(thread(finding.thread), at(finding.site));
    case 'left-out':
      return say.leftOut(thread(finding.thread), finding.most);
    case 'cut-off':
      return say.cutOff(thread(finding.thread), finding.signal, finding.mostMs);
    case 'uncaught-exception': {
      const path = trace.header.files[finding.file]?.path;
      const where = path !== undefined && finding.line > 0 ? say.at(path, finding.line) : '';
      return say.exception(thread(finding.thread), finding.message, where);
    }
  }
}

function placeOf(trace: Trace, site: number, say: Phrases): string {
  const place = trace.place(site);
  return place ? say.at(place.path, place.line) : '';
}
