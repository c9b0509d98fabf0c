"""What is in a queue: numbers of its items, and where each stands in the order of removal.

Must never compare items of the program's own classes.
"""
from _bisect import bisect_left, bisect_right
from collections import deque
from functools import wraps

from .record import emit, item_numbers
from .reprs import short
from .vocabulary import EventKind

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


def order_of(queue, module):
    """In which order a queue of one of the standard library's modules gives out its items: each names its classes alike."""
    return LIFO if isinstance(queue, module.LifoQueue) else PRIORITY if isinstance(queue, module.PriorityQueue) else FIFO


def taking_out(original, key):
    """A queue's own _get, which tells of what came out; the queue's contents are its attribute `key`."""
    @wraps(original)
    def _get(self):
        item = original(self)
        contents = self.__dict__.get(key)
        if contents is not None:
            contents.got(item)
        return item
    return _get


def _key(item):
    """As much of an item as can be compared without calling code of the program: pairs of rank and value."""
    key = []
    for value in item if type(item) is tuple else (item,):
        rank = _RANKS.get(type(value))
        if rank is None or value != value:
            break
        key.append((rank, value))
    return tuple(key)
