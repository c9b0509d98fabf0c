/** What the side panel says of the file that it follows, in English. The other language has the same keys. */
export const followingEnglish = {
  live: 'Live',
  switchOn: { typing: 'Run as I type', saving: 'Run on every save' },
  switchHint: {
    typing:
      'Runs this file again after each change, in a sandbox with limits on time and memory. Remembered for this file.',
    saving: 'Runs this file every time it is saved, as a real program. Remembered for this file.',
  },
  waitsForSave: 'It is run whenever you save it, and its timeline opens beside it.',
  full: 'Open the full timeline',
  busy: 'running …',
  broken: 'The picture is of the last version that could be run.',
  kinds: {
    none: 'Open a file that imports threadlanes, and its threads, locks and queues are drawn here while you type.',
    program: 'This program can be drawn while you type. It runs only if you switch that on.',
    python: 'A Python file. It is checked for deadlocks while you type.',
    javascript:
      'This file does not import threadlanes, so it cannot be run here. It is checked for deadlocks while you type: promises, async-mutex, Web Locks, Atomics and worker_threads are known. To see threads run, import Thread, Lock, Queue and others from "threadlanes".',
    other: 'Files of this language are not drawn. TypeScript and JavaScript that import threadlanes are.',
  },
  barriers: {
    untrusted:
      'This workspace is not trusted, so nothing of it is run. Bundled examples, the check for deadlocks and opening traces work.',
    virtual:
      'This file does not lie on this machine, so it cannot be run. It is checked for deadlocks as it is.',
    unsaved: 'Save this file as .ts or .js, and it can be run here.',
  },
  offers: {
    visualize: 'Visualize once',
    explore: 'Explore interleavings',
    example: 'Pick an example',
    snippet: 'Insert a snippet',
    check: 'Check the workspace for deadlocks',
    trust: 'Manage workspace trust',
    firstSteps: 'First steps',
  },
  changed: {
    title: 'Since the last change',
    nothing: 'The run is the same as before.',
    outcome: (before: string, now: string) => `${before} → ${now}`,
    duration: (before: string, now: string) => `${before} → ${now}`,
    findings: (before: number, now: number) => `findings: ${before} → ${now}`,
    event: (step: number, now: string) => `first other step, ${step}: ${now}`,
    shorter: (step: number) => `ends before step ${step}`,
  },
};
export type FollowingTexts = typeof followingEnglish;
