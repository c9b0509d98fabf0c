// So many tasks on one loop, each of which waits twice; what it took is the result, in seconds.
import { gather, sleep } from 'threadlanes/asyncio';

async function work(n: number) {
  await sleep(0);
  await sleep(0.001);
  return n;
}

export async function main(_variant: string | null, count: string) {
  const begin = performance.now();
  const results = await gather(...Array.from({ length: Number(count) }, (_, n) => work(n)));
  const seconds = (performance.now() - begin) / 1000;
  if (results.length !== Number(count)) throw new Error('results are missing');
  return seconds;
}
