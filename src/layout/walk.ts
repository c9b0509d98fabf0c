/**
 * Walks the changes of a track that can be seen: one by one where each has a pixel of its own, a narrow column at once where
 * they crowd. Costs grow with pixels, not with events.
 */
import { manyChanges, markAfter, type Track } from '../trace/track.js';
import { type Frame, pxOf } from './frame.js';
import { crowdPx } from './sink.js';

export interface Visitor {
  /** Change k lasts from x on for width pixels; cut off at the edges of the view. */
  span(k: number, x: number, width: number): void;
  /** The changes from `first`, made by `event`, up to `end` all fall into the column of `crowdPx` pixels at x. */
  crowd(first: number, end: number, x: number, event: number): void;
}

/** What lies outside of the view is cut off so many pixels beside it, where no border is seen. */
const margin = 2;

export function walk(track: Track, frame: Frame, visitor: Visitor): void {
  const { starts, view } = frame;
  const right = view.widthPx + margin;
  const columns = starts.length - 1;
  const behind = starts[columns] as number;
  const { length } = track;
  const place = (k: number): number => pxOf(frame, k < length ? track.event(k) : -1);
  let hint = 1;
  let column = 0;
  let k = Math.max(0, track.countBefore(starts[0] as number) - 1);
  // Where the changes are read rather than the marks between them.
  const isRead = track.countBefore(behind, k) - k < (columns / crowdPx) * manyChanges;
  let event = k < length ? track.event(k) : behind;
  let x = Number.NaN;
  while (k < length && event < behind) {
    if (isRead) track.unpack(k);
    while (column < columns && (starts[column + 1] as number) <= event) column++;
    const after = Math.min(column + crowdPx, columns);
    // Behind a crowd of many the next mark tells as much as the next change, and is quicker to read.
    const mark = hint >= manyChanges ? Math.min(markAfter(k), length - 1) : k + 1;
    const isCrowd = mark > k + 1 && track.event(mark) < (starts[after] as number);
    const next = isCrowd ? event : k + 1 < length ? track.event(k + 1) : behind;
    if (next >= (starts[after] as number) || event < (starts[0] as number)) {
      const left = Number.isNaN(x) ? place(k) : x;
      x = place(k + 1);
      const seen = Math.max(left, -margin);
      if (x >= -margin) visitor.span(k, seen, Math.max(0, Math.min(x, right) - seen));
      k++;
      event = next;
      hint = 1;
      continue;
    }
    // Two columns further nobody sees which of the two a change fell into.
    const latest = starts[Math.min(after + crowdPx, columns)] as number;
    const end = track.countAbout(starts[after] as number, latest, k + 1, hint);
    hint = end - k;
    visitor.crowd(k, end, column, event);
    k = end;
    event = k < length ? track.event(k) : behind;
    x = Number.NaN;
    // The last of the crowd may last on.
    if (event >= (starts[Math.min(after + 1, columns)] as number))
      visitor.span(end - 1, after, Math.max(0, Math.min(place(end), right) - after));
  }
}

/** At most so many changes of a crowd are looked at: enough to tell a quarter from a half. */
const samples = 4;

/** The codes of a few changes from `first` up to `end`, evenly spread: the same ones each time, so that the picture stands still. */
export function sampleCodes(track: Track, first: number, end: number, seen: (code: number) => void): void {
  const step = Math.max(1, ((end - first) / samples) | 0);
  const many = end - first >= manyChanges;
  for (let k = first; k < end; k += step) seen(many ? track.codeAbout(k) : track.code(k));
}

/** Share of the changes from `first` up to `end` whose code has a property. */
export function shareOf(track: Track, first: number, end: number, has: (code: number) => boolean): number {
  let looks = 0;
  let having = 0;
  sampleCodes(track, first, end, (code) => {
    looks++;
    if (has(code)) having++;
  });
  return having / looks;
}
