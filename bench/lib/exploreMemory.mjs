// A process of its own, as memory can be told apart only there: what 90,000 schedules leave, after 10,000 that warm up.
import { explore, newEngine } from './engine.mjs';

const engine = await newEngine();
await explore(engine, 'bench/programs/twoClerks.ts', { schedules: 10_000 });
const before = process.memoryUsage.rss();
const { schedules } = await explore(engine, 'bench/programs/twoClerks.ts', { schedules: 90_000, seed: 2 });
console.log(JSON.stringify({ megabytes: (process.memoryUsage.rss() - before) / 1024 / 1024, schedules }));
await engine.dispose();
