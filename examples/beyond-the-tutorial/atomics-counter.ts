// Four threads count visitors. `value += 1` is a read and a write, and somebody
// may come between them. load() and store() are atomic each, but not the two
// together. add() is one operation: nobody can come between, and no lock is
// needed.
import { print, shared, Thread } from 'threadlanes';

const visitors = shared(0);

export function plusEquals() {
  for (let i = 0; i < 5; i++) visitors.value += 1;
}

export function loadAndStore() {
  for (let i = 0; i < 5; i++) visitors.store(visitors.load() + 1);
}

export function atomicAdd() {
  for (let i = 0; i < 5; i++) visitors.add(1);
}

const targets = { 'plus-equals': plusEquals, 'load-and-store': loadAndStore, 'atomic-add': atomicAdd };

export function main(variant: keyof typeof targets | null) {
  const target = targets[variant ?? 'plus-equals'];
  const doors = ['north', 'east', 'south', 'west'].map((name) => new Thread({ name, target }));
  for (const door of doors) door.start();
  for (const door of doors) door.join();
  print(`visitors: ${visitors.load()} of 20`);
  return visitors.load();
}
