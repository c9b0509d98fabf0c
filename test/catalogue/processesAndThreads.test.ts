/** The chapter "Processes and threads", row by row. */
import { expect } from 'vitest';
import { overlap } from './harness/observedRun.js';
import { describeRow } from './harness/row.js';

describeRow('thread-join', (row) => {
  row.always('main ends at once', (run) => expect(run.endedAt('MainThread')).toBe(0));
  row.always('the program takes as long as the longer of the two', (run) => expect(run.seconds).toBe(5));
  row
    .variant('join-first')
    .always('main ends with Music', (run) => expect(run.endedAt('MainThread')).toBe(3));
  row
    .variant('join-second')
    .always('main ends with Blog', (run) => expect(run.endedAt('MainThread')).toBe(5));
  row.variant('join-in-loop').always('main ends after both, one after the other', (run) => {
    expect(run.endedAt('MainThread')).toBe(8);
    expect(run.beganAt('Blog')).toBe(3);
  });
  row.live('the two sleeps overlap', (run) =>
    expect(overlap(run.sleeps('Music')[0], run.sleeps('Blog')[0])).toBe(true),
  );
  row.withoutTellingLine('main waits for nobody', (run) => expect(run.endedAt('MainThread')).toBe(0));
  row.python({ prints: 'these lines, in some order' });
});
