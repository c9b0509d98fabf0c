/** asyncio in Python programs: tasks are lanes that have the event loop in turn, and what they wait for is told. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, scratch, story, told } from './pythonProgram.js';

/** What one task or thread did with an object, without lines and moments. */
function of(lines: readonly string[], ...words: string[]): string[] {
  return lines
    .map((line) => line.replace(/^\S+ /, '').replace(/ since [\d.]+ \w+/, ''))
    .filter((line) => words.every((word) => line.includes(word)));
}

const together = `import asyncio

async def worker(lock, queue, item):
    async with lock:
        await asyncio.sleep(0.01)
    await queue.put(item)

async def main():
    lock, queue = asyncio.Lock(), asyncio.Queue(maxsize=1)
    for item in ("a", "b"):
        asyncio.create_task(worker(lock, queue, item), name=item)
    got = [await queue.get() for _ in range(2)]
    queue.task_done(); queue.task_done()
    await queue.join()
    print(got)

asyncio.run(main())
`;

describe('tasks', async () => {
  const file = join(scratch, 'together.tltrace');
  const { threads, objects, output, findings } = await run('together.py', together, '--trace', file);
  const lines = told(file);

  it('are lanes, named as the program names them and after their functions', () => {
    expect(threads.map(({ name, kind, state }) => `${name}, ${kind}, ${state}`)).toEqual([
      'MainThread, thread, ended',
      'Task-1 (main), task, ended',
      'a (worker), task, ended',
      'b (worker), task, ended',
    ]);
    expect(findings).toEqual([]);
  });

  it('have the event loop one at a time, and the thread waits for work when nobody can go on', () => {
    const turns = of(lines, 'event loop').filter((line) => / takes | releases /.test(line));
    turns.forEach((line, i) => void expect(line).toContain(i % 2 === 0 ? 'takes' : 'releases'));
    expect(of(lines, 'MainThread has nothing to do').length).toBeGreaterThan(1);
  });

  it('have a loop that is closed once when the run is over', () => {
    expect(of(lines, 'closes')).toEqual(['MainThread closes event loop']);
  });

  it('own locks, and wait for them on their own lines', () => {
    expect(lines.filter((line) => / lock\b/.test(line)).map((line) => line.replace(/ since.*,/, ''))).toEqual(
      [
        '9: Task-1 (main) makes lock',
        '4: a (worker) takes lock',
        '4: b (worker) asks for lock, held by a (worker) and blocks',
        '4: a (worker) releases lock',
        '4: b (worker) takes lock',
        '4: b (worker) releases lock',
      ],
    );
  });

  it('put into and get out of queues, and say what is done', () => {
    expect(of(lines, ' queue')).toEqual([
      'Task-1 (main) makes queue',
      'Task-1 (main) wants something out of queue, which is empty, and waits',
      "a (worker) puts 'a' into queue",
      "Task-1 (main) gets 'a' out of queue",
      'Task-1 (main) wants something out of queue, which is empty, and waits',
      "b (worker) puts 'b' into queue",
      "Task-1 (main) gets 'b' out of queue",
      'Task-1 (main) says that a task of queue is done; 1 left',
      'Task-1 (main) says that a task of queue is done; 0 left',
    ]);
    expect(objects.find(({ name }) => name === 'queue')).toMatchObject({ maxLength: 1, finalContents: [] });
  });

  it('print in their own names', () => {
    expect(output).toMatchObject([{ thread: 'Task-1 (main)', text: "['a', 'b']" }]);
  });
});

describe('what a task waits for', async () => {
  const lines = await story(
    'waits.py',
    `import asyncio, time

async def after(seconds):
    await asyncio.sleep(seconds)

async def main():
    ready, changed, permits = asyncio.Event(), asyncio.Condition(), asyncio.Semaphore(1)
    async def listen():
        await ready.wait()
        async with changed:
            await changed.wait()
        async with permits:
            await asyncio.sleep(0)
    listener = asyncio.create_task(listen(), name="listener")
    await asyncio.sleep(0.01)
    await permits.acquire()
    ready.set()
    await asyncio.sleep(0.01)
    async with changed:
        changed.notify()
    await asyncio.sleep(0.01)
    permits.release()
    await listener
    await asyncio.gather(after(0.01), after(0.02))
    try:
        await asyncio.wait_for(asyncio.create_task(after(5), name="late"), 0.01)
    except asyncio.TimeoutError:
        pass
    loop = asyncio.get_running_loop()
    answer = loop.create_future()
    loop.call_later(0.01, answer.set_result, 1)
    await answer
    done = await loop.run_in_executor(None, time.sleep, 0.01)

asyncio.run(main())
`,
  );

  it('is the event, the condition and its lock, the permit, in this order', () => {
    const objects = /\b(ready|changed|changed\.lock|permits|others)\b/;
    expect(of(lines, 'listener').filter((line) => objects.test(line))).toEqual([
      'listener (listen) waits until ready is set',
      'listener (listen) goes on: ready lets it through',
      'listener (listen) takes changed.lock',
      'listener (listen) releases changed.lock',
      'listener (listen) waits to be notified by changed',
      'listener (listen) goes on: changed lets it through',
      'listener (listen) takes changed.lock',
      'listener (listen) releases changed.lock',
      'listener (listen) asks for a permit of permits; there is none, and it blocks',
      'listener (listen) takes a permit of permits; 0 left',
      'listener (listen) lets the others of event loop have their turn',
      'listener (listen) gives a permit of permits back; 1 free',
    ]);
  });

  it('is one task after the other that were gathered', () => {
    const ends = of(lines, 'Task-1', '(after)').filter(
      (line) => line.includes('until') || line.includes('seen'),
    );
    const [first, second] = ['Task-3 (after)', 'Task-4 (after)'];
    expect(ends.slice(0, 4)).toEqual([
      `Task-1 (main) waits until ${first} ends`,
      `Task-1 (main) has seen ${first} end`,
      `Task-1 (main) waits until ${second} ends`,
      `Task-1 (main) has seen ${second} end`,
    ]);
  });

  it('is given up when the time is up, and what was waited for is cancelled', () => {
    expect(of(lines, 'late (after)').slice(-4)).toEqual([
      'late (after) wakes up',
      'late (after) releases event loop',
      'late (after) is cancelled',
      'Task-1 (main) has seen late (after) end',
    ]);
  });

  it('is a future until somebody settles it, and a call in another thread until that is over', () => {
    expect(of(lines, 'result')).toEqual([
      'Task-1 (main) waits for the result of answer',
      'Task-1 (main) waits for the result of done',
    ]);
    expect(of(lines, 'answer finished')).toEqual(['MainThread makes answer finished']);
    expect(of(lines, 'asyncio_0')).toEqual(
      expect.arrayContaining(['asyncio_0 begins done', 'asyncio_0 is done with done']),
    );
  });
});

