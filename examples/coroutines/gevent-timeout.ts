// Three questions to three servers, and 2 s of patience: joinall comes
// back when that is over. Whoever was in time has a value, the slow one
// has none.
import { print } from 'threadlanes';
import { joinall, sleep, spawn } from 'threadlanes/gevent';

export function ask(server: string, seconds: number) {
  sleep(seconds);
  return `answer of ${server}`;
}

export function main() {
  const begin = Date.now();
  const greenlets = [spawn(ask, 'near', 0.5), spawn(ask, 'far', 1.5), spawn(ask, 'moon', 10)];
  const done = joinall(greenlets, 2);
  print(`${done.length} answered in time`);
  return { seconds: (Date.now() - begin) / 1000, values: greenlets.map((each) => each.value) };
}
