// Three letters to post, and a chief who goes home when all are posted.
// A queue counts its unfinished tasks: put adds one, taskDone takes one
// off, and join waits until none is left. That a queue is empty says
// less: the last letter may just be on its way. taskDone once too often
// is an error.
import { print, Queue, sleep, Thread } from 'threadlanes';

const letters = new Queue<string>();

export function messenger() {
  for (;;) {
    const letter = letters.get();
    sleep(1); // to the letter box
    print(`posted ${letter}`);
    letters.taskDone();
  }
}

export function main() {
  for (const letter of ['the bill', 'the offer', 'the invitation']) letters.put(letter);
  new Thread({ name: 'messenger', target: messenger, daemon: true }).start();
  letters.join(); // waits for three times taskDone
  print('the chief goes home');
  try {
    letters.taskDone();
  } catch (error) {
    print(`refused: ${error instanceof Error ? error.message : error}`);
  }
}
