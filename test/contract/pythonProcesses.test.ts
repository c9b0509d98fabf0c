/**
 * Python programs of several processes: lanes, what they have in common, and who waits for whom, under every start method.
 * `NEUTRALITY=full` runs each program on every Python under pyenv, too:
 *   NEUTRALITY=full npx vitest run --project unit test/contract/pythonProcesses.test.ts
 */
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { poolOf } from '../../src/trace/pools.js';
import { EventKind, FutureState } from '../../src/trace/vocabulary.js';
import { type Report, readTimeline, run, scratch, told } from './pythonProgram.js';

const isFull = process.env.NEUTRALITY === 'full';
const timeoutMs = 120_000;
const methods = ['fork', 'spawn', 'forkserver'];

/** Interpreters beside the usual one. */
function pythons(): string[] {
  const root = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  if (!isFull || !existsSync(root)) return [];
  const versions = readdirSync(root).filter((name) => /^3\.(?:[89]|\d\d)\./.test(name));
  return versions.map((version) => join(root, version, 'bin', 'python3'));
}

/** A program is run by the usual Python under one start method; in full, by each under all. */
function everywhere(
  title: string,
  name: string,
  text: string,
  check: (report: Report, method: string) => void,
) {
  const under = (python: string | undefined, method: string) => async () =>
    check(await run(name, text, ...(python ? ['--python', python] : []), '--', method), method);
  it(`${title} (fork)`, under(undefined, 'fork'), timeoutMs);
  for (const python of pythons())
    for (const method of methods) it(`${title} (${python}, ${method})`, under(python, method), timeoutMs);
}
const lines = ({ output }: Report): string[] => output.map(({ text }) => text);
const lanes = ({ threads }: Report): string[] => threads.map(({ name, kind }) => `${kind} ${name}`);

/** Futures that a pool has made: whose, who carried them out, and how they are. */
function tasksIn(file: string) {
  const { state, log } = readTimeline(file);
  return state.objects.flatMap((future) => {
    const pool = future && poolOf(state, future.id);
    if (!future || !pool) return [];
    const workers = Array.from({ length: log.length }, (_, i) => i)
      .filter((i) => log.kind(i) === EventKind.State && log.object(i) === future.id)
      .filter((i) => log.info(i) === FutureState.Running)
      .map((i) => state.threads[log.thread(i)]?.name);
    return [{ pool: pool.name, name: future.name, workers: workers.join(), state: future.state }];
  });
}

const starting = `import multiprocessing, sys, threading, time
module_lock = threading.Lock()
def child(n):
    with module_lock: print("child", n, sys.argv[1:], flush=True)
    if n == 1: raise ValueError("no")
    if n == 2: sys.exit(5)
    if n == 3: time.sleep(60)
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    children = [multiprocessing.Process(target=child, args=(n,), name=f"child-{n}") for n in range(4)]
    for each in children: each.start()
    for each in children[:3]: each.join()
    while not children[3].is_alive(): time.sleep(0.01)
    children[3].terminate()
    for each in children: each.join()
    print([each.exitcode for each in children])
`;

