/** The preemptions of a controlled run, one sentence each: who gave way to whom although it could have gone on, and where. */
import type { TraceModel } from '../trace.js';
import { EventKind, SwitchReason } from '../vocabulary.js';
import type { Language } from './language.js';
import { phrasesIn } from './phrases.js';

export interface Preemption {
  readonly sentence: string;
  /** The event of the switch. */
  readonly event: number;
  /** Site of the operation that the thread was about to make; 0 where it had not come to one. */
  readonly site: number;
}

export function describePreemptions({ header, log, state }: TraceModel, language: Language): Preemption[] {
  const say = phrasesIn(language);
  const found: Preemption[] = [];
  for (let i = 0; i < log.length; i++) {
    if (log.kind(i) !== EventKind.Switch || log.info(i) !== SwitchReason.Preempted) continue;
    const site = log.site(i);
    const place = header.sites[site];
    const path = place && header.files[place.file]?.path;
    const at = place && path !== undefined && place.line > 0 ? say.at(path, place.line) : '';
    const name = (thread: number): string => state.threads[thread]?.name ?? `#${thread}`;
    found.push({ sentence: say.givesWay(name(log.thread(i)), at, name(log.a(i))), event: i, site });
  }
  return found;
}
