// What one wake-up costs when many sockets are watched and one of them
// is ready: select looks at every descriptor it is given, epoll only at
// what the kernel has put into its ready list.
import { print, sleep, Thread } from 'threadlanes';
import { EPOLLIN, epoll, select, type socket, socketpair } from 'threadlanes/net';

export function peer(connection: socket) {
  sleep(1);
  connection.sendall('ready');
}

export function main(variant: '10' | '100' | '1000') {
  const pairs = Array.from({ length: Number(variant) }, () => socketpair());
  const watched = pairs.map(([mine]) => mine);
  const last = pairs[pairs.length - 1]?.[1] as socket;
  const registered = epoll();
  for (const each of watched) registered.register(each, EPOLLIN);
  registered.poll(0);

  new Thread({ name: 'peer', target: peer, args: [last] }).start();
  const [readable] = select(watched, [], []);
  print(`select: ${readable.length} of ${watched.length} ready`);
  const ready = registered.poll();
  print(`epoll: ${ready.length} of ${watched.length} ready`);
}