describe('tasks that can never go on', () => {
  it('are told of while the program hangs: the cycle, the locks, where each stands', async () => {
    const text = `import asyncio
async def transfer(one, other):
    async with one:
        await asyncio.sleep(0.01)
        async with other:
            pass
async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(transfer(a, b), transfer(b, a))
asyncio.run(main())
`;
    const file = join(scratch, 'tasks.tltrace');
    const { outcome, findings } = await run('tasks.py', text, '--trace', file);
    expect(outcome).toBe('deadlock');
    const edges = findings.flatMap(({ cycle }) =>
      cycle.map(({ holds, waitsFor }) => [holds.object, holds.line, waitsFor.object, waitsFor.line]),
    );
    expect(edges.sort()).toEqual([
      ['a', 3, 'b', 5],
      ['b', 3, 'a', 5],
    ]);
    expect(of(told(file), 'Task-2', ' is at ')).toEqual(['Task-2 (transfer) is at tasks.py:5 transfer']);
  });

  it('are no stall while something outside may wake the loop', async () => {
    const text = `import asyncio, os, subprocess
async def main():
    loop = asyncio.get_running_loop()
    child = subprocess.Popen(["sh", "-c", "sleep 0.6; echo x"], stdout=subprocess.PIPE)
    said = loop.create_future()
    loop.add_reader(child.stdout, lambda: said.done() or said.set_result(os.read(child.stdout.fileno(), 9)))
    print(await said)
    loop.remove_reader(child.stdout)
asyncio.run(main())
`;
    const { outcome, output } = await run('outside.py', text);
    expect([outcome, output.map(({ text: said }) => said)]).toEqual(['completed', ["b'x\\n'"]]);
  });
});

describe('a task that raises', () => {
  it('is told of when nobody looked at its exception, with its line', async () => {
    const text = `import asyncio
async def fails():
    raise ValueError("lost")
async def main():
    asyncio.create_task(fails())
    await asyncio.sleep(0.01)
asyncio.run(main())
`;
    const { outcome, findings } = await run('fails.py', text);
    expect([outcome, findings.map(({ kind }) => kind), findings[0]?.locations[0]?.line]).toEqual([
      'completed',
      ['uncaught-exception'],
      3,
    ]);
  });

  it('keeps nothing alive that would be gone without the tracer', async () => {
    const text = `import asyncio, weakref
async def fails():
    raise ValueError("lost")
async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print(context["exception"]))
    task = asyncio.create_task(fails())
    await asyncio.sleep(0.01)
    seen = weakref.ref(task)
    del task
    print(seen())
asyncio.run(main())
`;
    expect((await run('gone.py', text)).output.map(({ text: said }) => said)).toEqual(['lost', 'None']);
  });
});

describe('more tasks than have lanes', () => {
  it('are left out, and that is said', async () => {
    const text = `import asyncio, sys
sys.modules["threadlanes_tracer.coroutines.tasks"]._MOST = 5
async def work(): await asyncio.sleep(0)
async def main(): await asyncio.gather(*[work() for _ in range(9)])
asyncio.run(main())
`;
    const { threads, findings, outcome } = await run('leftOut.py', text);
    expect(outcome).toBe('completed');
    expect(threads.filter(({ kind }) => kind === 'task')).toHaveLength(5);
    expect(findings.map(({ kind, message }) => [kind, message])).toEqual([
      [
        'left-out',
        'Task-1 (main) has made 5 tasks; a trace has no room for more lanes, so that later tasks are not shown.',
      ],
    ]);
  });
});