describe('processes', () => {
  it.each(methods)(
    'are lanes under %s, as they were started, and end as their parent sees it',
    async (method) => {
      const report = await run('starting.py', starting, '--', method);
      expect(report.outcome).toBe('completed');
      expect(lanes(report)).toEqual(['thread MainThread', ...[0, 1, 2, 3].map((n) => `process child-${n}`)]);
      expect(report.threads.every(({ state }) => state === 'ended')).toBe(true);
      expect(lines(report).at(-1)).toBe('[0, 1, 5, -15]');
      expect(lines(report)).toContain(`child 0 ['${method}']`);
      expect(report.findings.map(({ kind, locations }) => [kind, locations[0]?.line])).toEqual([
        ['uncaught-exception', 5],
      ]);
    },
    timeoutMs,
  );

  const deadlock = `import multiprocessing, sys
def one(a, b, both):
    with a:
        both.wait()
        with b:
            pass
def two(a, b, both):
    with b:
        both.wait()
        with a:
            pass
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    a = context.Lock()
    b = context.RLock()
    both = context.Barrier(2)
    first = context.Process(target=one, args=(a, b, both), name="first")
    second = context.Process(target=two, args=(a, b, both), name="second")
    first.start()
    second.start()
    first.join()
`;
  everywhere('that deadlock are explained while they hang', 'deadlock.py', deadlock, (report) => {
    expect(report.outcome).toBe('deadlock');
    const { cycle } = report.findings.find(({ kind }) => kind === 'deadlock') ?? { cycle: [] };
    const told = cycle.map(({ thread, holds, waitsFor }) =>
      [thread, holds.object, holds.line, waitsFor.object, waitsFor.line].join(' '),
    );
    expect(told.sort()).toEqual(['first a 3 b 5', 'second b 8 a 10']);
  });

  const waiting = `import multiprocessing, os, sys
lock = multiprocessing.Lock()
def child():
    with lock:
        pass
if __name__ == "__main__":
    with lock:
        if sys.argv[1] == "waitpid":
            pid = os.fork()
            if pid == 0:
                child()
                os._exit(0)
            os.waitpid(pid, 0)
        else:
            process = multiprocessing.Process(target=child)
            process.start()
            process.join()
`;
  it.each([
    ['waitpid', 13, /^Process \d+ process$/],
    ['join', 17, /^Process-1 process$/],
  ])(
    'whose parent waits for them by %s, while they wait for its lock, are a deadlock',
    async (how, line, child) => {
      const { outcome, findings, threads } = await run('waiting.py', waiting, '--', how);
      expect(outcome).toBe('deadlock');
      const [parent, other] = findings[0]?.cycle ?? [];
      expect([parent?.holds.object, parent?.waitsFor.line]).toEqual(['lock', line]);
      expect([other?.waitsFor.object, other?.waitsFor.line]).toEqual(['lock', 4]);
      expect(`${parent?.waitsFor.object} ${threads[1]?.kind}`).toMatch(child);
    },
  );

  it('that are killed in the middle of their work have told all of it', async () => {
    const text = `import ctypes, multiprocessing
def child():
    with multiprocessing.Lock():
        ctypes.string_at(0)
if __name__ == "__main__":
    process = multiprocessing.Process(target=child, name="child")
    process.start()
    process.join()
    with multiprocessing.Pool(1) as pool:  # The pool ends its workers by force: that is as it should be.
        pool.map(abs, [1])
`;
    const file = join(scratch, 'killedChild.tltrace');
    const { outcome, findings } = await run('killedChild.py', text, '--trace', file);
    expect([outcome, findings]).toEqual(['completed', []]);
    expect(told(file).some((step) => step.startsWith('3: child takes'))).toBe(true);
  });
});

describe('what processes have in common', () => {
  const synchronizing = `import multiprocessing, sys, time
def work(permits, changed, ready, go):
    with permits:
        time.sleep(0.01)
    with changed:
        ready.value += 1
        changed.notify_all()
        changed.wait_for(lambda: ready.value == 3)
    go.wait()
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    permits = context.BoundedSemaphore(2)
    changed = context.Condition()
    go = context.Event()
    ready = context.Value("i", 0)
    cells = context.Array("i", 2)
    workers = [context.Process(target=work, args=(permits, changed, ready, go)) for _ in range(3)]
    for each in workers: each.start()
    cells[1] = 7
    while ready.value < 3: time.sleep(0.01)
    go.set()
    for each in workers: each.join()
    print(cells[1], ready.value)
`;
  everywhere('semaphores, conditions, events and cells', 'synchronizing.py', synchronizing, (report) => {
    expect([report.outcome, lines(report)]).toEqual(['completed', ['7 3']]);
    const kinds = report.objects.map(({ name, kind }) => `${name} ${kind}`);
    expect(kinds).toEqual([
      'permits semaphore',
      'changed.lock rlock',
      'changed condition',
      'go event',
      'ready rlock',
      'ready shared',
      'cells rlock',
      'cells shared-array',
      'cells[1] shared',
    ]);
    expect(report.findings).toEqual([]);
  });

  const queues = `import multiprocessing, sys
def produce(n, plain, simple):
    for i in range(3): plain.put((n, i))
    simple.put(n)
def work(jobs):
    for job in iter(jobs.get, None): jobs.task_done()
    jobs.task_done()
def talk(end):
    for word in iter(end.recv, "stop"): end.send(word + "!")
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    plain, simple, jobs = context.Queue(2), context.SimpleQueue(), context.JoinableQueue()
    here, there = context.Pipe()
    kept = context.Queue()
    started = [context.Process(target=produce, args=(n, plain, simple)) for n in range(2)]
    started += [context.Process(target=work, args=(jobs,)), context.Process(target=talk, args=(there,))]
    for each in started: each.start()
    here.send("hello")
    print(here.recv())
    here.send("stop")
    print(sorted(plain.get() for _ in range(6)), sorted([simple.get(), simple.get()]))
    for job in ("wash", "dry", None): jobs.put(job)
    jobs.join()
    for each in started: each.join()
    kept.put("left over"); kept.get(); kept.put("and this")
    kept.cancel_join_thread()
`;
  everywhere('queues and pipes, with what is in them', 'queues.py', queues, (report) => {
    expect(report.outcome).toBe('completed');
    expect(lines(report)).toEqual(['hello!', '[(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)] [0, 1]']);
    const contents = report.objects.map(({ name, finalContents }) => [name, finalContents]);
    expect(contents).toEqual([
      ['plain', []],
      ['simple', []],
      ['jobs', []],
      ['here', []],
      ['there', []],
      ['kept', ["'and this'"]],
    ]);
    expect(report.objects.find(({ name }) => name === 'plain')?.maxLength).toBeLessThanOrEqual(2);
    // Threads that only feed pipes have no lanes.
    expect(report.threads.filter(({ kind }) => kind === 'thread')).toHaveLength(1);
  });
});

