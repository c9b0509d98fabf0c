// A doctor sees patients by urgency, 1 before 9, not in the order in
// which they came. When the waiting room is empty he waits for the next
// patient. Here nobody comes any more, so he waits for ever: a stall,
// since nobody holds what he waits for.
import { PriorityQueue, print, Thread } from 'threadlanes';

const waitingRoom = new PriorityQueue<number>();

export function doctor() {
  for (;;) print(`sees urgency ${waitingRoom.get()}`);
}

export function main() {
  for (const urgency of [5, 7, 3, 4]) waitingRoom.put(urgency);
  new Thread({ name: 'doctor', target: doctor }).start();
}
