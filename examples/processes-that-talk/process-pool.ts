// Thirty pictures, five processes: a pool starts its workers once and gives
// each the next task as soon as it is free. close() takes no more tasks but
// finishes those it has; terminate() ends the workers at once, and the rest is
// lost.
import { print, sleep } from 'threadlanes';
import { Pool } from 'threadlanes/multiprocessing';

export function develop(picture: number) {
  sleep(1);
  return picture;
}

export function main(variant: 'close' | 'terminate') {
  const pool = new Pool(5);
  const results = Array.from({ length: 30 }, (_, picture) => pool.applyAsync(develop, [picture]));

  if (variant === 'terminate') {
    sleep(2.5);
    pool.terminate();
  } else {
    pool.close();
  }
  pool.join(); // allowed only after one of the two
  const done = results.filter((result) => result.ready()).length;
  print(`${done} done, ${results.length - done} lost`);
  return done;
}
