// What a hand-over from worker to worker costs at best: two workers, one word each, a short spin and then wait and notify,
// as the controlled kernel does it. Prints hand-overs a second.
import { Worker } from 'node:worker_threads';

const rounds = 100_000;
const code = `
const { parentPort, workerData } = require('node:worker_threads');
const { words, own, rounds } = workerData;
const other = 1 - own;
for (let i = 0; i < rounds; i++) {
  for (let spin = 0; spin < 2000 && Atomics.load(words, own) !== 1; spin++);
  while (Atomics.load(words, own) !== 1) {
    Atomics.compareExchange(words, own, 0, 2);
    Atomics.wait(words, own, 2);
  }
  Atomics.store(words, own, 0);
  if (Atomics.exchange(words, other, 1) === 2) Atomics.notify(words, other, 1);
}
parentPort.postMessage(0);`;

const words = new Int32Array(new SharedArrayBuffer(8));
const workers = [0, 1].map((own) => new Worker(code, { eval: true, workerData: { words, own, rounds } }));
const ends = workers.map((worker) => new Promise((resolve) => worker.once('message', resolve)));
await new Promise((resolve) => setTimeout(resolve, 500));
const start = performance.now();
Atomics.store(words, 0, 1);
Atomics.notify(words, 0, 1);
await Promise.all(ends);
console.log((2 * rounds) / ((performance.now() - start) / 1000));
process.exit();
