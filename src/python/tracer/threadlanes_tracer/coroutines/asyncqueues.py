"""asyncio's three queues: what is put in, taken out, and in which order it will come out.

Must never compare items of the program's own classes, nor change what a queue does.
"""
from collections import deque
from functools import wraps

from ..contents import Contents, order_of, taking_out
from ..record import create, emit
from ..vocabulary import EventKind, ObjectKind, Operation
from .asynclocks import KEY, Attribute, record
from .awaits import read_by
from .waits import Wait

_CONTENTS = '_threadlanes_contents'
# What the standard library keeps items in: to ask how many there are runs no code of the program.
_KEPT_IN = (deque, list)


def install(queues):
    def made(self, at):
        order = order_of(self, queues)
        capacity = self._maxsize if type(self._maxsize) is int and self._maxsize > 0 else 0
        number = create(ObjectKind.Queue, at, order, capacity)
        self.__dict__[_CONTENTS] = Contents(number, order)
        return number
    record(queues.Queue, made)
    for cls in (queues.Queue, queues.LifoQueue, queues.PriorityQueue):
        cls._put, cls._get = _put(cls._put), taking_out(cls._get, _CONTENTS)
    queues.Queue._unfinished_tasks = Attribute('_unfinished_tasks', _tell_unfinished)
    if hasattr(queues.Queue, 'shutdown'):
        queues.Queue._is_shutdown = Attribute('_is_shutdown', _tell_shut)
    read_by(queues.Queue.put, _at_queue(Operation.Put, _has_room))
    read_by(queues.Queue.get, _at_queue(Operation.Get, _has_items))
    read_by(queues.Queue.join, _at_queue(Operation.TasksDone, lambda queue: False))


def _put(original):
    @wraps(original)
    def _put(self, item):
        original(self, item)
        contents = self.__dict__.get(_CONTENTS)
        if contents is not None:
            contents.put(item)
    return _put


def _tell_unfinished(_queue, number, before, now):
    if now < before:
        emit(EventKind.TaskDone, number, 0, now)


def _tell_shut(_queue, number, _before, now):
    if now:
        emit(EventKind.State, number, 1)


def _has_room(queue):
    return not 0 < queue._maxsize <= len(queue._queue)


def _has_items(queue):
    return len(queue._queue) > 0


def _at_queue(operation, can_go_on):
    """A wait at a queue; put and get tell of its end, unless somebody else was faster."""
    def over(wait, at):
        queue = wait.of
        if not (type(queue._queue) in _KEPT_IN and can_go_on(queue)):
            emit(EventKind.Pass, wait.number, at=at)

    def read(frame):
        queue = frame.f_locals['self']
        number = queue.__dict__.get(KEY)
        if number is None:
            return None
        wait = Wait(number, operation, None, over)
        wait.of = queue
        return wait
    return read
