// multiprocessing.Pipe and its connections
import { type Connection, Event, Pipe, Process } from 'threadlanes/multiprocessing';
import { attempt, nameOf, tell, tookAtLeast } from './lines.js';

export function echoUntilTheEnd(connection: Connection, other: Connection) {
  other.close();
  try {
    while (true) connection.send(['echo', connection.recv()]);
  } catch (error) {
    tell(nameOf(error));
  }
  connection.close();
}

export function sendAndEnd(connection: Connection) {
  connection.send('last words');
}

export function receiveAndTell(connection: Connection) {
  tell(connection.recv());
}

export function sendAfter(event: Event, connection: Connection) {
  event.wait();
  connection.send('late');
}

export function bothEndsSendAndReceive() {
  const [one, other] = Pipe();
  one.send('there');
  other.send('back');
  tell(other.recv(), one.recv());
  tell(one.readable, one.writable, other.readable, other.writable);
}

export function oneWay() {
  const [receiver, sender] = Pipe(false);
  sender.send(1);
  tell(receiver.recv());
  tell(receiver.readable, receiver.writable, sender.readable, sender.writable);
  attempt(() => receiver.send(1));
  attempt(() => sender.recv());
  attempt(() => sender.poll());
}

export function messagesKeepTheirOrder() {
  const [one, other] = Pipe();
  for (const item of [1, 'two', [3, [4]], { a: null }, true]) one.send(item);
  for (let i = 0; i < 5; i++) tell(other.recv());
}

export function betweenProcesses() {
  const [mine, theirs] = Pipe();
  const process = new Process({ target: echoUntilTheEnd, args: [theirs, mine] });
  process.start();
  theirs.close();
  mine.send(1);
  tell(mine.recv());
  mine.send('two');
  tell(mine.recv());
  mine.close();
  process.join();
}

export function parentToChild() {
  const [mine, theirs] = Pipe(false);
  const process = new Process({ target: receiveAndTell, args: [mine] });
  process.start();
  theirs.send('for the child');
  process.join();
}

export function recvWaits() {
  const [mine, theirs] = Pipe();
  const event = new Event();
  const process = new Process({ target: sendAfter, args: [event, theirs] });
  process.start();
  tell(mine.poll(0.02));
  event.set();
  tell(mine.recv());
  process.join();
}

export function pollWaitsForAsLongAsItTakes() {
  const [mine, theirs] = Pipe();
  const event = new Event();
  const process = new Process({ target: sendAfter, args: [event, theirs] });
  process.start();
  event.set();
  tell(mine.poll(null), mine.recv());
  process.join();
}

export function pollTellsWhetherThereIsSomething() {
  const [one, other] = Pipe();
  tell(other.poll());
  tell(tookAtLeast(0.03, () => tell(other.poll(0.03))));
  one.send(1);
  tell(other.poll(), other.poll(60), other.poll(0), one.poll());
  other.recv();
  tell(other.poll());
}

export function recvAfterTheOtherEndWasClosed() {
  const [one, other] = Pipe();
  one.send('last');
  one.close();
  tell(other.poll(), other.recv());
  tell(other.poll());
  attempt(() => other.recv());
  attempt(() => other.recv());
}

export function recvAfterTheOtherProcessEnded() {
  const [mine, theirs] = Pipe(false);
  const process = new Process({ target: sendAndEnd, args: [theirs] });
  process.start();
  theirs.close();
  tell(mine.recv());
  attempt(() => mine.recv());
  process.join();
}

export function sendAfterTheOtherEndWasClosed() {
  const [receiver, sender] = Pipe(false);
  receiver.close();
  attempt(() => sender.send(1));
}

export function closedItCannotBeUsed() {
  const [one, other] = Pipe();
  tell(one.closed);
  attempt(() => one.close());
  tell(one.closed, other.closed);
  attempt(() => one.send(1));
  attempt(() => one.recv());
  attempt(() => one.poll());
  attempt(() => one.close());
}

const cases: Record<string, () => void> = {
  bothEndsSendAndReceive,
  oneWay,
  messagesKeepTheirOrder,
  betweenProcesses,
  parentToChild,
  recvWaits,
  pollWaitsForAsLongAsItTakes,
  pollTellsWhetherThereIsSomething,
  recvAfterTheOtherEndWasClosed,
  recvAfterTheOtherProcessEnded,
  sendAfterTheOtherEndWasClosed,
  closedItCannotBeUsed,
};

export function main(variant: string | null) {
  if (variant === null) return Object.keys(cases);
  return cases[variant]?.();
}
