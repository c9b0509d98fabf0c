// One key to a meeting room. Anna has it for 3 s. The others show the
// ways to ask for it: waiting as long as it takes, only looking whether
// it is free, and waiting for at most a second.
import { Lock, print, sleep, Thread } from 'threadlanes';

const key = new Lock();

export function anna() {
  key.acquire(); // waits until it is free
  try {
    print('anna has the key');
    sleep(3);
  } finally {
    key.release(); // whatever happens, the key goes back
  }
}

export function ben() {
  sleep(1);
  key.acquire();
  try {
    print('ben has the key');
    sleep(1);
  } finally {
    key.release();
  }
}

export function carla() {
  sleep(1.5);
  const got = key.acquire(false); // does not wait
  print(got ? 'carla has the key' : 'carla finds it taken');
  if (got) key.release();
}

export function dora() {
  sleep(1.5);
  const got = key.acquire(true, 1); // waits for a second at most
  print(got ? 'dora has the key' : 'dora gives up');
  if (got) key.release();
}

export function main() {
  const people = [anna, ben, carla, dora].map((target) => new Thread({ name: target.name, target }));
  for (const person of people) person.start();
  for (const person of people) person.join();
  print(`is it taken? ${key.locked()}`);
}
