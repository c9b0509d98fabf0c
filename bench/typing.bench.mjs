// From the last key to the end of the run that it starts, as the side panel does it: the pause, loading the changed text, and
// a controlled run with the workers warm. Every example of the catalogue with at most 16 threads is edited once; the slowest counts.
import { NewestOnly, pauseMs, run, smallExamples, typingRows, warmEngine } from './lib/typedExamples.mjs';

/** Milliseconds from a key to the end of the run. */
async function typed(engine, example, text) {
  let ended;
  const runs = new NewestOnly(
    () => pauseMs,
    () => {
      const job = run(engine, example, text);
      job.done.then((result) => ended(result));
      return job;
    },
  );
  const start = performance.now();
  const result = await new Promise((resolve) => {
    ended = resolve;
    runs.changed();
  });
  return { ms: performance.now() - start, ...result };
}

export default async () => {
  const engine = warmEngine();
  const all = [];
  try {
    for (const example of await smallExamples(engine)) {
      const { ms } = await typed(engine, example, `${example.text}\n// changed\n`);
      all.push({ ms, id: example.id });
    }
  } finally {
    await engine.dispose();
  }
  return typingRows(all, 'end of run');
};
