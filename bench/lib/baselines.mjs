// What the same work costs without Threadlanes, in this process: for ratios of the same run.
import { once } from 'node:events';
import { createConnection, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Hand-overs a second between two workers that wake each other, without anything else. */
export async function bareHandOvers(count) {
  const words = new Int32Array(new SharedArrayBuffer(8));
  const code = `
    const { workerData: { words, count, own } } = require('node:worker_threads');
    for (let i = 0; i < count; i++) {
      while (Atomics.load(words, 0) !== own) Atomics.wait(words, 0, 1 - own);
      Atomics.store(words, 0, 1 - own);
      Atomics.notify(words, 0);
    }`;
  const rounds = count / 2;
  const begin = performance.now();
  const workers = [0, 1].map(
    (own) => new Worker(code, { eval: true, workerData: { words, count: rounds, own } }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  return count / ((performance.now() - begin) / 1000);
}

/** Async functions a second that wait twice, on Node's own loop. */
export async function bareTasks(count) {
  const work = async (n) => {
    await null;
    await new Promise((resolve) => setTimeout(resolve, 1));
    return n;
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: count }, (_, n) => work(n)));
  return count / ((performance.now() - begin) / 1000);
}

/** Messages of 16 bytes a second through a real socket of this machine, each answered before the next. */
export async function bareMessages(count) {
  const server = createServer((socket) => socket.pipe(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = createConnection(server.address().port, '127.0.0.1');
  await once(client, 'connect');
  const message = Buffer.alloc(16);
  const begin = performance.now();
  for (let i = 0; i < count; i++) {
    client.write(message);
    await once(client, 'data');
  }
  const seconds = (performance.now() - begin) / 1000;
  client.destroy();
  server.close();
  return count / seconds;
}
