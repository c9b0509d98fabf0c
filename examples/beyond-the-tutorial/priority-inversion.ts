// A space probe with one processor. The weather task has low priority, holds
// the data bus, and needs 20 ms. The radio task has middle priority and never
// uses the bus, but keeps weather from computing for 100 ms. So the bus
// manager, the most urgent of all, waits for the bus until the radio is done:
// turned upside down by a task that has nothing to do with it. The way out is a
// priority ceiling: whoever may hold the bus is as urgent as the most urgent
// one that wants it.
import { compute, Lock, print, sleep, Thread } from 'threadlanes';

export const machine = { processors: 1 };
const bus = new Lock();

export function measureWeather() {
  bus.acquire();
  try {
    compute(20);
    print('weather measured');
  } finally {
    bus.release();
  }
}

export function sendPictures() {
  sleep(0.005);
  compute(100);
  print('pictures sent');
}

export function manageBus() {
  sleep(0.005);
  bus.acquire(); // weather has it, and would need only 15 ms more
  try {
    print('bus managed');
  } finally {
    bus.release();
  }
}

export function main(variant: 'inversion' | 'ceiling') {
  const tasks = [
    new Thread({ name: 'weather', target: measureWeather, priority: variant === 'ceiling' ? 3 : 1 }),
    new Thread({ name: 'radio', target: sendPictures, priority: 2 }),
    new Thread({ name: 'bus manager', target: manageBus, priority: 3 }),
  ];
  for (const task of tasks) task.start();
  for (const task of tasks) task.join();
}
