// Non-blocking I/O: the process asks again and again, and does
// something else in between. Until data is there recv throws
// BlockingIOError at once; then the copy blocks. Between the arrival
// and the next poll the data lies there unused.
import { compute, print, sleep, Thread } from 'threadlanes';
import { BlockingIOError, configure, decode, type socket, socketpair } from 'threadlanes/net';

export function peer(connection: socket) {
  sleep(2);
  connection.sendall('data');
}

export function main() {
  configure({ copy: 1 });
  const [connection, other] = socketpair();
  connection.setblocking(false);
  new Thread({ name: 'peer', target: peer, args: [other] }).start();
  const begin = Date.now();
  for (let polls = 1; ; polls++) {
    try {
      const data = connection.recv(100);
      print(`got ${decode(data)} with poll ${polls}`);
      return { polls, seconds: (Date.now() - begin) / 1000 };
    } catch (error) {
      if (!(error instanceof BlockingIOError)) throw error;
      compute(600); // something useful meanwhile
    }
  }
}
