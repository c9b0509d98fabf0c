// The same haste between processes: a number that all add to under a lock, items through queues and a pipe, tasks of a pool.
import {
  BoundedSemaphore,
  Condition,
  type Connection,
  JoinableQueue,
  Lock,
  Manager,
  Pipe,
  Pool,
  Process,
  Queue,
  RLock,
  Semaphore,
  SimpleQueue,
  Value,
} from 'threadlanes/multiprocessing';

type Item = [producer: number, number: number];
type AnyLock = Lock | RLock | Semaphore | BoundedSemaphore | Condition;

const locks: Record<string, () => AnyLock> = {
  Lock: () => new Lock(),
  RLock: () => new RLock(),
  Semaphore: () => new Semaphore(1),
  BoundedSemaphore: () => new BoundedSemaphore(1),
  Condition: () => new Condition(),
};

const queues: Record<string, () => Queue<Item | null> | SimpleQueue<Item | null>> = {
  Queue: () => new Queue(),
  bounded: () => new Queue(2),
  JoinableQueue: () => new JoinableQueue(3),
  SimpleQueue: () => new SimpleQueue(),
};

export function addUnderLock(lock: AnyLock, count: Value, times: number) {
  for (let i = 0; i < times; i++) {
    lock.acquire();
    count.value += 1;
    lock.release();
  }
}

export function produce(queue: Queue<Item | null>, producer: number, items: number) {
  for (let i = 0; i < items; i++) queue.put([producer, i]);
}

export function consume(queue: Queue<Item | null>, seen: Queue<Item[]>) {
  const taken: Item[] = [];
  for (let item = queue.get(); item !== null; item = queue.get()) taken.push(item);
  seen.put(taken);
}

export function echo(connection: Connection, other: Connection) {
  other.close();
  try {
    while (true) connection.send(connection.recv());
  } catch {
    connection.close();
  }
}

export function square(n: number) {
  return n * n;
}

function all(processes: readonly Process[]) {
  for (const process of processes) process.start();
  return processes;
}

function excludes(name: string, processes: number, times: number) {
  const lock = (locks[name] as () => AnyLock)();
  const count = new Value('i', 0, false);
  const made = Array.from(
    { length: processes },
    () => new Process({ target: addUnderLock, args: [lock, count, times] }),
  );
  for (const process of all(made)) process.join();
  return count.value;
}

function conserves(name: string, processes: number, items: number) {
  const queue = (queues[name] as () => Queue<Item | null>)();
  const seen = new Queue<Item[]>();
  const numbers = Array.from({ length: processes }, (_, i) => i);
  const producers = numbers.map((i) => new Process({ target: produce, args: [queue, i, items] }));
  const consumers = numbers.map(() => new Process({ target: consume, args: [queue, seen] }));
  all([...producers, ...consumers]);
  for (const producer of producers) producer.join();
  for (const _ of consumers) queue.put(null);
  const taken = consumers.map(() => seen.get());
  for (const consumer of consumers) consumer.join();
  return taken;
}

function echoes(messages: number) {
  const [mine, theirs] = Pipe();
  const process = new Process({ target: echo, args: [theirs, mine] });
  process.start();
  theirs.close();
  for (let i = 0; i < messages; i++) mine.send(i);
  const back = Array.from({ length: messages }, () => mine.recv());
  mine.close();
  process.join();
  return back;
}

function manages(processes: number, times: number) {
  const manager = Manager();
  const list = manager.list<number>();
  const made = Array.from(
    { length: processes },
    (_, i) => new Process({ target: append, args: [list, i, times] }),
  );
  for (const process of all(made)) process.join();
  const length = list.length;
  manager.shutdown();
  return length;
}

export function append(list: { append(value: number): void }, value: number, times: number) {
  for (let i = 0; i < times; i++) list.append(value);
}

function pools(processes: number, tasks: number) {
  const pool = new Pool(processes);
  const results = pool.map(
    square,
    Array.from({ length: tasks }, (_, i) => i),
    3,
  );
  pool.close();
  pool.join();
  return results.reduce((sum, each) => sum + each, 0);
}

export function main(variant: string, kind: string, processes: string, times: string) {
  if (variant === 'excludes') return excludes(kind, Number(processes), Number(times));
  if (variant === 'conserves') return conserves(kind, Number(processes), Number(times));
  if (variant === 'echoes') return echoes(Number(times));
  if (variant === 'manages') return manages(Number(processes), Number(times));
  return pools(Number(processes), Number(times));
}
