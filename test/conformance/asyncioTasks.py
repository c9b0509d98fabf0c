"""asyncio: tasks, gather, wait, time-outs, groups"""
import asyncio
import time
from asyncio import TaskGroup, all_tasks, create_task, current_task, gather, get_running_loop, shield, sleep, timeout, to_thread

from cases import async_case, main, name_of, tell

ERRORS = (Exception, asyncio.CancelledError)


async def attempt(call):
    try:
        answer = await call()
    except ERRORS as error:
        answer = f'throws {name_of(error)}'
    tell(answer)


async def say(seconds, word):
    await sleep(seconds)
    tell(word)
    return word


async def fail(seconds=0):
    await sleep(seconds)
    raise ValueError('failed')


async def careful():
    try:
        await sleep(10)
    except ERRORS as error:
        tell('caught', name_of(error))
        raise
    finally:
        tell('cleaned up')


async def take_turns(name):
    for i in range(1, 4):
        tell(name, i)
        await sleep(0)


def work(n):
    time.sleep(0.02)
    return n + 1


def fail_at_work():
    raise ValueError('failed')


async def goes_on():
    try:
        await sleep(10)
    except asyncio.CancelledError as error:
        tell(isinstance(error, asyncio.CancelledError))
    return 'went on'


async def awaits(inner):
    await inner


async def awaits_later(task):
    await sleep(0)
    await task['own']


@async_case
async def a_coroutine_does_nothing_by_itself():
    coroutine = say(0, 'ran')
    tell('made')
    await coroutine


@async_case
async def a_task_begins_when_the_caller_awaits():
    task = create_task(say(0, 'in the task'))
    tell('before')
    await sleep(0.01)
    tell(task.done(), task.result())


@async_case
async def await_answers_the_result():
    tell(await say(0, 'one'), await create_task(say(0, 'two')))


@async_case
async def await_throws_what_was_thrown():
    await attempt(lambda: fail())
    await attempt(lambda: create_task(fail()))


@async_case
async def a_coroutine_can_be_awaited_once():
    coroutine = say(0, 'once')
    await coroutine
    await attempt(lambda: coroutine)


@async_case
async def others_cannot_be_awaited():
    await attempt(lambda: 5)


@async_case
async def tasks_take_turns():
    await gather(take_turns('a'), take_turns('b'))


@async_case
async def sleeps_overlap():
    await gather(say(0.03, 'late'), say(0.01, 'early'), say(0.02, 'between'))


@async_case
async def tasks_have_names():
    task = create_task(say(0, 'named'), name='mine')
    tell(task.get_name(), current_task().get_name())
    task.set_name('yours')
    tell(task.get_name(), len(all_tasks()))
    await task
    tell(len(all_tasks()))


@async_case
async def gather_keeps_the_order():
    tell(await gather(say(0.02, 'a'), say(0.01, 'b'), say(0, 'c')))


@async_case
async def gather_throws_the_first_exception():
    slow = create_task(say(0.02, 'went on'))
    await attempt(lambda: gather(slow, fail()))
    await slow


@async_case
async def gather_may_answer_exceptions():
    bad, good = await gather(fail(), say(0, 'good'), return_exceptions=True)
    tell(name_of(bad), good)


@async_case
async def gather_of_nothing():
    tell(await gather())


@async_case
async def cancel_throws_where_it_waits():
    task = create_task(careful())
    await sleep(0)
    tell(task.cancel(), task.cancelled())
    await attempt(lambda: task)
    tell(task.cancelled(), task.done(), task.cancel())


@async_case
async def cancel_before_it_begins():
    task = create_task(careful())
    task.cancel()
    await attempt(lambda: task)


@async_case
async def a_cancellation_may_be_caught():
    task = create_task(goes_on())
    await sleep(0)
    task.cancel()
    tell(await task, task.cancelled())


@async_case
async def cancelling_gather_cancels_all():
    both = [create_task(careful()), create_task(careful())]
    whole = gather(*both)
    await sleep(0)
    whole.cancel()
    await attempt(lambda: whole)
    tell([task.cancelled() for task in both])


@async_case
async def cancellation_reaches_what_is_awaited():
    inner = create_task(careful())
    outer = create_task(awaits(inner))
    await sleep(0.01)
    outer.cancel()
    await attempt(lambda: outer)
    tell(inner.cancelled())


@async_case
async def shield_protects():
    inner = create_task(say(0.02, 'finished'))
    outer = shield(inner)
    await sleep(0)
    outer.cancel()
    await attempt(lambda: outer)
    tell(await inner)


