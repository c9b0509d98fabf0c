/** The value that a Read or Write carries, in its short form. */
import type { EventLog } from '../eventLog.js';
import { ValueForm } from '../vocabulary.js';

export function valueText(log: EventLog, i: number): string {
  return log.info(i) === ValueForm.Number ? String(log.float(i)) : log.text(i);
}
