// The bun shop of producer-consumer, with a cook who stays until
// everything is eaten: the guest reports each bun, and the cook waits
// in join() until the last one is reported. The guest would sit there
// for ever, so he is a daemon.
import { print, Queue, sleep, Thread } from 'threadlanes';

const counter = new Queue<string>(3);

export function cook(buns: number) {
  for (let n = 1; n <= buns; n++) {
    sleep(Math.random() * 0.5);
    counter.put(`bun ${n}`);
    print(`baked bun ${n}`);
  }
  counter.join(); // until all is eaten, not only taken
  print('the cook goes home');
}

export function guest() {
  for (;;) {
    const bun = counter.get();
    sleep(Math.random()); // eats
    print(`ate ${bun}`);
    counter.taskDone();
  }
}

export function main() {
  const chef = new Thread({ name: 'cook', target: cook, args: [8] });
  chef.start();
  new Thread({ name: 'guest', target: guest, daemon: true }).start();
  chef.join();
}
