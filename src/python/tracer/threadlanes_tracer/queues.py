"""The four queues of `queue`: what is put in, taken out, and in which order it will come out.

Must never compare items of the program's own classes, nor change what a queue does.
"""
import queue
from _bisect import bisect_left, bisect_right
from _thread import allocate_lock, get_ident
from collections import deque
from functools import wraps

from .disguise import pass_for
from .guards import Guard
from .locks import create
from .own import maker
from .record import emit, item_numbers, nanoseconds
from .reprs import short
from .vocabulary import EventKind, ObjectKind, Operation

# Attribute of a recorded queue.
_KEY = '_threadlanes'
FIFO, LIFO, PRIORITY = 0, 1, 2
# A place behind all others.
_LAST = 1 << 30
# Values whose comparison calls no code of the program; those of one rank can be compared.
_RANKS = {int: 0, float: 0, bool: 0, str: 1, bytes: 2}


class Contents:
    """Numbers of the items that are in a queue, found by the items' identity, and the order in which they will come out."""

    def __init__(self, number, order):
        self.number = number
        self.order = order
        self.numbers = {}
        self.waiting = set()
        # Of a PriorityQueue, sorted: what is known of its items' order.
        self.keys = []

    def put(self, item, lane=0):
        """By the thread that runs, or in the name of a lane."""
        number = next(item_numbers)
        self.numbers.setdefault(id(item), deque()).append(number)
        emit(EventKind.Put, self.number, 0, number, self._place(item), short(item), lane=lane)

    def _place(self, item):
        if self.order == LIFO:
            return 0
        key = _key(item) if self.order == PRIORITY else ()
        if not key:
            return _LAST
        place = bisect_right(self.keys, key)
        self.keys.insert(place, key)
        return place

    def got(self, item):
        numbers = self.numbers.get(id(item))
        if not numbers:
            return
        number = numbers.pop() if self.order == LIFO else numbers.popleft()
        if not numbers:
            del self.numbers[id(item)]
        emit(EventKind.Get, self.number, 0, number)
        if self.keys:
            self._forget(_key(item))

    def _forget(self, key):
        place = bisect_left(self.keys, key)
        if self.keys[place:place + 1] == [key]:
            del self.keys[place]


def _key(item):
    """As much of an item as can be compared without calling code of the program: pairs of rank and value."""
    key = []
    for value in item if type(item) is tuple else (item,):
        rank = _RANKS.get(type(value))
        if rank is None or value != value:
            break
        key.append((rank, value))
    return tuple(key)


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
        order = (LIFO if isinstance(self, queue.LifoQueue) else
                 PRIORITY if isinstance(self, queue.PriorityQueue) else FIFO)
        capacity = maxsize if type(maxsize) is int and maxsize > 0 else 0
        contents = Contents(create(ObjectKind.Queue, at, order, capacity), order)
        self.__dict__[_KEY] = contents
        self.not_empty = QueueGuard(self.mutex).attend_to(self, contents, Operation.Get)
        self.not_full = QueueGuard(self.mutex).attend_to(self, contents, Operation.Put)
        self.all_tasks_done = QueueGuard(self.mutex).attend_to(self, contents, Operation.TasksDone)
    return __init__


def _put(original):
    def _put(self, item):
        contents = self.__dict__.get(_KEY)
        if contents is None:
            return original(self, item)
        original(self, item)
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
