// A pile of plates: what is put last lies on top, and is taken first.
import { LifoQueue, print } from 'threadlanes';

const pile = new LifoQueue<number>();

export function main() {
  for (const plate of [34, 56, 12]) pile.put(plate);
  const taken = [];
  while (!pile.empty()) taken.push(pile.get());
  print(`taken: ${taken.join(', ')}`);
  return taken;
}
