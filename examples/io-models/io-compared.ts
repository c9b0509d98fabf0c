// Five ways to read the same data, side by side: it arrives at 2 s, and
// copying takes 1 s. How long does each thread stand still? Blocking:
// both phases. Non-blocking: the copy. Multiplexing: in select, then
// the copy. Signal-driven: the copy. Asynchronous: not at all.
import { compute, print, sleep, Thread } from 'threadlanes';
import {
  BlockingIOError,
  configure,
  decode,
  onSignal,
  recvAsync,
  select,
  type socket,
  socketpair,
} from 'threadlanes/net';

export function peer(connections: readonly socket[]) {
  sleep(2);
  for (const connection of connections) connection.sendall('data');
}

export function blocking(connection: socket) {
  print(decode(connection.recv(100)));
}

export function nonBlocking(connection: socket) {
  connection.setblocking(false);
  for (;;) {
    try {
      return print(decode(connection.recv(100)));
    } catch (error) {
      if (!(error instanceof BlockingIOError)) throw error;
      compute(500);
    }
  }
}

export function multiplexing(connection: socket) {
  const [readable] = select([connection], [], []);
  for (const each of readable) print(decode(each.recv(100)));
}

export function signalDriven(connection: socket) {
  let isThere = false;
  onSignal(connection, (ready) => {
    print(decode(ready.recv(100)));
    isThere = true;
  });
  while (!isThere) compute(500);
}

export function asynchronous(connection: socket) {
  const read = recvAsync(connection, 100);
  while (!read.done()) compute(500);
  print(decode(read.result()));
}

export function main() {
  configure({ copy: 1 });
  const models = [blocking, nonBlocking, multiplexing, signalDriven, asynchronous];
  const pairs = models.map(() => socketpair());
  const threads = models.map(
    (target, i) => new Thread({ name: target.name, target, args: [pairs[i]?.[0] as socket] }),
  );
  threads.push(new Thread({ name: 'peer', target: peer, args: [pairs.map(([, other]) => other)] }) as never);
  for (const thread of threads) thread.start();
  for (const thread of threads) thread.join();
}
