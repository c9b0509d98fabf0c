// Blocking I/O: recv stands still through both phases. The kernel waits
// until data has come (at 2 s), then copies it to the process (1 s);
// only then the process goes on, at 3 s.
import { print, sleep, Thread } from 'threadlanes';
import { configure, decode, type socket, socketpair } from 'threadlanes/net';

export function peer(connection: socket) {
  sleep(2);
  connection.sendall('data');
}

export function main() {
  configure({ copy: 1 });
  const [connection, other] = socketpair();
  new Thread({ name: 'peer', target: peer, args: [other] }).start();
  const begin = Date.now();
  const data = connection.recv(100); // blocks
  print(`got ${decode(data)}`);
  return (Date.now() - begin) / 1000;
}
