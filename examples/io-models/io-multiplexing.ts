// I/O multiplexing: one thread watches many sockets with select. Three
// clients send something and want no answer; each return of select says
// which sockets can be read now.
import { print, sleep, Thread } from 'threadlanes';
import { decode, select, socket } from 'threadlanes/net';

export function client(port: number, text: string, seconds: number) {
  sleep(seconds);
  const connection = new socket();
  connection.connect(['127.0.0.1', port]);
  connection.sendall(text);
  connection.close();
}

export function main() {
  const server = new socket();
  server.bind(['127.0.0.1', 8000]);
  server.listen();
  for (const [text, seconds] of [
    ['one', 1],
    ['two', 1],
    ['three', 2],
  ] as const)
    new Thread({ name: text, target: client, args: [8000, text, seconds] }).start();

  const watched = new Set([server]);
  const heard: string[] = [];
  while (heard.length < 3) {
    const [readable] = select(watched, [], []); // blocks until something can be read
    print(`${readable.length} readable`);
    for (const each of readable) {
      if (each === server) watched.add(server.accept()[0]);
      else {
        const data = each.recv(100);
        if (data.length > 0) heard.push(decode(data));
        else watched.delete(each); // the client has closed
      }
    }
  }
  return heard.sort();
}
