"""The four queues of `queue`: what is put in, taken out, and in which order it will come out.

Must never compare items of the program's own classes, nor change what a queue does.
"""
import queue
from _thread import allocate_lock, get_ident
from functools import wraps

from .contents import FIFO, Contents, order_of
from .disguise import pass_for
from .guards import Guard
from .own import maker
from .record import create, emit, nanoseconds
from .vocabulary import EventKind, ObjectKind, Operation

# Attribute of a recorded queue.
_KEY = '_threadlanes'


class QueueGuard(Guard):
    """One of a queue's three conditions."""

    def attend_to(self, of, contents, operation):
        self.attend(of, contents.number)
        self._waiting = contents.waiting
        self.operation = operation
        return self

    def look(self, of):
        return of.unfinished_tasks

    def changed(self, of, before, now, waited):
        if self.operation != Operation.TasksDone:
            return
        if now < before:
            emit(EventKind.TaskDone, self._number, 0, now)
        elif waited:
            emit(EventKind.Pass, self._number)

    def failed(self, of, waited):
        if self.operation == Operation.TasksDone and not waited:
            return  # task_done() called too many times.
        emit(EventKind.TimedOut if waited else EventKind.TryFailed, self._number,
             0 if waited else self.operation)


def install(_module):
    _patch(queue.Queue, '__init__', _init)
    for cls in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
        _patch(cls, '_put', _put)
        _patch(cls, '_get', _get)
    if hasattr(queue.Queue, 'shutdown'):
        _patch(queue.Queue, 'shutdown', _shutdown)
    if queue.SimpleQueue.__module__ == '_queue':
        pass_for(SimpleQueue, RawSimpleQueue)
        queue.SimpleQueue = SimpleQueue


def _patch(cls, name, make):
    original = cls.__dict__[name]
    setattr(cls, name, wraps(original)(make(original)))


def _init(original):
    def __init__(self, maxsize=0):
        original(self, maxsize)
        at = maker(self, 2)
        if at[0] is None:
            return
        order = order_of(self, queue)
        capacity = maxsize if type(maxsize) is int and maxsize > 0 else 0
        contents = Contents(create(ObjectKind.Queue, at, order, capacity), order)
        self.__dict__[_KEY] = contents
        self.not_empty = QueueGuard(self.mutex).attend_to(self, contents, Operation.Get)
        self.not_full = QueueGuard(self.mutex).attend_to(self, contents, Operation.Put)
        self.all_tasks_done = QueueGuard(self.mutex).attend_to(self, contents, Operation.TasksDone)
    return __init__


def _put(original):
    def _put(self, item):
        original(self, item)
        contents = self.__dict__.get(_KEY)
        if contents is not None:
            contents.waiting.discard(get_ident())
            contents.put(item)
    return _put


def _get(original):
    def _get(self):
        item = original(self)
        contents = self.__dict__.get(_KEY)
        if contents is not None:
            contents.waiting.discard(get_ident())
            contents.got(item)
        return item
    return _get


def _shutdown(original):
    def shutdown(self, immediate=False):
        contents = self.__dict__.get(_KEY)
        if contents is not None:
            emit(EventKind.State, contents.number, 1)
        return original(self, immediate)
    return shutdown


RawSimpleQueue = queue.SimpleQueue


class SimpleQueue(RawSimpleQueue):
    """The queue that is written in C. A put is recorded before anybody can get the item."""

    def __new__(cls, *args, **kwargs):
        at = maker(None, 2)
        if cls is SimpleQueue and at[0] is None:
            return RawSimpleQueue(*args, **kwargs)
        made = RawSimpleQueue.__new__(cls, *args, **kwargs)
        made.__dict__[_KEY] = Contents(create(ObjectKind.Queue, at, FIFO), FIFO), allocate_lock()
        return made

    def put(self, item, block=True, timeout=None):
        contents, order = self.__dict__[_KEY]
        ordered = order.acquire(False) or order.acquire(True, 1)
        try:
            contents.put(item)
            return RawSimpleQueue.put(self, item)
        finally:
            if ordered:
                order.release()

    def put_nowait(self, item):
        return self.put(item)

    def get(self, block=True, timeout=None):
        contents, _order = self.__dict__[_KEY]
        if not block:
            return self._try(contents)
        try:
            item = RawSimpleQueue.get(self, False)
        except queue.Empty:
            item = self._wait(contents, timeout)
        contents.got(item)
        return item

    def get_nowait(self):
        return self._try(self.__dict__[_KEY][0])

    def _try(self, contents):
        try:
            item = RawSimpleQueue.get(self, False)
        except queue.Empty:
            emit(EventKind.TryFailed, contents.number, Operation.Get)
            raise
        contents.got(item)
        return item

    def _wait(self, contents, timeout):
        emit(EventKind.Block, contents.number, Operation.Get, nanoseconds(timeout))
        got = False
        try:
            item = RawSimpleQueue.get(self, True, timeout)
            got = True
            return item
        finally:
            if not got:
                emit(EventKind.TimedOut, contents.number)
