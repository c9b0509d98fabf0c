"""How the coroutines of asyncio that wait are read: sleep, wait, wait_for, as_completed, TaskGroup. What they wait for lies in
their frames; see the standard library's asyncio/tasks.py and asyncio/taskgroups.py of each version.
"""
from .awaits import read_by
from .waits import Sleep, for_all, for_first, for_future


def install(asyncio):
    tasks = asyncio.tasks
    read_by(tasks.sleep, _sleep)
    read_by(tasks._wait, _wait)
    read_by(tasks._cancel_and_wait, _one)
    if '_release_waiter' in tasks.wait_for.__code__.co_names:  # Before 3.12 it waits for a future of its own.
        read_by(tasks.wait_for, _one)
    for code in tasks.as_completed.__code__.co_consts:
        if getattr(code, 'co_name', '') == '_wait_for_one':
            read_by(code, lambda frame: for_first(frame.f_locals.get('todo') or ()))
    if hasattr(tasks, '_AsCompletedIterator'):  # 3.13
        read_by(tasks._AsCompletedIterator._wait_for_one, lambda frame: for_first(frame.f_locals['self']._todo))
    if hasattr(asyncio, 'TaskGroup'):
        for name in ('__aexit__', '_aexit'):
            if hasattr(asyncio.TaskGroup, name):
                read_by(getattr(asyncio.TaskGroup, name), lambda frame: for_all(frame.f_locals['self']._tasks))


def _sleep(frame):
    delay = frame.f_locals.get('delay')
    return Sleep(delay) if type(delay) in (int, float) and delay > 0 else None


def _one(frame):
    inside = frame.f_locals
    future = inside.get('fut')
    return for_future(future, inside.get('timeout')) if hasattr(future, 'done') else None


def _wait(frame):
    inside = frame.f_locals
    several = for_all if inside.get('return_when') == 'ALL_COMPLETED' else for_first
    return several(inside.get('fs') or (), inside.get('timeout'))
