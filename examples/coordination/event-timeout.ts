// The clients of event-ready are impatient: after 2 s of waiting each
// of them says that he still waits, and waits again. wait() answers
// whether the event is set, so a time-out is no error.
import { Event, print, sleep, Thread } from 'threadlanes';

const ready = new Event();

export function client(page: string) {
  while (!ready.wait(2)) print('still waiting'); // false: the 2 s are over
  print(`gets ${page}`);
}

export function main() {
  const clients = [
    new Thread({ name: 'anna', target: client, args: ['the news'] }),
    new Thread({ name: 'ben', target: client, args: ['the weather'] }),
  ];
  for (const each of clients) each.start();
  sleep(3);
  print('the server is ready');
  ready.set();
  for (const each of clients) each.join();
}
