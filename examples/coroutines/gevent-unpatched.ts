// Two greenlets wait for answers of a socket, 2 s and 3 s. Nothing is
// patched: a blocking call stops the whole thread, and the second
// question is asked only when the first is answered. 5 s in all;
// compare gevent-monkey-patch.
import { print, sleep, Thread } from 'threadlanes';
import { joinall, spawn } from 'threadlanes/gevent';
import { decode, type socket, socketpair } from 'threadlanes/net';

export function answer(connection: socket, seconds: number) {
  connection.recv(100);
  sleep(seconds); // a slow server, in a thread of its own
  connection.sendall('here you are');
}

export function ask(connection: socket, who: string) {
  connection.sendall('please');
  print(`${who} hears: ${decode(connection.recv(100))}`);
}

export function main() {
  const begin = Date.now();
  const greenlets = [2, 3].map((seconds, i) => {
    const [mine, servers] = socketpair();
    new Thread({ name: `server-${i + 1}`, target: answer, args: [servers, seconds] }).start();
    return spawn(ask, mine, `client-${i + 1}`);
  });
  joinall(greenlets);
  return (Date.now() - begin) / 1000;
}
