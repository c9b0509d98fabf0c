// socket: connections of one machine
import { Event, Queue, Thread } from 'threadlanes';
import { decode, MSG_PEEK, SHUT_WR, socket, socketpair } from 'threadlanes/net';
import { attempt, nameOf, tell, tookAtLeast } from './lines.js';

const port = new Queue<number>();
const goOn = new Event();

function listening() {
  const server = new socket();
  server.bind(['127.0.0.1', 0]);
  server.listen();
  return server;
}

function start(target: () => void) {
  const thread = new Thread({ target });
  thread.start();
  return thread;
}

export function echoServer() {
  const server = listening();
  port.put(server.getsockname()[1]);
  const [connection] = server.accept();
  for (let data = connection.recv(100); data.length > 0; data = connection.recv(100))
    connection.sendall(`echo ${decode(data)}`);
  connection.close();
  server.close();
}

export function silentServer() {
  const server = listening();
  port.put(server.getsockname()[1]);
  const [connection] = server.accept();
  goOn.wait();
  connection.close();
  server.close();
}

function connected() {
  const client = new socket();
  client.connect(['127.0.0.1', port.get()]);
  return client;
}

/** Tells what a call throws, by the name that it has in Python. */
function problem(call: () => unknown) {
  try {
    tell(call() ?? null);
  } catch (error) {
    tell('throws', nameOf(error));
  }
}

export function echoes() {
  const server = start(echoServer);
  const client = connected();
  client.sendall('hello');
  tell(decode(client.recv(100)));
  client.close();
  server.join();
}

export function endIsAnEmptyRead() {
  const [a, b] = socketpair();
  b.close();
  tell(a.recv(10).length, a.recv(10).length);
}

export function whatWasSentComesBeforeTheEnd() {
  const [a, b] = socketpair();
  b.sendall('last words');
  b.close();
  tell(decode(a.recv(100)));
  tell(a.recv(100).length);
}

export function aStreamHasNoBorders() {
  const [a, b] = socketpair();
  a.sendall('abc');
  a.sendall('def');
  tell(decode(b.recv(2)), decode(b.recv(3)), decode(b.recv(10)));
}

export function peekLeavesTheData() {
  const [a, b] = socketpair();
  a.sendall('abc');
  tell(decode(b.recv(2, MSG_PEEK)), decode(b.recv(10)));
}

export function shutdownOfOneDirection() {
  const server = start(echoServer);
  const client = connected();
  client.sendall('last');
  client.shutdown(SHUT_WR);
  tell(decode(client.recv(100)));
  tell(client.recv(100).length);
  problem(() => client.send('more'));
  server.join();
  client.close();
}

export function nobodyListens() {
  const server = listening();
  const [, unused] = server.getsockname();
  server.close();
  problem(() => new socket().connect(['127.0.0.1', unused]));
  tell(new socket().connectEx(['127.0.0.1', unused]));
}

export function aPortIsTaken() {
  const server = listening();
  problem(() => new socket().bind(server.getsockname()));
  server.close();
}

export function withoutBlocking() {
  const [a, b] = socketpair();
  a.setblocking(false);
  tell(a.getblocking(), a.gettimeout());
  problem(() => a.recv(10));
  b.sendall('now');
  tell(decode(a.recv(10)));
}

export function acceptWithoutBlocking() {
  const server = listening();
  server.setblocking(false);
  problem(() => server.accept());
  server.close();
}

export function timeoutPasses() {
  const server = start(silentServer);
  const client = connected();
  client.settimeout(0.02);
  tell(client.gettimeout());
  tell(tookAtLeast(0.02, () => problem(() => client.recv(10))));
  goOn.set();
  server.join();
  client.settimeout(null);
  tell(client.gettimeout(), client.recv(10).length);
  client.close();
}

export function timeoutMustNotBeNegative() {
  attempt(() => new socket().settimeout(-1));
}

export function notConnected() {
  problem(() => new socket().recv(1));
  problem(() => new socket().getpeername());
}

export function closedSocketsDoNothing() {
  const [a] = socketpair();
  a.close();
  problem(() => a.recv(1));
  tell(a.fileno());
  a.close();
}

export function sendAnswersHowMuch() {
  const [a] = socketpair();
  tell(a.send('abc'), a.send(''));
}

export function aFullBufferHoldsUp() {
  const [a] = socketpair();
  a.setblocking(false);
  let sent = 0;
  try {
    for (;;) sent += a.send(new Uint8Array(10_000));
  } catch (error) {
    tell('throws', nameOf(error));
  }
  tell(sent > 10_000);
}

export function sendToOneThatHasClosed() {
  const [a, b] = socketpair();
  b.close();
  problem(() => {
    for (let i = 0; i < 50; i++) a.send('x');
  });
}

const cases: Record<string, () => void> = {
  echoes,
  endIsAnEmptyRead,
  whatWasSentComesBeforeTheEnd,
  aStreamHasNoBorders,
  peekLeavesTheData,
  shutdownOfOneDirection,
  nobodyListens,
  aPortIsTaken,
  withoutBlocking,
  acceptWithoutBlocking,
  timeoutPasses,
  timeoutMustNotBeNegative,
  notConnected,
  closedSocketsDoNothing,
  sendAnswersHowMuch,
  aFullBufferHoldsUp,
  sendToOneThatHasClosed,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
