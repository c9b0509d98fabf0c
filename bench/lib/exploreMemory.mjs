// A process of its own, as memory can be told apart only there: what 80,000 schedules leave in it and in its companions, after
// 20,000 that warm them up.
import { readdirSync, readFileSync } from 'node:fs';
import { explore, newEngine } from './engine.mjs';

/** Resident memory of this process and of those that it started, in MB. */
function residentMb() {
  let total = process.memoryUsage.rss() / 1024;
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const status = statusOf(id);
    const number = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    if (number('PPid') === process.pid) total += number('VmRSS');
  }
  return total / 1024;
}

/** '' of a process that has ended meanwhile. */
function statusOf(id) {
  try {
    return readFileSync(`/proc/${id}/status`, 'utf8');
  } catch {
    return '';
  }
}

const program = 'bench/programs/twoClerks.ts';
const engine = await newEngine();
await explore(engine, program, { schedules: 20_000 });
const before = residentMb();
const { schedules } = await explore(engine, program, { schedules: 80_000, seed: 2 });
console.log(JSON.stringify({ megabytes: residentMb() - before, schedules }));
await engine.dispose();
