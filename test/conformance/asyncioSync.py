"""asyncio: Lock, Event, Condition, Semaphore, Queue"""
import asyncio
from asyncio import BoundedSemaphore, Condition, Event, LifoQueue, Lock, PriorityQueue, Queue, Semaphore, create_task, gather, sleep

from cases import async_case, attempt, main, name_of, tell


async def attempt_await(call):
    try:
        answer = await call()
    except (Exception, asyncio.CancelledError) as error:
        answer = f'throws {name_of(error)}'
    tell(answer)


async def hold(lock, name, seconds=0.01):
    async with lock:
        tell(name, 'has it')
        await sleep(seconds)


async def wait_for_event(event, name):
    tell(name, await event.wait())


async def wait_for_condition(condition, name):
    async with condition:
        await condition.wait()
        tell(name, 'goes on')


async def wait_until_ready(condition, state):
    async with condition:
        return await condition.wait_for(lambda: state['ready'])


async def produce(queue):
    for n in range(1, 4):
        await queue.put(n)
        tell('put', n)


async def consume(queue):
    for _ in range(3):
        tell('got', await queue.get())


@async_case
async def lock_is_free_at_first():
    lock = Lock()
    tell(lock.locked())
    tell(await lock.acquire(), lock.locked())
    lock.release()
    tell(lock.locked())


@async_case
async def release_of_a_free_lock_is_an_error():
    attempt(lambda: Lock().release())


@async_case
async def lock_serves_in_order():
    lock = Lock()
    await gather(hold(lock, 'a'), hold(lock, 'b'), hold(lock, 'c'))


@async_case
async def whoever_gives_up_is_passed_over():
    lock = Lock()
    await lock.acquire()
    a = create_task(hold(lock, 'a'))
    b = create_task(hold(lock, 'b'))
    await sleep(0)
    a.cancel()
    lock.release()
    await b
    tell(a.cancelled())


@async_case
async def a_lock_can_be_waited_for_in_time():
    lock = Lock()
    await lock.acquire()
    await attempt_await(lambda: asyncio.wait_for(lock.acquire(), 0.01))
    lock.release()
    tell(await lock.acquire())


@async_case
async def event_lets_all_go_on():
    event = Event()
    both = gather(wait_for_event(event, 'a'), wait_for_event(event, 'b'))
    await sleep(0)
    tell(event.is_set())
    event.set()
    await both
    tell(event.is_set(), await event.wait())
    event.clear()
    tell(event.is_set())


@async_case
async def condition_notifies_so_many():
    condition = Condition()
    tasks = [create_task(wait_for_condition(condition, name)) for name in 'abc']
    await sleep(0)
    async with condition:
        condition.notify(1)
    await sleep(0.01)
    tell([task.done() for task in tasks])
    async with condition:
        condition.notify_all()
    await gather(*tasks)


@async_case
async def condition_needs_its_lock():
    condition = Condition()
    attempt(lambda: condition.notify())
    await attempt_await(lambda: condition.wait())


@async_case
async def condition_waits_for_a_predicate():
    condition = Condition()
    state = {'ready': False}
    waiter = create_task(wait_until_ready(condition, state))
    await sleep(0)
    async with condition:
        condition.notify()
    await sleep(0)
    tell(waiter.done())
    async with condition:
        state['ready'] = True
        condition.notify()
    tell(await waiter)


@async_case
async def a_cancelled_waiter_has_the_lock_again():
    condition = Condition()
    waiter = create_task(wait_for_condition(condition, 'a'))
    await sleep(0)
    waiter.cancel()
    await attempt_await(lambda: waiter)
    tell(condition.locked())


@async_case
async def semaphore_lets_so_many_in():
    semaphore = Semaphore(2)
    await gather(hold(semaphore, 'a', 0.01), hold(semaphore, 'b', 0.03), hold(semaphore, 'c', 0.01))
    tell(semaphore.locked())


@async_case
async def semaphore_of_zero():
    semaphore = Semaphore(0)
    tell(semaphore.locked())
    task = create_task(hold(semaphore, 'a'))
    await sleep(0)
    tell(task.done())
    semaphore.release()
    await task


@async_case
async def semaphore_must_not_be_negative():
    attempt(lambda: Semaphore(-1))


@async_case
async def bounded_semaphore_refuses_too_many():
    semaphore = BoundedSemaphore(1)
    await semaphore.acquire()
    semaphore.release()
    attempt(lambda: semaphore.release())


@async_case
async def queue_is_first_in_first_out():
    queue = Queue()
    for n in [3, 1, 2]:
        await queue.put(n)
    tell(queue.qsize(), queue.empty(), queue.full())
    tell(await queue.get(), await queue.get(), await queue.get())
    tell(queue.empty())


@async_case
async def queue_holds_up():
    queue = Queue(1)
    await gather(produce(queue), consume(queue))


@async_case
async def queue_without_waiting():
    queue = Queue(1)
    attempt(lambda: queue.get_nowait())
    queue.put_nowait(1)
    attempt(lambda: queue.put_nowait(2))
    tell(queue.full(), queue.get_nowait())


@async_case
async def queue_joins():
    queue = Queue()
    await queue.put(1)
    await queue.put(2)
    joined = create_task(queue.join())
    await sleep(0)
    queue.task_done()
    await sleep(0)
    tell(joined.done())
    queue.task_done()
    await joined
    attempt(lambda: queue.task_done())


@async_case
async def other_orders():
    least = PriorityQueue()
    last = LifoQueue()
    for n in [5, 7, 3, 4]:
        least.put_nowait(n)
        last.put_nowait(n)
    tell(*[least.get_nowait() for _ in range(4)])
    tell(*[last.get_nowait() for _ in range(4)])


@async_case
async def queue_shuts_down():
    queue = Queue()
    getter = create_task(queue.get())
    await sleep(0)
    queue.shutdown()
    await attempt_await(lambda: getter)
    attempt(lambda: queue.put_nowait(1))


@async_case
async def what_is_left_can_be_taken():
    queue = Queue()
    queue.put_nowait(1)
    queue.shutdown()
    tell(queue.get_nowait())
    attempt(lambda: queue.get_nowait())


if __name__ == '__main__':
    main()
