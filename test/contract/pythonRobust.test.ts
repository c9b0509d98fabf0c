/** Python programs that do what a tracer may not expect: everything up to there is kept, and they run as without it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.js';
import { runChild, threadlanes } from '../commandLine.js';
import { lines, run, scratch, told, write } from './pythonProgram.js';

const dist = join(import.meta.dirname, '../../dist');

/** Whether some process has this name among its arguments. */
async function running(name: string): Promise<boolean> {
  return (await runChild('ps', ['-A', '-o', 'args='])).stdout.includes(name);
}

describe('a program that ends in its own way', () => {
  it('is killed by a signal', async () => {
    const report = await run(
      'killed.py',
      'import os, signal\nprint("before")\nos.kill(os.getpid(), signal.SIGTERM)\n',
    );
    expect(report.error?.message).toBe('the program was killed by SIGTERM');
    expect(lines(report)).toEqual(['before']);
  });

  it('hangs when the engine is shut down, and ends with it', async () => {
    const entry = write(
      'left.py',
      'import threading\nprint("hangs", flush=True)\nthreading.Event().wait()\n',
    );
    const engine = new Engine({ recorderPath: join(dist, 'pythonRecorder.cjs'), programPath: '' });
    const python = {
      interpreter: ['python3'],
      tracer: join(dist, 'tracer'),
      workingFolder: scratch,
      environment: process.env,
      hasInput: false,
      hasOutput: false,
      whenStuck: 'wait',
    } as const;
    const request = {
      entry,
      program: 'left.py',
      mode: 'live',
      seed: 1,
      strategy: 'random',
      variant: null,
    } as const;
    const limits = { args: [], schedule: null, timeoutMs: 60_000, memoryLimitMb: 0, python };
    const started = new Promise<void>((resolve) => {
      const listener = { started: () => {}, findings: () => {}, records: () => {}, output: () => resolve() };
      void engine.run({ ...request, ...limits }, listener);
    });
    await started;
    expect(await running('left.py')).toBe(true);
    await engine.dispose();
    expect(await running('left.py')).toBe(false);
  });

  it('is killed from one of its threads, in the middle of its work', async () => {
    const text = `import signal, threading
lock = threading.Lock()
def work():
    for _ in range(100):
        with lock: pass
    print("before", flush=True)
    signal.raise_signal(signal.SIGKILL)
thread = threading.Thread(target=work)
thread.start()
thread.join()
`;
    const report = await run('killedAtWork.py', text);
    expect(report.error?.message).toBe('the program was killed by SIGKILL');
    expect(lines(report)).toEqual(['before']);
    expect(report.events).toBeGreaterThan(200);
    expect(report.findings).toEqual([]); // All was sent before.
  });

  const dies = `import ctypes, os, resource, sys, threading
if sys.argv[1] == "without": # No file can be written: the child has no memory to share.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
if os.fork() == 0:
    lock = threading.Lock()
    for _ in range(100):
        with lock: pass
    print("before", flush=True)
    lock.acquire()
    ctypes.string_at(0)
os.wait()
`;
  it('is ended by an invalid access to memory: all that it did is there', async () => {
    const report = await run('segmentation.py', dies, '--', 'with');
    expect(report.outcome).toBe('completed');
    expect(report.findings).toEqual([]);
    expect(lines(report)).toEqual(['before']);
    expect(report.events).toBeGreaterThan(200);
  });

  it('is ended so, and could share no memory: what may be missing is said', async () => {
    const { findings } = await run('segmentation.py', dies, '--', 'without');
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^Process( \d+)? was killed by SIGSEGV; what it did in its last 40 ms may be missing here\.$/,
      ),
    ]);
  });

  it('is killed from outside, in the middle of a long call of C: all that it did is there', async () => {
    const text = `import os, threading
lock = threading.Lock()
reads, writes = os.pipe()
if os.fork() == 0:
    os.read(reads, 1)
    os.kill(os.getppid(), 9)
    os._exit(0)
for _ in range(100):
    with lock: pass
lock.acquire()
os.write(writes, b".")
sum(range(10 ** 10))
`;
    const file = join(scratch, 'outside.tltrace');
    await run('outside.py', text, '--trace', file);
    // How it is called is read beside the program, so that may be missing.
    const taken = told(file).filter((step) => /: MainThread takes lock/.test(step));
    expect([taken.length, taken.at(-1)?.split(':')[0]]).toEqual([101, '10']);
  });

  it('leaves with a text instead of a number', async () => {
    const report = await run('text.py', 'import sys\nprint("before")\nsys.exit("that is all")\n');
    expect([report.outcome, lines(report), report.err]).toEqual(['failed', ['before'], 'that is all\n']);
  });

  it('calls os._exit', async () => {
    const report = await run('exit.py', 'import os\nprint("before", flush=True)\nos._exit(7)\n');
    expect(report.error?.message).toBe('the program ended with exit code 7');
    expect(lines(report)).toEqual(['before']);
  });

  it('ends while most of what it did is still to be sent and read', async () => {
    const text = `import os, threading
lock = threading.Lock()
for _ in range(40_000):
    with lock: pass
os._exit(0)
`;
    const { outcome, events } = await run('tail.py', text);
    // The thread is made and begins, the lock is made, the thread ends.
    expect([outcome, events]).toEqual(['completed', 80_000 + 4]);
  });

  it('becomes another program', async () => {
    const text =
      'import os, sys\nprint("before", flush=True)\nos.execv(sys.executable, ["python", "-c", ""])\n';
    const report = await run('exec.py', text);
    expect([report.outcome, lines(report)]).toEqual(['completed', ['before']]);
  });

  it('forks: the child is a process with copies of the locks', async () => {
    const text = `import os, threading
lock = threading.Lock()
with lock: pass
if os.fork() == 0:
    with lock: print("child", flush=True)
    os._exit(0)
os.wait()
print("parent")
`;
    const report = await run('fork.py', text);
    // Events of two processes come in the order in which they arrive.
    expect(lines(report).sort()).toEqual(['child', 'parent']);
    expect(report.threads.map(({ kind, state }) => [kind, state])).toEqual([
      ['thread', 'ended'],
      ['process', 'ended'],
    ]);
    expect(report.objects.map(({ name }) => name)).toEqual(['lock', 'lock#2']);
    expect(report.err).toBe('');
  });
});

