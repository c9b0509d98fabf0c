// How long so many workers take to start that do nothing but say so. Prints milliseconds.
import { Worker } from 'node:worker_threads';

const code = "const { parentPort } = require('node:worker_threads'); parentPort.postMessage(0);";
const count = Number(process.argv[2]);
const start = performance.now();
const workers = Array.from({ length: count }, () => new Worker(code, { eval: true }));
await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once('message', resolve))));
console.log(performance.now() - start);
process.exit();
