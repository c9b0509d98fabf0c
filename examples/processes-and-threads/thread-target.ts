// Breakfast: tea and eggs take 3 s each. A thread is made from a
// function, and start() lets it run beside everything else.
import { print, sleep, Thread } from 'threadlanes';

export function boil(what: string) {
  print(`${what}: on the stove`);
  sleep(3);
  print(`${what}: done`);
}

export function main() {
  const tea = new Thread({ name: 'tea', target: boil, args: ['tea'] });
  const eggs = new Thread({ name: 'eggs', target: boil, args: ['eggs'] });
  tea.start();
  eggs.start();
  print('main sets the table'); // at once: start() waits for nobody
}
