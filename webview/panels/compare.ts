/** Where this run and the one before part ways, in words. */
import { firstDifference } from '../../src/trace/firstDifference.js';
import type { Timeline } from '../../src/trace/timeline.js';
import { describeEvent } from '../../src/trace/words/describeEvent.js';
import type { Model } from '../state/model.js';

export interface Comparison {
  /** The first event that differs; -1 when all are the same. */
  readonly event: number;
  readonly words: string;
}

export function compareWithPrevious(model: Model): Comparison | undefined {
  const { timeline, previous, texts, language } = model;
  if (!timeline || !previous) return undefined;
  const event = firstDifference(timeline.log, previous.log);
  if (event < 0) return { event, words: texts.compared.same };
  const said = (run: Timeline): string =>
    event < run.log.length ? describeEvent(event, run, language) : texts.compared.nothing;
  // The same step at another line: only the line tells them apart.
  const isSame = said(timeline) === said(previous);
  const placed = (run: Timeline): string => {
    const line = isSame ? (run.header.sites[run.log.site(event)]?.line ?? 0) : 0;
    return line > 0 ? `${said(run)} (${texts.line(line)})` : said(run);
  };
  return { event, words: texts.compared.differs(event + 1, placed(timeline), placed(previous)) };
}
