// Two greenlets that hand over to each other by name. Each goes on
// exactly where it stood.
import { print } from 'threadlanes';
import { greenlet } from 'threadlanes/gevent';

const ping = new greenlet(runPing);
const pong = new greenlet(runPong);

export function runPing() {
  print(12);
  pong.switch();
  print(34);
  pong.switch();
}

export function runPong() {
  print(56);
  ping.switch();
  print(78);
}

export function main() {
  ping.switch();
  ping.switch(); // it stands at its second switch: let it come to its end
}
