/** Python programs with greenlets: lanes that take turns, and what they wait for each other by; nothing else is changed. */
import { beforeAll, describe, expect, it } from 'vitest';
import { findPython } from '../../scripts/lib/pythons.mjs';
import { lines, run, story } from './pythonProgram.js';

let python = '';
beforeAll(async () => {
  python = (await findPython(['greenlet', 'gevent'])) ?? '';
}, 60_000);

describe('greenlets', () => {
  it('hand over to each other, and the program still sees its own trace function', async () => {
    const text = `import greenlet
seen = []
greenlet.settrace(lambda event, args: seen.append(event))
def answer(question):
    while True:
        question = main.switch(question + 1)
main = greenlet.getcurrent()
other = greenlet.greenlet(answer)
print(other.switch(1), other.switch(2), type(other) is greenlet.greenlet, seen[:4])
`;
    const report = await run('raw.py', text, '--python', python);
    const { threads, objects } = report;
    expect(lines(report)).toEqual(["2 3 True ['switch', 'switch', 'switch', 'switch']"]);
    expect(threads.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'MainThread thread',
      'Greenlet-1 (answer) greenlet',
    ]);
    expect(objects).toMatchObject([{ name: 'hub', kind: 'loop' }]);
  });
});

describe('gevent', () => {
  it("shows locks, events, results and queues of the program's own files", async () => {
    const text = `import gevent
from gevent.event import AsyncResult, Event
from gevent.lock import BoundedSemaphore, RLock, Semaphore
from gevent.queue import Empty, JoinableQueue, PriorityQueue, Queue
room, pair, desk = Semaphore(1), BoundedSemaphore(2), RLock()
ready, answer = Event(), AsyncResult()
parcels, jobs, best = Queue(2), JoinableQueue(), PriorityQueue()
def worker(n):
    with room: gevent.sleep(0.05)
    with desk:
        with desk: gevent.sleep(0)
    ready.wait()
    return answer.get() + n
def producer():
    for i in range(4): parcels.put(i)
    ready.set()
    answer.set(42)
def consumer():
    return [parcels.get() for _ in range(4)]
def tidy():
    for _ in range(2):
        jobs.get()
        jobs.task_done()
workers = [gevent.spawn(worker, i) for i in range(2)]
eater = gevent.spawn(consumer)
gevent.spawn(producer)
gevent.spawn(tidy)
for job in ("a", "b"): jobs.put(job)
jobs.join()
gevent.joinall(workers)
print([each.value for each in workers], eater.get(), isinstance(pair, Semaphore), type(ready) is Event)
for item in ((2, "b"), (1, "z"), (1, "a")): best.put(item)
try: parcels.get(timeout=0.01)
except Empty: print("empty")
try: pair.release()
except ValueError as error: print(error)
`;
    const report = await run('waits.py', text, '--python', python);
    const { threads, objects } = report;
    expect(lines(report)).toEqual([
      '[42, 43] [0, 1, 2, 3] True True',
      'empty',
      'Semaphore released too many times',
    ]);
    expect(threads.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'MainThread ended',
      'Greenlet-1 (worker) ended',
      'Greenlet-2 (worker) ended',
      'Greenlet-3 (consumer) ended',
      'Greenlet-4 (producer) ended',
      'Greenlet-5 (tidy) ended',
    ]);
    const [parcels, best] = ['parcels', 'best'].map((name) => objects.find((each) => each.name === name));
    expect(parcels).toMatchObject({ kind: 'queue', maxLength: 2, finalContents: [] });
    expect(best?.finalContents).toEqual(["(1, 'a')", "(1, 'z')", "(2, 'b')"]);
    const waited = objects.filter(({ maxWaiters }) => maxWaiters > 0).map(({ name }) => name);
    expect(waited).toEqual(expect.arrayContaining(['room', 'parcels', 'jobs']));
  });

  it('says which socket a greenlet waits for, while the others have their turn', async () => {
    const text = `from gevent import monkey
monkey.patch_all()
import gevent, socket, time
def serve(listener):
    connection, _ = listener.accept()
    time.sleep(0.02)
    connection.sendall(b"pong")
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
server = gevent.spawn(serve, listener)
gevent.sleep(0)
client = socket.create_connection(listener.getsockname())
print(client.recv(10))
server.join()
`;
    const steps = await story('sockets.py', text, '--python', python);
    expect(steps).toEqual(
      expect.arrayContaining([
        '5: Greenlet-1 (serve) waits for somebody to connect to listener',
        '5: Greenlet-1 (serve) releases hub',
        '14: MainThread waits for data at client',
        '14: MainThread releases hub',
        '14: MainThread goes on: client lets it through',
      ]),
    );
  });

  it('calls the ends of a pair of sockets as the program does', async () => {
    const text = `from gevent import monkey
monkey.patch_all()
import gevent, socket
mine, other = socket.socketpair()
def read(): return other.recv(10)
reading = gevent.spawn(read)
gevent.sleep(0)
mine.sendall(b"ping")
reading.join()
`;
    const steps = await story('pair.py', text, '--python', python);
    expect(steps.some((step) => step.endsWith('waits for data at other'))).toBe(true);
  });

  it('puts threads of a patched program into lanes of their own names', async () => {
    const text = `from gevent import monkey
monkey.patch_all()
import queue, threading, time
lock, done = threading.Lock(), queue.Queue()
def work(n):
    with lock: time.sleep(0.02)
    done.put(n)
threads = [threading.Thread(target=work, args=(n,), name=f"clerk-{n}") for n in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(sorted(done.get() for _ in threads))
`;
    const report = await run('patched.py', text, '--python', python);
    const { outcome, threads, objects } = report;
    expect([outcome, lines(report)]).toEqual(['completed', ['[0, 1, 2]']]);
    expect(threads.map(({ name }) => name)).toEqual(['MainThread', 'clerk-0', 'clerk-1', 'clerk-2']);
    const lock = objects.find(({ name }) => name === 'lock');
    expect(lock).toMatchObject({ kind: 'lock', maxWaiters: 2 });
  });
});
