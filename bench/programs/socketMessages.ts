// Messages from one thread to another through a socket; what it took is the result, in seconds.
import { Thread } from 'threadlanes';
import { type socket, socketpair } from 'threadlanes/net';

export function sendAll(out: socket, count: number) {
  for (let i = 0; i < count; i++) out.sendall('0123456789abcdef');
  out.close();
}

export function main(_variant: string | null, count: string) {
  const [a, b] = socketpair();
  const sender = new Thread({ target: sendAll, args: [b, Number(count)] });
  const begin = performance.now();
  sender.start();
  let bytes = 0;
  for (let data = a.recv(16); data.length > 0; data = a.recv(16)) bytes += data.length;
  const seconds = (performance.now() - begin) / 1000;
  if (bytes !== Number(count) * 16) throw new Error('bytes are missing');
  return seconds;
}