@async_case
async def wait_for_all():
    done, pending = await asyncio.wait([create_task(say(0.02, 'a')), create_task(say(0.01, 'b'))])
    tell(len(done), len(pending))


@async_case
async def wait_for_the_first():
    tasks = [create_task(say(0.03, 'a')), create_task(say(0.01, 'b'))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    tell(len(done), len(pending))
    await asyncio.wait(pending)


@async_case
async def wait_for_the_first_exception():
    tasks = [create_task(say(0.03, 'a')), create_task(fail(0.01))]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    tell(len(done), len(pending))
    await asyncio.wait(pending)


@async_case
async def wait_gives_up():
    task = create_task(say(0.03, 'a'))
    done, pending = await asyncio.wait([task], timeout=0.01)
    tell(len(done), len(pending), task.cancelled())
    await task


@async_case
async def wait_for_cancels():
    task = create_task(careful())
    await attempt(lambda: asyncio.wait_for(task, 0.01))
    tell(task.cancelled())
    await attempt(lambda: asyncio.wait_for(say(0, 'in time'), 1))
    await attempt(lambda: asyncio.wait_for(say(0, 'no limit'), None))


@async_case
async def a_timeout_cancels_what_runs_inside():
    async def within(limit, call):
        async with limit:
            return await call()

    limit = timeout(0.01)
    await attempt(lambda: within(limit, careful))
    tell(limit.expired())
    enough = timeout(10)
    await attempt(lambda: within(enough, lambda: say(0, 'in time')))
    tell(enough.expired())


@async_case
async def a_timeout_may_be_moved():
    loop = get_running_loop()
    async with timeout(0.01) as limit:
        limit.reschedule(loop.time() + 10)
        await sleep(0.02)
        tell('still here', limit.expired())


@async_case
async def results_as_they_come():
    for following in asyncio.as_completed([say(0.02, 'b'), say(0.01, 'a')]):
        tell('got', await following)


@async_case
async def a_group_waits_for_all():
    async with TaskGroup() as group:
        group.create_task(say(0.02, 'b'))
        group.create_task(say(0.01, 'a'))
        tell('body is over')
    tell('after')


@async_case
async def a_failure_cancels_the_group():
    try:
        async with TaskGroup() as group:
            group.create_task(fail(0.01))
            group.create_task(careful())
            await careful()
    except ExceptionGroup as error:
        tell(True, [name_of(each) for each in error.exceptions])


@async_case
async def a_groups_body_may_fail():
    try:
        async with TaskGroup() as group:
            group.create_task(careful())
            await sleep(0)
            raise ValueError('body')
    except ExceptionGroup as error:
        tell([name_of(each) for each in error.exceptions])


@async_case
async def a_future_is_set_by_hand():
    future = get_running_loop().create_future()
    tell(future.done())
    get_running_loop().call_later(0.01, lambda: future.set_result(42))
    tell(await future, future.done(), future.cancelled())

    async def again():
        future.set_result(43)

    await attempt(again)


@async_case
async def a_future_may_fail():
    future = get_running_loop().create_future()
    future.set_exception(ValueError('failed'))
    await attempt(lambda: future)
    tell(name_of(future.exception()))


@async_case
async def a_future_may_be_cancelled():
    future = get_running_loop().create_future()
    tell(future.cancel(), future.cancel())
    await attempt(lambda: future)


@async_case
async def callbacks_of_a_future():
    future = get_running_loop().create_future()
    future.add_done_callback(lambda done: tell('called back', done.result()))
    future.set_result(1)
    tell('set')
    await sleep(0)
    tell('after')


@async_case
async def calls_soon_and_later():
    loop = get_running_loop()
    loop.call_later(0.01, lambda: tell('later'))
    loop.call_soon(lambda: tell('soon'))
    loop.call_soon(lambda: tell('never')).cancel()
    tell('now')
    await sleep(0.02)


@async_case
async def a_thread_does_the_work():
    other = create_task(say(0.01, 'meanwhile'))
    tell(await to_thread(work, 1))
    await other
    await attempt(lambda: to_thread(fail_at_work))
    tell(await get_running_loop().run_in_executor(None, work, 2))


@async_case
async def run_must_not_be_nested():
    coroutine = say(0, 'nested')

    async def nested():
        return asyncio.run(coroutine)

    await attempt(nested)
    await coroutine


@async_case
async def run_cancels_what_is_left():
    create_task(careful())
    await sleep(0)
    tell('main is over')


@async_case
async def a_task_cannot_await_itself():
    task = {}
    task['own'] = create_task(awaits_later(task))
    await attempt(lambda: task['own'])


if __name__ == '__main__':
    main()
