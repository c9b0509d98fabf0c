// Who is at work? A foreman asks at each step how many threads are
// alive, and which. A thread counts from its start to its end: not
// before, when it is only an object, and not after.
import { activeCount, currentThread, enumerate, print, sleep, Thread } from 'threadlanes';

export function paint(seconds: number) {
  print(`${currentThread().name} paints`);
  sleep(seconds);
}

function whoIsThere(when: string) {
  const names = enumerate().map((thread) => thread.name);
  print(`${when}: ${activeCount()} alive, ${names.join(' and ')}`);
}

export function main() {
  const painter = new Thread({ name: 'painter', target: paint, args: [1] });
  whoIsThere('made, not started');
  painter.start();
  whoIsThere('started');
  print(`is the painter alive? ${painter.isAlive()}`);
  painter.join();
  whoIsThere('ended');
  print(`is the painter alive? ${painter.isAlive()}`);
}
