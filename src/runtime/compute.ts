/** compute(): work for a processor. In a controlled run it takes virtual time; in a live one so much work is really done. */
import { Access, Place } from '../explore/strategy.js';
import { EventKind } from '../trace/vocabulary.js';
import { current } from './kernel.js';

export function compute(ms: number): void {
  if (typeof ms !== 'number' || Number.isNaN(ms))
    throw new TypeError('compute() takes a number of milliseconds');
  if (ms < 0) throw new RangeError('compute length must be non-negative');
  const kernel = current();
  kernel.point(0, Access.Change, Place.Processors);
  const ns = Math.round(ms * 1e6);
  kernel.emitFloat(EventKind.Compute, 0, 0, ns);
  kernel.compute(ns);
  kernel.takeSignals?.();
}
