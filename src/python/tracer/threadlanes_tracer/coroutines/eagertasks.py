"""Tasks that run until they have to wait before their maker goes on: asyncio.eager_task_factory of 3.12 and later."""
from asyncio import current_task

from ..record import emit
from ..vocabulary import RAISED, SWITCH, EventKind
from . import asyncfutures
from .tasks import Lane, full_name

_FACTORY = 'create_eager_task_factory.<locals>.factory'


def are_made_by(loop):
    """Whether a loop makes such tasks now."""
    factory = loop.__dict__.get('_task_factory')
    return getattr(factory, '__qualname__', None) == _FACTORY and factory.__module__ == 'asyncio.tasks' and loop.is_running()


def make(original, number, loop, args, kwargs):
    """Makes one by the loop's own create_task. Whoever asks for it hands the turn over to it, and takes it back."""
    coroutine = args[0] if args else kwargs.get('coro')
    lane = Lane(coroutine, full_name(kwargs.get('name') or 'Task', coroutine), number)
    maker = asyncfutures.lane_of(current_task(loop))
    if maker is not None:
        emit(EventKind.HandOver, number, SWITCH, lane.number, 0, '')
    lane.take_turn(None)
    task = None
    try:
        task = original(loop, *args, **kwargs)
        return task
    finally:
        if task is None:
            lane.end(RAISED)
        else:
            asyncfutures.know_lane(task, lane)
            lane.rename(task)
            lane.give_turn(task)
        if maker is not None:
            maker.take_turn(None)
        task = args = coroutine = None  # As in tasks.step: an exception may lead to this frame.
