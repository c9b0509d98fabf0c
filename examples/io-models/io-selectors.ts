// An echo server of one thread: each socket is registered with the
// function that is to be called when it can be read.
import { print, sleep, Thread } from 'threadlanes';
import { DefaultSelector, decode, EVENT_READ, socket } from 'threadlanes/net';

type Callback = (ready: socket) => void;

export function client(text: string, seconds: number) {
  sleep(seconds);
  const connection = new socket();
  connection.connect(['127.0.0.1', 8000]);
  connection.sendall(text);
  print(`hears: ${decode(connection.recv(100))}`);
  connection.close();
}

export function main() {
  const selector = new DefaultSelector<Callback>();
  let served = 0;

  function accept(server: socket) {
    const [connection] = server.accept();
    connection.setblocking(false);
    selector.register(connection, EVENT_READ, echo);
  }
  function echo(connection: socket) {
    const data = connection.recv(100);
    if (data.length > 0) return connection.sendall(`echo ${decode(data)}`);
    selector.unregister(connection);
    connection.close();
    served++;
  }

  const server = new socket();
  server.bind(['127.0.0.1', 8000]);
  server.listen();
  server.setblocking(false);
  selector.register(server, EVENT_READ, accept);
  new Thread({ name: 'anna', target: client, args: ['hello', 1] }).start();
  new Thread({ name: 'ben', target: client, args: ['good day', 2] }).start();

  while (served < 2) {
    for (const [key] of selector.select()) key.data(key.fileobj); // the callback of whoever is ready
  }
  selector.unregister(server);
  server.close();
  return served;
}