describe('what works for the program', () => {
  it('says of each task of a pool who carries it out, and how it ends', async () => {
    const text = `import concurrent.futures, multiprocessing
def square(n):
    if n == 2: raise ValueError(n)
    return n * n
if __name__ == "__main__":
    with concurrent.futures.ThreadPoolExecutor(1, "clerk") as clerks:
        one = clerks.submit(square, 1)
    with concurrent.futures.ProcessPoolExecutor(1) as helpers:
        two = helpers.submit(square, 2)
        two.exception()
    with multiprocessing.Pool(1) as pool:
        print(pool.map(square, [3, 4], chunksize=1))
`;
    const file = join(scratch, 'tasks.tltrace');
    await run('tasks.py', text, '--trace', file);
    const tasks = tasksIn(file);
    expect(tasks.map(({ pool, name, workers, state }) => `${pool} ${name} ${workers} ${state}`)).toEqual([
      `clerks one clerk_0 ${FutureState.Finished}`,
      expect.stringMatching(`^helpers two \\w*Process-1 ${FutureState.Failed}$`),
      expect.stringMatching(`^pool square\\(3\\) \\w*PoolWorker-2 ${FutureState.Finished}$`),
      expect.stringMatching(`^pool square\\(4\\) \\w*PoolWorker-2 ${FutureState.Finished}$`),
    ]);
  });

  it('is waited for by connection.wait: any of several, or one that never comes', async () => {
    const text = `import multiprocessing
from multiprocessing.connection import wait
def work(end): end.send(1)
if __name__ == "__main__":
    mine, other = multiprocessing.Pipe()
    child = multiprocessing.Process(target=work, args=(other,), name="child")
    child.start()
    print(wait([mine, child.sentinel], 20) != [], mine.recv())
    wait([child.sentinel, mine])
    wait([mine])
`;
    const file = join(scratch, 'anyOf.tltrace');
    const { outcome, findings } = await run('anyOf.py', text, '--trace', file);
    expect([outcome, findings[0]?.message]).toEqual([
      'stalled',
      'Stalled: nobody can ever go on. MainThread waits for mine (anyOf.py:10).',
    ]);
    const steps = told(file);
    expect(steps).toContain('8: MainThread waits until one of the sockets of connection.wait is ready');
    expect(steps.some((step) => /^9: .*connection\.wait: 1 ready \(child\), 2 examined$/.test(step))).toBe(
      true,
    );
  });

  const pools = `import multiprocessing, sys
from concurrent.futures import ProcessPoolExecutor, as_completed
def square(x): return x * x
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    pool = context.Pool(2)
    print(pool.apply_async(square, (7,)).get(), pool.map(square, range(4)), list(pool.imap(square, [5])))
    pool.close()
    pool.join()
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        futures = [executor.submit(square, x) for x in range(3)]
        print(sorted(future.result() for future in as_completed(futures)))
`;
  everywhere('pools: their tasks, and who does them', 'pools.py', pools, (report) => {
    expect([report.outcome, lines(report)]).toEqual(['completed', ['49 [0, 1, 4, 9] [25]', '[0, 1, 4]']]);
    const named = report.objects.filter(({ kind }) => kind === 'executor');
    expect(named.map(({ name, finalContents }) => [name, finalContents])).toEqual([
      ['pool', []],
      ['executor', []],
    ]);
    expect(report.threads.filter(({ kind }) => kind === 'process').length).toBeGreaterThanOrEqual(3);
    expect(report.threads.every(({ state }) => state === 'ended')).toBe(true);
  });

  const manager = `import multiprocessing, sys
def report(n, votes, lock, done):
    with lock: votes[n] = n * n
    done.put(n)
if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    manager = context.Manager()
    votes = manager.dict()
    lock = manager.Lock()
    done = manager.Queue()
    stations = [context.Process(target=report, args=(n, votes, lock, done)) for n in range(2)]
    for each in stations: each.start()
    print(sorted([done.get(), done.get()]))
    for each in stations: each.join()
    print(sorted(votes.items()))
    manager.shutdown()
`;
  everywhere('a manager, what it keeps, and the calls', 'manager.py', manager, (report) => {
    expect([report.outcome, lines(report)]).toEqual(['completed', ['[0, 1]', '[(0, 0), (1, 1)]']]);
    const kinds = report.objects.map(({ name, kind, finalContents }) => `${name} ${kind} ${finalContents}`);
    expect(kinds).toEqual([
      'requests queue ',
      'answers queue ',
      'votes managed ',
      'lock lock ',
      'done queue ',
    ]);
  });
});