describe('a process whose parent is gone', () => {
  it('is known all the same, with what it has of its parent', async () => {
    const text = `import os, threading, time
lock = threading.Lock()
def use():
    with lock: print("in", flush=True)
if os.fork() == 0:
    use()
    if os.fork() == 0: use()
    os._exit(0)
os.wait()
time.sleep(0.3)
`;
    const file = join(scratch, 'orphan.tltrace');
    await run('orphan.py', text, '--trace', file);
    const taken = told(file).filter((step) => /^4: Process( \d+)? takes lock/.test(step));
    expect(taken).toHaveLength(2);
  });
});

describe('a program that gets in the way', () => {
  it('puts into a queue what cannot be written out', async () => {
    const text = `import queue, threading
lock = threading.Lock()
class Endless:
    def __repr__(self): return repr(self)
class Locks:
    def __repr__(self):
        with lock: return ""
class Nameless(type):
    @property
    def __name__(cls): raise ValueError
class Thing(metaclass=Nameless): pass
ring = []
ring.append(ring)
things = queue.Queue()
with lock:
    for each in (Endless(), Locks(), Thing(), ring, 10 ** 5000, "\\ud800", {Endless(): 1}): things.put(each)
`;
    const report = await run('reprs.py', text);
    expect([report.outcome, report.err]).toEqual(['completed', '']);
    expect(report.objects.find(({ name }) => name === 'things')?.finalContents).toEqual([
      '<Endless>',
      '<Locks>',
      '<Thing>',
      '[[<list>]]',
      '<int of 16610 bits>',
      "'\\ud800'",
      '{}',
    ]);
  });

  it('closes every descriptor that it does not know, and opens its own under their numbers', async () => {
    const text = `import os, threading, time
lock = threading.Lock()
with lock: pass
os.closerange(3, 4096)
mine = open("mine.txt", "w+b")
copies = [os.dup(mine.fileno()) for _ in range(600)]
for _ in range(3):
    time.sleep(0.05)
    with lock: pass
print(os.fstat(mine.fileno()).st_size)
`;
    const report = await run('closes.py', text);
    expect(lines(report)).toEqual(['0']);
    expect(report.events).toBe(19);
  });

  it('sets a trace function of its own', async () => {
    const text = `import sys, threading
seen = []
def trace(frame, event, argument):
    seen.append(frame.f_code.co_name)
    return trace
threading.settrace(trace)
def work(): pass
thread = threading.Thread(target=work)
thread.start()
thread.join()
print("work" in seen)
`;
    expect(lines(await run('settrace.py', text))).toEqual(['True']);
  });

  it('prints far more than anybody reads', async () => {
    const text = 'line = "x" * 99999\nfor _ in range(600): print(line)\n';
    const report = await run('much.py', text);
    expect(report.outcome).toBe('completed');
    expect(lines(report).at(-1)).toMatch(/more is printed/);
  });

  it('starts 2,000 threads', async () => {
    const text = `import threading
go = threading.Event()
threads = [threading.Thread(target=go.wait) for _ in range(2000)]
for thread in threads: thread.start()
go.set()
for thread in threads: thread.join()
`;
    const report = await run('many.py', text);
    expect(report.outcome).toBe('completed');
    expect(report.threads.filter(({ state }) => state === 'ended')).toHaveLength(2001);
  });

  it('recurses until it may not', async () => {
    const report = await run('recursion.py', 'def f(): f()\nf()\n');
    expect(report.error?.message).toMatch(/^RecursionError/);
  });
});

describe('an interpreter', () => {
  it('that is too old is one clear line', async () => {
    const asOld = 'import runpy, sys; sys.version_info = (3, 7, 16); runpy.run_path(sys.argv[1])';
    const path = join(scratch, 'old-python');
    writeFileSync(path, `#!/bin/sh\nexec python3 -c '${asOld}' "$@"\n`, { mode: 0o755 });
    const { code, stderr } = await threadlanes('run', write('any.py', 'pass\n'), '--python', path);
    expect([code, stderr]).toEqual([
      2,
      `threadlanes: Python 3.8 or later is needed, and "${path}" is older\n`,
    ]);
  });
});
