// Live runs: how long after the last event a deadlock (while another thread works on) and a stall are told.
import { inRoot } from '../scripts/lib/report.mjs';
import { newEngine } from './lib/engine.mjs';

const textOf = new TextDecoder('latin1');
const promisedMs = 200;
const runs = 20;

/** ms from the last time that the program printed to the finding. */
async function delayOf(engine, variant, kind) {
  let printed = 0;
  let found = 0;
  const request = {
    entry: inRoot('bench', 'programs', 'foundAlive.ts'),
    program: 'foundAlive',
    mode: 'live',
    seed: 1,
    strategy: 'random',
    variant,
    args: [],
    schedule: null,
    timeoutMs: 20_000,
  };
  const end = await engine.run(request, {
    started: () => {},
    records: (bytes) => {
      for (const [time] of textOf.decode(bytes).matchAll(/1[67]\d{11}/g))
        printed = Math.max(printed, Number(time));
    },
    findings: (findings) => {
      if (found === 0 && findings.some((finding) => finding.kind === kind)) found = Date.now();
    },
  }).done;
  if (found === 0 || printed === 0) throw new Error(`${variant} ended as ${end.outcome} without a ${kind}`);
  return found - printed;
}

async function worst(engine, variant, kind) {
  await delayOf(engine, variant, kind);
  let most = 0;
  for (let i = 0; i < runs; i++) most = Math.max(most, await delayOf(engine, variant, kind));
  return most;
}

export default async () => {
  const engine = await newEngine();
  const rows = [];
  for (const [variant, kind] of [
    ['deadlock', 'deadlock'],
    ['stall', 'stall'],
  ]) {
    const value = await worst(engine, variant, kind);
    rows.push({
      name: `${kind} told in a live run, the slowest of ${runs}`,
      unit: 'ms after the last event',
      value,
      baselineName: `${promisedMs} ms`,
      baseline: promisedMs,
      ratio: value / promisedMs,
    });
  }
  await engine.dispose();
  return rows;
};
