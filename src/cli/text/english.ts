/** What the command line tells people besides the words about a trace, in English. The other language has the same keys. */
import type { Outcome } from '../../trace/finding.js';

export const english = {
  /** As reports for scripts call it. */
  outcome: (outcome: Outcome): string => outcome,
  ended: (outcome: string, time: string, events: number) => `${outcome} after ${time}, ${events} events`,
  returned: (value: string) => `; main returned ${value}`,
  schedules: (count: number) => (count === 1 ? 'one schedule' : `${count} schedules`),
  progress: (schedules: number, classes: number, what: string) =>
    `${schedules} schedules, ${classes} classes, ${what}`,
  shrinking: 'a schedule fails; making it small',
  perSecond: (count: number) => `${count} a second`,
  tried: (schedules: string, seconds: string, classes: number) =>
    `${schedules} tried in ${seconds} s, ${classes} happens-before ${classes === 1 ? 'class' : 'classes'}`,
  givenUp: (runs: number) => ` (${runs} runs given up)`,
  failing: (count: number) => `, ${count} of them fail`,
  unfinished: (count: number) => `, ${count} of them did not end`,
  exhausted: ', and there are no others',
  nothingFailed: (program: string, schedules: string) => `${program}: no schedule failed in ${schedules}`,
  aimDidNotHappen: (program: string, schedules: string) =>
    `${program}: what was aimed at did not happen in ${schedules}`,
  reached: (place: string, count: number) => `${place} in ${count}`,
  cameTo: (steered: number, reached: readonly string[]) =>
    `of ${steered} steered schedules a thread came to ${reached.join(', to ')}`,
  met: (count: number) => `in ${count} of them several threads could have gone on there at one time`,
  scheduleFailed: (schedule: number, preemptions: number) =>
    `schedule ${schedule} failed; it takes ${preemptionCount(preemptions)}`,
  severity: { error: 'error', warning: 'warning', information: 'information' },
  uncertain: (severity: string) => `${severity}, uncertain`,
  way: (number: number) => `way ${number}`,
  totals: (findings: number, files: number, lines: number, seconds: string) =>
    `${findings === 0 ? 'nothing found' : count(findings, 'finding')} in ${count(files, 'file')} (${count(lines, 'line')}), ${seconds} s`,
};
export type Texts = typeof english;

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

function preemptionCount(number: number): string {
  if (number === 0) return 'no preemption';
  return number === 1 ? 'one preemption' : `${number} preemptions`;
}
