// Asynchronous I/O: the process asks the kernel for a read and goes on.
// The kernel does both phases by itself, waiting and copying, and tells
// when the bytes are there. The process is never blocked.
import { compute, print, sleep, Thread } from 'threadlanes';
import { configure, decode, recvAsync, type socket, socketpair } from 'threadlanes/net';

export function peer(connection: socket) {
  sleep(2);
  connection.sendall('data');
}

export function main() {
  configure({ copy: 1 });
  const [connection, other] = socketpair();
  new Thread({ name: 'peer', target: peer, args: [other] }).start();
  const read = recvAsync(connection, 100); // returns at once
  let worked = 0;
  while (!read.done()) {
    compute(500); // all the time is ours
    worked += 0.5;
  }
  print(`got ${decode(read.result())}`);
  return worked;
}
