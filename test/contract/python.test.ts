/** Python programs, run as a person runs them: under a real interpreter, drawn by the same model as all others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { threadlanes } from '../commandLine.js';
import { type Report, run, scratch, story, write } from './pythonProgram.js';

const deadlock = `import threading, time
a = threading.Lock()
b = threading.Lock()
both = threading.Barrier(2)

def one():
    with a:
        both.wait()
        with b:
            pass

def two():
    with b:
        both.wait()
        with a:
            pass

threads = [threading.Thread(target=one, name="first"), threading.Thread(target=two, name="second")]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

describe('a program that deadlocks', async () => {
  const report = await run('dead.py', deadlock);

  it('is ended and explained within half a second: threads, locks by their names, lines', () => {
    expect([report.code, report.outcome]).toEqual([1, 'deadlock']);
    const { cycle } = report.findings.find(({ kind }) => kind === 'deadlock') ?? { cycle: [] };
    const told = cycle.map(({ thread, holds, waitsFor }) => [
      thread,
      holds.object,
      holds.line,
      waitsFor.object,
      waitsFor.line,
    ]);
    expect(told.sort()).toEqual([
      ['first', 'a', 7, 'b', 9],
      ['second', 'b', 13, 'a', 15],
    ]);
  });

  it('says where each thread stands', async () => {
    const said = await story('deadStory.py', deadlock);
    expect(said.filter((line) => line.includes(' is at ')).map((line) => line.replace(/^.*?: /, ''))).toEqual(
      expect.arrayContaining([
        'first is at deadStory.py:9 one',
        'second is at deadStory.py:15 two',
        'MainThread is at deadStory.py:20 <module>',
      ]),
    );
  });
});

describe('a program that ends well', () => {
  it('still warns of an order of locks that can deadlock', async () => {
    const text = `import threading
a = threading.Lock()
b = threading.Lock()
def one():
    with a:
        with b: pass
def two():
    with b:
        with a: pass
turn = threading.Event()
def first():
    one()
    turn.set()
def second():
    turn.wait()
    two()
threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;
    const { code, outcome, findings } = await run('order.py', text);
    expect([code, outcome, findings.map(({ kind }) => kind)]).toEqual([
      1,
      'completed',
      ['potential-deadlock'],
    ]);
    expect(findings[0]?.locations.map(({ line }) => line)).toEqual([5, 6, 8, 9]);
  });

  it('has arguments, standard input, working folder and environment as without', async () => {
    const text = `import os, sys
print(sys.argv[1:], input(), os.getcwd() == ${JSON.stringify(scratch)}, [n for n in os.environ if "THREADLANES" in n])
print(__name__, os.path.basename(__file__), sys.path[0] == os.getcwd(), [n for n in sys.modules if n == "json"])
`;
    const { output, code } = await run('plain.py', text, '--', 'one', '--two');
    expect(code).toBe(0);
    expect(output.map((line) => line.text)).toEqual([
      "['one', '--two'] typed True []",
      '__main__ plain.py True []',
    ]);
  });

  it('names locks after variables, attributes and arguments', async () => {
    const text = `import threading
from threading import Lock as L
class Account:
    def __init__(self, guard):
        self.guard = guard
        self.changed: threading.Condition = threading.Condition()
one, two = L(), L()
forks = [L() for _ in range(2)]
by_name = {"x": threading.RLock()}
account = Account(guard=threading.Semaphore(2))
`;
    const { objects } = await run('names.py', text);
    expect(objects.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'one lock',
      'two lock',
      'forks lock',
      'forks#2 lock',
      'by_name rlock',
      'guard semaphore',
      'changed.lock rlock',
      'changed condition',
    ]);
  });
});

describe('queues', () => {
  it('show what is in them, in the order of removal', async () => {
    const text = `import queue, threading
fifo = queue.Queue(maxsize=2)
lifo = queue.LifoQueue()
best = queue.PriorityQueue()
simple = queue.SimpleQueue()
for item in (3, 1, 2):
    lifo.put(item); best.put((item, "x")); simple.put(item)
def consume():
    for _ in range(3):
        fifo.get()
        fifo.task_done()
consumer = threading.Thread(target=consume)
fifo.put("a"); fifo.put({"b": [1, 2]})
consumer.start()
fifo.put(print)
fifo.join()
consumer.join()
`;
    const { objects } = await run('queues.py', text);
    expect(objects.map(({ name, finalContents }) => [name, finalContents])).toEqual([
      ['fifo', []],
      ['lifo', ['2', '1', '3']],
      ['best', ["(1, 'x')", "(2, 'x')", "(3, 'x')"]],
      ['simple', ['3', '1', '2']],
    ]);
  });

  it('keep their contents to themselves where that is asked for', async () => {
    const text = `import queue
from concurrent.futures import ThreadPoolExecutor
q = queue.Queue()
q.put("secret"); q.put(("secret", 1)); q.put("taken")
with ThreadPoolExecutor() as pool: pool.submit(print, "secret")
`;
    const file = join(scratch, 'hidden.tltrace');
    const { objects } = await run('hidden.py', text, '--hide-contents', '--trace', file);
    expect(objects[0]?.finalContents).toEqual(['…', '…', '…']);
    expect(readFileSync(file).toString('latin1')).not.toContain("'secret'");
  });

  it('never call code of the program for the texts of their items', async () => {
    const text = `import queue
class Loud:
    def __repr__(self): raise SystemExit(9)
    __str__ = __hash__ = __eq__ = __len__ = __repr__
q = queue.Queue()
q.put(Loud()); q.put([Loud()]); q.put({1: Loud()})
q.get()
`;
    const { code, objects } = await run('loud.py', text);
    expect([code, objects[0]?.finalContents]).toEqual([0, ['[<Loud>]', '{1: <Loud>}']]);
  });
});

describe('exceptions', () => {
  it('of main fail the run, with the line; the traceback shows the program alone', async () => {
    const { code, outcome, error, err } = await run(
      'raise.py',
      'def f():\n    raise ValueError("no")\nf()\n',
    );
    expect([code, outcome]).toEqual([3, 'failed']);
    expect(error).toMatchObject({ message: 'ValueError: no', file: 'raise.py', line: 2 });
    expect(err.match(/File ".*?", line \d+/g)).toHaveLength(2);
  });

  it('of other threads are findings', async () => {
    const text = 'import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()\n';
    const { code, outcome, findings } = await run('thread.py', text);
    expect([code, outcome, findings.map(({ kind }) => kind)]).toEqual([
      1,
      'completed',
      ['uncaught-exception'],
    ]);
    expect(findings[0]?.locations[0]?.line).toBe(2);
  });

  it('of the syntax and of missing imports are told as Python tells them', async () => {
    expect((await run('syntax.py', 'x = (\n')).error?.message).toMatch(/^SyntaxError/);
    expect((await run('import.py', 'import nothere\n')).error?.message).toBe(
      "ModuleNotFoundError: No module named 'nothere'",
    );
  });
});

describe('the interpreter', () => {
  it('that is not there is one clear line', async () => {
    const path = write('any.py', 'pass\n');
    const { code, stderr } = await threadlanes('run', path, '--python', 'no-such-python');
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
    expect(stderr).toContain('no-such-python');
  });

  it('cannot run what only controlled runs can', async () => {
    const path = write('any.py', 'pass\n');
    const { code, stderr } = await threadlanes('run', path, '--mode', 'controlled');
    expect(code).toBe(2);
    expect(stderr).toMatch(/live/);
  });
});

describe('the Python twins of the catalogue', () => {
  const twin = async (path: string, ...more: string[]) => {
    const file = join(import.meta.dirname, '../../examples', path);
    const { stdout } = await threadlanes('run', file, '--json', ...more);
    return JSON.parse(stdout) as Report;
  };

  it('deadlock as their rows do: two clerks and two locks, in opposite orders', async () => {
    const { outcome, findings } = await twin('locks/deadlock-two-locks.py');
    expect(outcome).toBe('deadlock');
    const { cycle } = findings.find(({ kind }) => kind === 'deadlock') ?? { cycle: [] };
    expect(cycle.map(({ holds, waitsFor }) => `${holds.object} ${waitsFor.object}`).sort()).toEqual([
      'mutex_a mutex_b',
      'mutex_b mutex_a',
    ]);
  });

  it('go on in the order that join says', async () => {
    const { output, threads } = await twin('processes-and-threads/thread-join.py', '--', 'join-first');
    expect(threads.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'MainThread ended',
      'Music ended',
      'Blog ended',
    ]);
    const said = output.map(({ text }) => text);
    expect(said.indexOf('Music ends')).toBeLessThan(said.indexOf('main ends'));
    expect(said.indexOf('main ends')).toBeLessThan(said.indexOf('Blog ends'));
  });

  it('never have more on the counter than there is room for, and lose nothing', async () => {
    const { output, objects } = await twin('queues/producer-consumer.py');
    const counter = objects.find(({ name }) => name === 'counter');
    expect(counter?.maxLength).toBeLessThanOrEqual(3);
    expect(counter?.finalContents).toEqual([]);
    const eaten = output.flatMap(({ text }) => (text.startsWith('eats ') ? [text.slice(5)] : []));
    expect(eaten).toEqual(Array.from({ length: 10 }, (_, i) => `bun ${i + 1}`));
  });
});
