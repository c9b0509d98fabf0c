// select, selectors
import { sleep, Thread } from 'threadlanes';
import {
  DefaultSelector,
  decode,
  EPOLLIN,
  EPOLLOUT,
  EVENT_READ,
  EVENT_WRITE,
  epoll,
  POLLIN,
  poll,
  select,
  socket,
  socketpair,
} from 'threadlanes/net';
import { attempt, tell, tookAtLeast } from './lines.js';

export function sendLater(to: socket, text: string) {
  sleep(0.02);
  to.sendall(text);
}

function later(to: socket, text: string) {
  const thread = new Thread({ target: sendLater, args: [to, text] });
  thread.start();
  return thread;
}

export function nothingIsReady() {
  const [a] = socketpair();
  const [r, w, x] = select([a], [], [], 0);
  tell(r.length, w.length, x.length);
}

export function whatCanBeWrittenIsReady() {
  const [a] = socketpair();
  const [r, w] = select([a], [a], [], 0);
  tell(r.length, w.length);
}

export function dataMakesReady() {
  const [a, b] = socketpair();
  const [c] = socketpair();
  const thread = later(b, 'x');
  const [r] = select([c, a], [], []);
  tell(r.length, r[0] === a);
  tell(decode(a.recv(10)));
  tell(select([a], [], [], 0)[0].length);
  thread.join();
}

export function anEndMakesReady() {
  const [a, b] = socketpair();
  b.close();
  const [r] = select([a], [], [], 1);
  tell(r.length, a.recv(10).length);
}

export function aClientMakesReady() {
  const server = new socket();
  server.bind(['127.0.0.1', 0]);
  server.listen();
  tell(select([server], [], [], 0)[0].length);
  const client = new socket();
  client.connect(server.getsockname());
  tell(select([server], [], [], 1)[0].length);
  server.accept();
  tell(select([server], [], [], 0)[0].length);
}

export function selectGivesUp() {
  const [a] = socketpair();
  tell(tookAtLeast(0.02, () => tell(select([a], [], [], 0.02)[0].length)));
}

export function timeoutMustNotBeNegative() {
  const [a] = socketpair();
  attempt(() => select([a], [], [], -1));
}

export function pollAnswersEvents() {
  const [a, b] = socketpair();
  const p = poll();
  p.register(a, POLLIN);
  tell(p.poll(0).length);
  b.sendall('x');
  const ready = p.poll(1000);
  tell(
    ready.length,
    ready.map(([, events]) => events === POLLIN),
  );
  p.unregister(a);
  tell(p.poll(0).length);
}

export function epollIsLevelTriggered() {
  const [a, b] = socketpair();
  const e = epoll();
  e.register(a, EPOLLIN);
  tell(e.poll(0).length);
  const thread = later(b, 'xy');
  tell(e.poll(1).length);
  a.recv(1);
  tell(e.poll(0).length);
  a.recv(1);
  tell(e.poll(0).length);
  thread.join();
}

export function epollMayBeModified() {
  const [a, b] = socketpair();
  const e = epoll();
  e.register(a, EPOLLIN);
  b.sendall('x');
  e.modify(a, EPOLLOUT);
  tell(e.poll(1).map(([, events]) => events === EPOLLOUT));
  e.modify(a, EPOLLIN | EPOLLOUT);
  sleep(0.01);
  tell(e.poll(1).map(([, events]) => events === (EPOLLIN | EPOLLOUT)));
  e.unregister(a);
  tell(e.poll(0).length);
}

export function keysOfASelector() {
  const [a] = socketpair();
  const selector = new DefaultSelector<string>();
  const key = selector.register(a, EVENT_READ, 'mine');
  tell(key.fileobj === a, key.events, key.data, key.fd === a.fileno());
  tell(selector.getKey(a).data, selector.getMap().size);
  tell(selector.modify(a, EVENT_READ | EVENT_WRITE, 'changed').data);
  tell(selector.unregister(a).data, selector.getMap().size);
}

export function selectorsCallBack() {
  const [a, b] = socketpair();
  const selector = new DefaultSelector<(s: socket) => void>();
  selector.register(a, EVENT_READ, (s) => tell('read', decode(s.recv(10))));
  const thread = later(b, 'hello');
  for (const [key, mask] of selector.select()) {
    tell(mask === EVENT_READ);
    key.data(key.fileobj);
  }
  tell(selector.select(0).length);
  thread.join();
}

export function selectorsRefuse() {
  const [a] = socketpair();
  const selector = new DefaultSelector();
  attempt(() => selector.register(a, 0));
  selector.register(a, EVENT_READ);
  attempt(() => selector.register(a, EVENT_READ));
  selector.unregister(a);
  attempt(() => selector.unregister(a));
  attempt(() => selector.getKey(a));
}

export function selectorsGiveUp() {
  const [a] = socketpair();
  const selector = new DefaultSelector();
  selector.register(a, EVENT_READ);
  tell(tookAtLeast(0.02, () => tell(selector.select(0.02).length)));
  tell(selector.select(-1).length);
}

const cases: Record<string, () => void> = {
  nothingIsReady,
  whatCanBeWrittenIsReady,
  dataMakesReady,
  anEndMakesReady,
  aClientMakesReady,
  selectGivesUp,
  timeoutMustNotBeNegative,
  pollAnswersEvents,
  epollIsLevelTriggered,
  epollMayBeModified,
  keysOfASelector,
  selectorsCallBack,
  selectorsRefuse,
  selectorsGiveUp,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
