// A process of its own, as memory can be told apart only there: what a trace of a million events leaves in the host.
import { expectEvents, newEngine, runOnce } from './engine.mjs';

const engine = await newEngine();
const events = 1_000_000;
await runOnce(engine, 'bench/programs/manyEvents.ts', { args: ['1', '1000'] });
await settle();
const before = process.memoryUsage.rss();
const ended = await runOnce(engine, 'bench/programs/manyEvents.ts', { args: ['1', String(events / 2)] });
expectEvents(ended, events);
await settle();
console.log(JSON.stringify({ megabytes: (process.memoryUsage.rss() - before) / 1024 / 1024 }));
await engine.dispose();

async function settle() {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
