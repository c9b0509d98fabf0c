// A server takes 3 s to start. Two clients must not ask before: they
// wait for an event, which main sets when the server is ready. All who
// wait for an event go on together, and whoever comes later does not
// wait at all.
import { Event, print, sleep, Thread } from 'threadlanes';

const ready = new Event();

export function client(page: string) {
  ready.wait(); // blocks until the event is set
  print(`gets ${page}`);
}

export function main() {
  const clients = [
    new Thread({ name: 'anna', target: client, args: ['the news'] }),
    new Thread({ name: 'ben', target: client, args: ['the weather'] }),
  ];
  for (const each of clients) each.start();
  sleep(3); // the server starts
  print('the server is ready');
  ready.set();
  for (const each of clients) each.join();
}
