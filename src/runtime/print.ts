/** print: a line of output, as an event, so that it stands in the order of everything else. */
import { EventKind } from '../trace/vocabulary.js';
import { current } from './kernel.js';
import { maxTextBytes } from './ring.js';
import { wholeForm } from './shortForm.js';

/** UTF-16 units that surely fit into the text of one event: three bytes each at most. */
const unitsPerEvent = Math.floor(maxTextBytes / 3);

/** Prints the values on one line, with a space between. */
export function print(...values: unknown[]): void {
  const kernel = current();
  kernel.point(0);
  let rest = values.map(wholeForm).join(' ');
  while (rest.length > unitsPerEvent) {
    kernel.emitText(EventKind.Print, 0, 1, 0, 0, rest.slice(0, unitsPerEvent));
    rest = rest.slice(unitsPerEvent);
  }
  kernel.emitText(EventKind.Print, 0, 0, 0, 0, rest);
}
