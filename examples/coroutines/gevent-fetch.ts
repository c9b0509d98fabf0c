// Three downloads of 1, 2 and 3 s: one after the other they take 6 s,
// in three greenlets of one thread 3 s.
import { print } from 'threadlanes';
import { joinall, sleep, spawn } from 'threadlanes/gevent';

const pages = [
  ['news', 1],
  ['weather', 2],
  ['sports', 3],
] as const;

export function fetchPage(name: string, seconds: number) {
  print(`get ${name}`);
  sleep(seconds); // the answer is on its way
  print(`${name} is there`);
}

export function main(variant: 'overlapped' | 'serial') {
  const begin = Date.now();
  if (variant === 'serial') for (const [name, seconds] of pages) fetchPage(name, seconds);
  else joinall(pages.map(([name, seconds]) => spawn(fetchPage, name, seconds)));
  return (Date.now() - begin) / 1000;
}
