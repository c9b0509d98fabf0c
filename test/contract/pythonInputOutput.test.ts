/** Calls of Python programs that wait for what comes from outside: sockets, selectors, other programs. Each says for what. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, scratch, told } from './pythonProgram.js';

const program = `import select, selectors, socket, subprocess, threading, time

def client(port):
    with socket.create_connection(("127.0.0.1", port)) as there:
        there.sendall(b"hello")

server = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=client, args=(server.getsockname()[1],), name="client").start()
here, _address = server.accept()
print(here.recv(100))

one, other = socket.socketpair()
one.setblocking(False)
try:
    one.recv(1)
except BlockingIOError:
    print("nothing yet")
threading.Timer(0.05, other.send, (b"x",)).start()
select.select([one, server], [], [])

watched = selectors.DefaultSelector()
watched.register(one, selectors.EVENT_READ)
watched.select(5)
watched.unregister(one)

child = subprocess.Popen(["sh", "-c", "sleep 0.05"])
try:
    child.wait(timeout=0.01)
except subprocess.TimeoutExpired:
    print("not yet")
child.wait()
print(isinstance(select.epoll(), select.epoll))
`;

const file = join(scratch, 'inputOutput.tltrace');
const { outcome, output, findings } = await run('inputOutput.py', program, '--trace', file);
const lines = told(file);
const main = (word: string): string[] =>
  lines.filter((line) => line.includes('MainThread') && line.includes(word) && !line.includes('prints'));

describe('waits for input and output', () => {
  it('change nothing, and are no stall', () => {
    expect([outcome, findings, output.map(({ text }) => text)]).toEqual([
      'completed',
      [],
      ["b'hello'", 'nothing yet', 'not yet', 'True'],
    ]);
  });

  it('name the sockets as the program does', () => {
    expect(main('server').concat(main(' here'))).toEqual([
      '7: MainThread makes server',
      '9: MainThread waits for somebody to connect to server',
      '9: MainThread goes on: server lets it through',
      '9: MainThread makes here',
      '10: MainThread waits for data at here',
      '10: MainThread goes on: here lets it through',
    ]);
  });

  it('are none where the program does not wait', () => {
    expect(main('one').slice(0, 2)).toEqual([
      '12: MainThread makes one',
      '15: MainThread tries one without waiting, in vain',
    ]);
  });

  it('for any of many say how many were looked at, and which are ready', () => {
    expect(main('select').slice(0, 4)).toEqual([
      '-: MainThread makes select',
      '19: MainThread waits until one of the sockets of select is ready',
      '19: MainThread goes on: select lets it through',
      '19: MainThread is told by select: 1 ready (one), 2 examined',
    ]);
  });

  it('for a program end with it, or when the time is up', () => {
    expect(main(' sh ').map((line) => line.replace(/sh -c.*?05/, 'the child'))).toEqual([
      '26: MainThread makes the child',
      '26: MainThread starts the child',
      '28: MainThread waits until the child ends',
      '31: MainThread waits until the child ends',
      '31: MainThread has seen the child end',
    ]);
    expect(main('waited long enough')).toEqual(['28: MainThread waited long enough and gives up']);
  });
});

describe('a program that was started and still runs', () => {
  it('does not hide that nobody else can go on', async () => {
    const text = `import subprocess, sys, threading
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
lock = threading.Lock()
lock.acquire()
lock.acquire()
`;
    const { outcome, findings } = await run('beside.py', text, '--timeout', '20');
    expect([outcome, findings.map(({ kind }) => kind)]).toEqual(['deadlock', ['deadlock']]);
  });

  it('is something to wait for', async () => {
    const text = `import subprocess, threading
child = subprocess.Popen(["sh", "-c", "sleep 0.6"])
done = threading.Event()
threading.Thread(target=lambda: (child.wait(), done.set())).start()
done.wait()
`;
    expect((await run('waited.py', text)).outcome).toBe('completed');
  });
});
